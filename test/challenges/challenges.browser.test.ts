/** Every challenge on a real device: where it begins, and that it can be done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { challenges } from '../../src/challenges';
import type { Challenge } from '../../src/challenges/challenge';
import { solutionOf, startOf } from '../../src/challenges/draft';
import { judge } from '../../src/challenges/judge';
import { createEngine, type Engine, type TrialReport } from '../../src/index';
import type { KernelDraft } from '../../src/state/draft';
import { ceilings } from '../ui/roofline-literals';

/** The same problems at a size that an emulated GPU does in no time. */
const small: Record<string, Challenge['problem']['shapes']> = {
  'spare-barrier': { input: [1, 16, 16, 16], filter: [64, 16, 3, 3] },
  neighbours: { input: [1, 3, 100, 101] },
  'workgroup-size': { input: [1, 4, 48, 48] },
  'vec4-loads': { a: [16, 256], b: [128, 256] },
  'double-intensity': { input: [1, 64, 16, 16], filter: [64, 64, 1, 1] },
  'depthwise-roof': { input: [1, 16, 25, 22], filter: [16, 1, 3, 3] },
};
/** What they slow down is so much that no noise hides it. */
const robust = ['hoist-invariant', 'workgroup-size', 'spare-barrier'];

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
afterAll(() => engine.dispose());

const tried = ({ op, ...draft }: KernelDraft): Promise<TrialReport> =>
  engine.trial(op, {
    kernel: draft.kernel,
    shapes: draft.shapes as Record<string, number[]>,
    options: { ...draft.options },
    ...(Object.keys(draft.constants).length > 0 && {
      constants: { ...draft.constants },
    }),
    seed: draft.seed,
    sources: { ...draft.sources },
    workgroups: draft.workgroups as Record<string, string[]>,
    budgetMs: 150,
  });

describe.each(challenges.map((one) => [one.id, one] as const))(
  '%s',
  (id, full) => {
    const shapes = Object.hasOwn(small, id) ? small[id] : full.problem.shapes;
    const challenge = { ...full, problem: { ...full.problem, shapes } };

    it('begins where it says, and not at its goal', async () => {
      const report = await tried(startOf(challenge));
      expect(challenge.startOutcomes, report.verdict).toContain(report.outcome);
      const judgement = judge(challenge, report, { roofs: null });
      expect(judgement).toMatchObject({
        progress: expect.any(Number),
        words: expect.any(String),
      });
      if (!challenge.goal.bySpeed || robust.includes(id))
        expect(judgement).toMatchObject({ reached: false });
    }, 60_000);

    it('can be done', async () => {
      const report = await tried(solutionOf(challenge));
      expect(report.outcome, report.verdict).toBe('right');
      const roofs = { ...ceilings, adapter: report.adapter };
      const judgement = judge(challenge, report, { roofs })!;
      expect(judgement.words).toMatch(/^Right/);
      if (!challenge.goal.bySpeed) expect(judgement.reached).toBe(true);
    }, 60_000);
  },
);
