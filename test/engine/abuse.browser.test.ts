/** The engine in its worker and beside it, on WebGPU, against wrong calls. */
import { describe } from 'vitest';
import { createEngine } from '../../src';
import { abuse } from './abuse/abuse';

describe('in a worker', () => {
  abuse('webgpu', () => createEngine());
});

describe('on this thread', () => {
  abuse('webgpu', () => createEngine({ worker: false }));
});
