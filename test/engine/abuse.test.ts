/** The engine on this thread, without a GPU, against every wrong call. */
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src';
import { abuse } from './abuse/abuse';
import { wrongValues } from './abuse/values';

describe('on this thread', () => {
  abuse('wasm', () => createEngine({ worker: false }));
});

describe('createEngine', () => {
  it.each(['backend', 'threads', 'worker', 'gpu'])(
    'a wrong %s',
    async (name) => {
      const create = createEngine as (options: unknown) => Promise<unknown>;
      for (const [title, value] of wrongValues) {
        const isRight =
          (name === 'threads' && value === 5) ||
          (name === 'worker' && value === true) ||
          (name === 'gpu' && typeof value === 'object' && title !== 'null');
        if (isRight) continue;
        await expect(create({ [name]: value }), title).rejects.toMatchObject({
          code: 'invalid',
        });
      }
    },
  );
});
