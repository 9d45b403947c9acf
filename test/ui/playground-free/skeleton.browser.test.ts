/** A kernel from scratch is wrong until it is written, and then right. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../src/index';
import type { KernelDraft } from '../../../src/state/draft';
import { fromScratch } from '../../../src/ui/playground/free/skeleton';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
afterAll(() => engine.dispose());

async function started(
  op: string,
  shapes: Record<string, number[]>,
  options: Record<string, unknown> = {},
): Promise<KernelDraft> {
  const sources = await engine.sources(op, { shapes, options });
  const none: KernelDraft = {
    ...{ kind: 'kernel', op, kernel: '', shapes, options, constants: {} },
    ...{ seed: 1, sources: {}, workgroups: {} },
  };
  return fromScratch(none, sources);
}

const trial = ({ op, kernel, shapes, options, seed, sources }: KernelDraft) =>
  engine.trial(op, {
    shapes: shapes as Record<string, number[]>,
    options: { ...options },
    sources: { ...sources },
    ...{ kernel, seed, budgetMs: 50 },
  });

/** With the zero of `file` replaced by a kernel. */
const filled = (
  draft: KernelDraft,
  file: string,
  name: string,
  own: string,
) => {
  const zero = `  ${name}[index] = 0.0;`;
  expect(draft.sources[file]).toContain(zero);
  const sources = {
    ...draft.sources,
    [file]: draft.sources[file].replace(zero, own),
  };
  return { ...draft, sources };
};

const conv = {
  shapes: { input: [1, 4, 8, 8], filter: [6, 4, 3, 3], bias: [6] },
  options: { padding: [1, 1, 1, 1] },
};

test('conv2d: zeros are wrong, the definition is right', async () => {
  const draft = await started('conv2d', conv.shapes, conv.options);
  const wrong = await trial(draft);
  expect(wrong).toMatchObject({ outcome: 'wrong', unwritten: 0, ab: null });
  expect(wrong.passes[0]).toMatchObject({ edited: true, diagnostics: [] });

  const right = await trial(
    filled(
      draft,
      'conv2d/naive.wgsl',
      'output',
      `  let x = i32(index % 8);
  let y = i32(index / 8 % 8);
  let o = index / 64 % 6;
  var sum = bias[o];
  for (var i = 0u; i < 4; i++) {
    for (var k = 0u; k < 9; k++) {
      let iy = y + i32(k / 3) - 1;
      let ix = x + i32(k % 3) - 1;
      if (iy < 0 || iy > 7 || ix < 0 || ix > 7) {
        continue;
      }
      sum += input[i * 64 + u32(iy * 8 + ix)] * filters[(o * 4 + i) * 9 + k];
    }
  }
  output[index] = sum;`,
    ),
  );
  expect(right.verdict).toMatch(/^Right/);
  expect(right.ab).toMatchObject({ against: 'naive' });
});

test('relu by the formula in its comment', async () => {
  const draft = await started('relu', { input: [1, 3, 5, 7] });
  expect((await trial(draft)).outcome).toBe('wrong');
  const own = '  output[index] = max(0.0, input[index]);';
  const file = 'elementwise/naive.wgsl';
  const report = await trial(filled(draft, file, 'output', own));
  expect(report.outcome).toBe('right');
});

test('squeezeExcitation: four passes, two of one file', async () => {
  const draft = await started('squeezeExcitation', {
    ...{ input: [1, 8, 4, 4], reduceFilter: [2, 8], reduceBias: [2] },
    ...{ expandFilter: [8, 2], expandBias: [8] },
  });
  expect(Object.keys(draft.sources)).toHaveLength(4);
  const report = await trial(draft);
  expect(report.outcome).toBe('wrong');
  expect(report.passes.every(({ edited }) => edited)).toBe(true);
});

test('nms, a plan of many passes, is wrong and not a failure', async () => {
  const draft = await started('nms', { boxes: [40, 4], scores: [40] });
  expect(Object.keys(draft.sources).length).toBeGreaterThan(4);
  const report = await trial(draft);
  expect(report.outcome).toBe('wrong');
});
