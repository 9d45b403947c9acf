/** Every case that once failed, run again. */
import { expect, it } from 'vitest';
import type { Engine } from '../../src/engine/api';
import { decodeCase } from '../../src/fuzz/fuzz-case';
import { CaseRunner } from '../../src/fuzz/run-case';
import corpus from './corpus.json';

export function runCorpus(engine: Promise<Engine>): void {
  it.each(corpus)('$why', async ({ case: one }) => {
    const runner = new CaseRunner(await engine, await (await engine).device());
    const outcome = await runner.run(decodeCase(JSON.stringify(one)));
    expect(outcome.findings).toEqual([]);
    const { invalid = 0, limit = 0 } = outcome.rejections;
    const missing = outcome.skipped['no GPU'] ?? 0;
    expect(outcome.checks + invalid + limit + missing).toBeGreaterThan(0);
  });
}
