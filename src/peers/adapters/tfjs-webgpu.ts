import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import { gpuFinished } from '../gpu-finish';
import { tfjsAdapter, useBackend } from './tfjs';

/** It gathers commands; these send them off, as its own data() does. */
interface WebgpuBackend {
  readonly device: GPUDevice;
  endComputePassEncoder(): void;
  ensureCommandEncoderReady(): void;
  submitQueue(): void;
}

export default tfjsAdapter({
  async open() {
    await useBackend('webgpu');
    return {};
  },
  suppresses: false,
  async finish() {
    const backend = tf.backend() as WebgpuBackend;
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.submitQueue();
    await gpuFinished(backend.device);
  },
});
