import { expose } from 'comlink';
import { createCpuProbe } from '../../wasm/probe';
import { timedOn, type CpuJob } from './cpu-job';

const probe = createCpuProbe();

expose({
  /** Resolves when the module is there and its memory touched. */
  ready: async () => void (await probe),
  run: async (job: CpuJob, startAt: number) =>
    timedOn(await probe, job, startAt),
});
