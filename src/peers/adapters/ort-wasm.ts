import { ortAdapter } from './ort';

export default ortAdapter('ort.wasm.bundle.min.mjs', false);
