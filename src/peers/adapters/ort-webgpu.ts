import { ortAdapter } from './ort';

export default ortAdapter('ort.webgpu.bundle.min.mjs', true);
