/** What the commands drive, in a page and in Node; bundled beside the library. */
export { createEngine } from '../index';
export { runConformance, type Outcome } from './conform';
export { runFuzz, type FuzzNews, type FuzzRequest } from '../fuzz/fuzz';
export { runLoop, type LoopRow } from './loop';
export {
  benchRoofs,
  runBench,
  runMs,
  type BenchRequest,
  type BenchRow,
} from './measure';
export { runSoak, type SoakSample } from './endurance';
export type { VectorCase } from './vectors';
