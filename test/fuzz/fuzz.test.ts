/** The fuzzer itself: what it draws, keeps and makes small; it can fail. */
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src';
import type { Engine } from '../../src/engine/api';
import { drawCase, runFuzz, type FuzzNews } from '../../src/fuzz/fuzz';
import { decodeCase, encodeCase } from '../../src/fuzz/fuzz-case';
import { inputsOf } from '../../src/fuzz/values';
import { ops, opById } from '../../src/ops';
import { runCorpus } from './corpus';

const open = () => createEngine({ worker: false });
const engine = open();
afterAll(async () => (await engine).dispose());

describe('the corpus, on this thread', () => runCorpus(engine));

describe('drawing', () => {
  it.each(ops)('$id: a case follows from its seed, and can be kept', (op) => {
    for (let i = 0; i < 8; i++) {
      const one = drawCase(op, 7, i);
      expect(drawCase(op, 7, i)).toEqual(one);
      expect(decodeCase(encodeCase(one))).toEqual(one);
      const options = op.options(one.options);
      expect(() => op.shapes(one.shapes, options)).not.toThrow();
      const { values, shapes } = one;
      expect(inputsOf(op, { shapes, values }, options)).toEqual(
        inputsOf(op, { shapes, values }, options),
      );
    }
  });

  it('draws right and wrong calls, of all sorts', () => {
    const drawn = Array.from({ length: 300 }, (_, i) =>
      drawCase(opById('conv2d'), 1, i),
    );
    const faults = new Set(drawn.map(({ fault }) => fault?.kind));
    expect(faults.size).toBeGreaterThan(8);
    expect(new Set(drawn.map(({ values }) => values.mode)).size).toBe(5);
    expect(drawn.some(({ workload }) => workload === null)).toBe(true);
    expect(drawn.some(({ workload }) => workload !== null)).toBe(true);
  });
});

describe('a backend that is wrong', () => {
  /** Answers with one element off wherever there are more than two rows. */
  const wrongFrom = (right: Engine): Engine => ({
    ...right,
    run: async (op, call) => {
      const result = await right.run(op, call);
      const { output } = result.outputs;
      if (output.shape[0] > 2) output.data[0] = 12345;
      return result;
    },
    prepare: async (op, call) => {
      const prepared = await right.prepare(op, call);
      return {
        ...prepared,
        read: async () => {
          const { output } = await prepared.read();
          if (output.shape[0] > 2) output.data[0] = 12345;
          return { output };
        },
      };
    },
  });

  it('is found, and its case made small', async () => {
    const news: FuzzNews[] = [];
    const request = { seed: 3, from: 0, cases: 60, op: 'tanh' };
    await runFuzz(
      async () => wrongFrom(await open()),
      request,
      (one) => {
        news.push(one);
      },
    );
    expect(news).toHaveLength(60);
    // What is wrong with the call may well be the shape: other rows count.
    const found = news
      .flatMap(({ findings }) => findings)
      .filter(({ case: text }) => decodeCase(text).fault === null);
    expect(found.length).toBeGreaterThan(0);
    for (const { case: text, runner, message } of found) {
      expect(message).toContain('12345');
      expect(runner).toBe('wasm simd');
      const { shapes, values } = decodeCase(text);
      expect(shapes.input[0]).toBe(3);
      expect(shapes.input.slice(1).every((side) => side === 1)).toBe(true);
      expect(values).toEqual({ mode: 'usual', seed: 1, dtype: 'float32' });
    }
  });
});
