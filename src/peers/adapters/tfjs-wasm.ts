import {
  getThreadsCount,
  setThreadsCount,
  setWasmPaths,
} from '@tensorflow/tfjs-backend-wasm';
import { threadsOf } from '../peer';
import { tfjsAdapter, useBackend } from './tfjs';

export default tfjsAdapter({
  async open({ base, league }) {
    const threads = threadsOf(league);
    // It takes half the cores at most, whatever it is told: tell it of more.
    Object.defineProperty(navigator, 'hardwareConcurrency', {
      value: 2 * threads,
    });
    setWasmPaths(new URL('tfjs/', base).href);
    setThreadsCount(threads);
    await useBackend('wasm');
    return { threads: getThreadsCount() };
  },
  suppresses: true,
  // Its kernels have run when its calls return.
  finish: () => Promise.resolve(),
});
