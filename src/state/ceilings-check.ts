/** Measured roofs from files and storage. */
import * as v from 'valibot';
import type { Ceilings, Roofs } from '../engine/api';
import { atMost, listOf } from './checked';
import { amount, count, flag, problemParts, words } from './report-parts';

const backend = v.picklist(['webgpu', 'wasm'], 'webgpu or wasm');
const rate = v.object(
  { median: amount, p20: amount, p80: amount, n: count },
  'a table',
);
const maybe = v.exactOptional(amount);

const roofs: v.GenericSchema<unknown, Roofs> = v.object(
  {
    gflops: v.object({ f32: amount, f16: maybe, int8: maybe }, 'a table'),
    gbps: v.object(
      { memory: amount, cache: maybe, copy: maybe, workgroup: maybe },
      'a table',
    ),
    dispatchUs: maybe,
    passUs: maybe,
    submitUs: maybe,
  },
  'a table',
);

const evidence = v.object(
  {
    quick: flag,
    userAgent: atMost(1000),
    elapsedMs: amount,
    compute: listOf(
      v.object({ backend, variant: atMost(200), gflops: rate }, 'a table'),
      0,
      1000,
    ),
    bandwidth: listOf(
      v.object(
        {
          backend,
          kind: v.picklist(
            ['read', 'write', 'copy', 'triad'],
            'read, write, copy or triad',
          ),
          workingSetBytes: amount,
          gbps: rate,
        },
        'a table',
      ),
      0,
      1000,
    ),
    sweep: listOf(
      v.object({ intensity: amount, gflops: amount }, 'a table'),
      0,
      1000,
    ),
    sweepDeviation: v.nullable(amount),
    doubling: v.nullable(amount),
    drift: v.nullable(amount),
    warnings: listOf(words, 0, 100),
  },
  'a table',
);

export const ceilingsSchema: v.GenericSchema<unknown, Ceilings> = v.object(
  {
    adapter: problemParts.adapter,
    software: flag,
    measuredAt: problemParts.measuredAt,
    gpu: v.nullable(roofs),
    wasm: v.object(
      { oneThread: roofs, allThreads: roofs, threads: count },
      'a table',
    ),
    evidence,
  },
  'a table',
);
