/** The cases that once failed, on WebGPU and WASM, through the worker. */
import { afterAll } from 'vitest';
import { createEngine } from '../../src';
import { runCorpus } from './corpus';

const engine = createEngine();
afterAll(async () => (await engine).dispose());

runCorpus(engine);
