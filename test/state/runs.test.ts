import { expect, test } from 'vitest';
import { mostRuns, RunStore } from '../../src/state/runs';
import { ladder, runOf } from '../ui/roofline-literals';

const place = (initial: string | null = null) => {
  let kept = initial;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
};

test('runs come back on the next visit, the newest first', () => {
  const storage = place();
  const store = new RunStore(storage);
  for (const run of ladder) store.add(run);
  const again = new RunStore(storage).runs;
  expect(again.map(({ report }) => report.kernel)).toEqual(
    ladder.map(({ report }) => report.kernel).reverse(),
  );
  expect(again[0].report.check?.map).toBeNull();
});

test('a kernel measured again replaces its run', () => {
  const store = new RunStore(place());
  store.add(runOf('mobilenet-v1-dw1', 'webgpu', 'naive', 2));
  store.add(runOf('mobilenet-v1-dw1', 'webgpu', 'naive', 1));
  expect(store.runs.map(({ report }) => report.kernelMs?.medianMs)).toEqual([
    1,
  ]);
});

test('the list is bounded', () => {
  const store = new RunStore(place());
  for (let i = 0; i < mostRuns + 5; i++)
    store.add(runOf('mobilenet-v1-dw1', 'webgpu', `kernel-${i}`, 1));
  expect(store.runs).toHaveLength(mostRuns);
  expect(store.runs[0].report.kernel).toBe(`kernel-${mostRuns + 4}`);
});

test('a full or forbidden storage costs only the next visit', () => {
  const refuse = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  const store = new RunStore({ getItem: refuse, setItem: refuse });
  store.add(ladder[0]);
  expect(store.runs).toHaveLength(1);
  expect(new RunStore(null).runs).toEqual([]);
});

test('what another version or another hand left there is let go', () => {
  const bad = [
    'not json',
    '[]',
    '{"version":0,"runs":[]}',
    '{"version":1,"runs":"many"}',
    '{"version":1,"runs":[null,{"report":{"op":"conv2d"}}]}',
  ];
  for (const text of bad) expect(new RunStore(place(text)).runs).toEqual([]);
});
