import { expect, it } from 'vitest';
import type { BenchCall, DeviceReport, Engine } from '../../src/engine/api';
import { generate } from '../../src/ui/boxes/generate';
import { initialSettings, type Settings } from '../../src/ui/boxes/link';
import { callOf, rulesOf } from '../../src/ui/boxes/outcome';
import { placeOf } from '../../src/ui/boxes/place';
import { sweepPlan, sweepText, withScenes } from '../../src/ui/boxes/sweep';
import { device } from './literals';

const soft: Settings = { ...initialSettings, mode: 'soft', layout: 'uniform' };

it('sweeps the page’s own call over the number of boxes', () => {
  const plan = sweepPlan(soft);
  expect(plan.op.id).toBe('softNms');
  expect(plan.points.map(({ value }) => value)).toEqual([
    ...[10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000],
  ]);
  const [first] = plan.points;
  expect(first.problem.shapes).toEqual({ boxes: [10, 4], scores: [10] });
  expect(first.problem.options).toMatchObject({
    ...{ method: 'linear', iouThreshold: 0.5, scoreThreshold: 0.1 },
  });
  expect(sweepPlan(initialSettings).points[0].problem.shapes).toEqual({
    ...{ boxes: [10, 4], scores: [10], idxs: [10] },
  });
});

it('takes other boxes or thresholds for another sweep, not their number', () => {
  const { key } = sweepPlan(initialSettings);
  expect(sweepPlan({ ...initialSettings, n: 5000 }).key).toBe(key);
  expect(sweepPlan({ ...initialSettings, seed: 2 }).key).not.toBe(key);
  expect(sweepPlan(soft).key).not.toBe(key);
});

it('measures the boxes that the page would make', async () => {
  let asked: BenchCall | undefined;
  const bench = (_: string, call?: BenchCall) => {
    asked = call;
    return Promise.reject(new Error('stop here'));
  };
  const engine = withScenes({ bench } as Partial<Engine> as Engine, soft);
  const [, , at100] = sweepPlan(soft).points;
  const { shapes } = at100.problem;
  const run = engine.bench('softNms', { shapes: { ...shapes } as never });
  await expect(run).rejects.toThrow('stop here');
  const made = generate({ ...soft, n: 100 });
  expect(asked!.inputs!.boxes.data).toEqual(made.corners);
  expect(asked!.inputs!.scores.data).toEqual(made.scores);
  expect(sweepText(soft)).toBe(
    'boxes made as on this page: uniform, of 3 classes, seed 1, IoU 0.50, ' +
      'score 0.10',
  );
});

it('goes to the CPU where no GPU kernel takes the call, and says so', () => {
  const at = (n: number, on: Settings['on'], report: DeviceReport | null) => {
    const settings = { ...soft, n };
    const scene = generate(settings);
    return placeOf(callOf(scene, rulesOf(settings), 0.1), on, report);
  };
  expect(at(4096, 'webgpu', device)).toEqual({ backend: 'webgpu', note: '' });
  expect(at(4096, 'auto', device)).toEqual({ backend: undefined, note: '' });
  for (const on of ['auto', 'webgpu'] as const) {
    const place = at(5000, on, device);
    expect(place.backend).toBe('wasm');
    expect(place.note).toMatch(
      /^Runs on the CPU\. 5000 boxes: .*takes 4096 at most\.$/,
    );
  }
  expect(at(5000, 'wasm', device)).toEqual({ backend: 'wasm', note: '' });
  expect(at(5000, 'auto', { ...device, gpu: false }).note).toBe('');
  // In software a GPU is the CPU, only slower.
  const software = { ...device, software: true };
  expect(at(100, 'auto', software)).toEqual({ backend: 'wasm', note: '' });
  expect(at(100, 'webgpu', software).backend).toBe('webgpu');
});
