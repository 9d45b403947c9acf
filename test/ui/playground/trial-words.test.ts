import { describe, expect, it } from 'vitest';
import type { Diagnostic, Judged } from '../../../src/engine/api';
import { errorCodes } from '../../../src/errors';
import type { Roof } from '../../../src/roofline/roof';
import { failureWords } from '../../../src/ui/playground/run/failure-words';
import { historyRow } from '../../../src/ui/playground/run/history-rows';
import { stepAt, steps } from '../../../src/ui/playground/run/steps';
import { ladderOf, rungsOf } from '../../../src/ui/playground/run/trial-dots';
import type { TrialEntry } from '../../../src/ui/playground/run/trial-state';
import { answerOf } from '../../../src/ui/playground/run/verdict-words';
import { ab, report, stats, wrongCheck } from './trial-literals';

const judged = (
  difference: Judged['difference'],
  low: number,
  high: number,
): Judged => ({ difference, interval: { low, high, confidence: 0.99 } });
const said = (answer: ReturnType<typeof answerOf>) =>
  [answer.figure, answer.word, answer.sentence, answer.next].join(' ');

describe('the answer to a right text', () => {
  it('is a ratio with its interval, pairs and clock', () => {
    const answer = answerOf(report());
    expect(answer).toMatchObject({
      ...{ tone: 'faster', figure: '1.24×', word: 'faster' },
    });
    expect(answer.sentence).toBe(
      '1.18–1.31× against "naive", 99 % sure, from 24 pairs by GPU ' +
        'timestamps, steps of 0.100 ms. Right: 3 ULP where 20 are allowed.',
    );
  });

  it('turns a ratio below one, and its interval, into slower', () => {
    const answer = answerOf(
      report({
        ab: ab({
          ratio: { median: 0.5, p20: 0.4, p80: 0.6 },
          judged: judged('slower', 0.4, 0.8),
        }),
      }),
    );
    expect(answer).toMatchObject({ figure: '2.00×', word: 'slower' });
    expect(answer.sentence).toMatch(/^1\.25–2\.50× against/);
  });

  it('claims nothing where the interval holds 1, however large the ratio', () => {
    const answer = answerOf(
      report({
        ab: ab({
          ratio: { median: 1.6, p20: 0.7, p80: 2 },
          judged: judged('none', 0.97, 2.04),
        }),
      }),
    );
    expect(answer.figure).toBe('No difference');
    expect(said(answer)).toMatch(/that can be told .*0\.970–2\.04×/);
    expect(said(answer)).not.toMatch(/faster|slower|1\.6/);
  });

  it('claims nothing from too few pairs', () => {
    const answer = answerOf(
      report({
        ab: ab({
          ...{ n: 2, ratio: { median: 9, p20: 9, p80: 9 } },
          judged: { difference: 'few', interval: null },
        }),
      }),
    );
    expect(said(answer)).toMatch(/^Right not yet compared .*2 pairs .*too few/);
    expect(said(answer)).not.toMatch(/faster|slower|9|NaN|null/);
  });

  it('says so where it is below the clock', () => {
    const abMissing = "below the clock's resolution: 4096 runs take less.";
    const answer = answerOf(report({ ab: null, abMissing }));
    expect(said(answer)).toMatch(
      /^Right too short to time Right: .*Its time is below the clock's/,
    );
    expect(said(answer)).not.toMatch(/NaN|null|undefined|×/);
  });

  it('says that a text as it was runs against itself', () => {
    const { passes } = report();
    const same = [{ ...passes[0], edited: false }];
    const answer = answerOf(
      report({ passes: same, ab: ab({ judged: judged('none', 0.99, 1.02) }) }),
    );
    expect(answer.sentence).toMatch(/Against itself, unchanged/);
  });
});

describe('the answer to a text that is not right', () => {
  const place = { file: 'conv2d/naive.wgsl', line: 23 };
  const error = (line: number, message: string): Diagnostic => ({
    ...{ type: 'error', line, column: 1, length: 1, message },
  });
  const { passes } = report();
  const cases = {
    wrong: report({ outcome: 'wrong', check: wrongCheck() }),
    unwritten: report({
      ...{ outcome: 'wrong', check: wrongCheck(), unwritten: 64 },
    }),
    unstable: report({
      outcome: 'unstable',
      unstable: {
        ...{ output: 'output', elements: 3, position: [0, 1], values: [1, 2] },
      },
    }),
    endless: report({
      ...{ outcome: 'endless', check: null },
      loop: {
        ...place,
        within: [20],
        message: 'conv2d/naive.wgsl: the loop at line 23 was stopped.',
      },
    }),
    compile: report({
      ...{ outcome: 'compile', check: null },
      passes: [
        {
          ...passes[0],
          diagnostics: [
            { ...error(3, 'a warning'), type: 'warning' },
            error(23, "unresolved value 'zero'"),
            error(30, 'more'),
          ],
        },
      ],
    }),
  };

  it.each([
    [
      'wrong',
      /12 elements of 2\u202f048 are too far off\. The worst, output\[0, 1, 2, 3\], is 2 where the float64 oracle has 2\.5: 1\u202f000\u202f000 ULP where 20 are allowed/,
    ],
    ['unwritten', /64 output elements of 2\u202f048 are never written/],
    [
      'unstable',
      /a race output\[0, 1\] was 1 in one run and 2 in the other, and 3/,
    ],
    ['endless', /^Endless a loop was stopped The loop at line 23 was stopped/],
    [
      'compile',
      /^Does not compile 2 errors unresolved value 'zero' Mend the first/,
    ],
  ] as const)('%s says where and what', (name, words) => {
    expect(said(answerOf(cases[name]))).toMatch(words);
  });

  it('points at the line of a loop and of the first error', () => {
    expect(answerOf(cases.endless).place).toEqual(place);
    expect(answerOf(cases.compile).place).toEqual(place);
    expect(answerOf(cases.wrong).place).toBeNull();
  });

  it('has no speed, even where a report had one by mistake', () => {
    for (const found of Object.values(cases)) {
      expect(found.ab).not.toBeNull();
      const answer = answerOf(found);
      expect(answer.tone).toBe('bad');
      expect(said(answer)).not.toMatch(/\d×|faster|slower|\bms\b/);
      expect(rungsOf(found, [entry(1, found)], null)).toEqual([]);
      const row = historyRow(entry(1, found), null);
      expect([row.ratio, row.share, row.isRight]).toEqual(['–', '–', false]);
    }
  });

  it('says NaN of the element, and infinitely many ULP', () => {
    const { worst } = wrongCheck();
    const answer = answerOf(
      report({
        outcome: 'wrong',
        check: wrongCheck({
          maxUlp: Infinity,
          worst: { ...worst!, actual: NaN },
        }),
      }),
    );
    expect(answer.sentence).toMatch(/is NaN where .*: ∞ ULP where/);
    expect(answer.next).toMatch(/division by zero/);
  });
});

const entry = (
  id: number,
  found = report(),
  change: TrialEntry['change'] = { added: 3, removed: 0 },
): TrialEntry => ({
  ...{ id, at: '2026-11-24T09:30:00.000Z', change },
  end: {
    kind: 'done',
    report: found,
    draft: {
      ...{ kind: 'kernel', op: 'conv2d', kernel: 'naive', shapes: {} },
      ...{ options: {}, constants: {}, seed: 1, sources: {}, workgroups: {} },
    },
  },
});

const roof: Roof = {
  ...{ backend: 'webgpu', label: 'GPU', gflops: 100, gbps: 100 },
};

describe('the history', () => {
  it('has what was changed, what came out and how it compares', () => {
    expect(historyRow(entry(4), roof)).toMatchObject({
      ...{ id: 4, kernel: 'conv2d naive', change: '+3', outcome: 'right' },
      ...{ ratio: '1.24× faster', share: '4 %' },
    });
  });

  it('gives no ratio that the pairs do not bear out', () => {
    const even = report({ ab: ab({ judged: judged('none', 0.9, 1.7) }) });
    expect(historyRow(entry(1, even), null)).toMatchObject({
      ...{ ratio: 'no difference', share: '–' },
    });
  });

  it('keeps runs that failed', () => {
    const { draft } = entry(1).end;
    const error = { code: 'timeout', message: '' } as const;
    const failed: TrialEntry = {
      ...{ id: 2, at: '', change: null },
      end: { kind: 'failed', draft, error },
    };
    expect(historyRow(failed, null)).toMatchObject({
      ...{ outcome: 'it took too long', change: '–', ratio: '–' },
    });
  });
});

describe('the ladder', () => {
  const slower = report({ ab: ab({ edited: stats(2) }) });
  const newest = report();

  it('goes from the original through the right runs, in their order', () => {
    const elsewhere = report({ shapes: { input: [1, 1, 1, 1] } });
    const wrong = report({ outcome: 'wrong', check: wrongCheck() });
    const history = [
      ...[entry(4, newest), entry(3, wrong), entry(2, elsewhere)],
      entry(1, slower),
    ];
    const rungs = rungsOf(newest, history, roof);
    expect(rungs.map(({ id, dot }) => [id, dot.ms])).toEqual([
      ...[
        [0, 1.24],
        [1, 2],
        [4, 1],
      ],
    ]);
    const { simplest, fastest } = ladderOf(rungs);
    expect([simplest.kernel, fastest.kernel]).toEqual(['naive', 'now']);
    expect(fastest.share).toBeCloseTo(2e6 / 1e6 / 50, 10);
  });

  it('has the time of the page clock as throughput', () => {
    const clock = { source: 'performance.now', resolutionMs: 0.005 } as const;
    const found = report({ ab: ab({ clock }) });
    const [original] = rungsOf(found, [], roof);
    expect(original.dot.fromThroughput).toBe(true);
  });
});

describe('failures', () => {
  it('of every code have a title, and never talk of speed', () => {
    for (const code of [...errorCodes, 'unknown'] as const) {
      const { title, more } = failureWords({ code, message: '' });
      expect(title).toMatch(/^[A-Z]/);
      expect(`${title} ${more}`).not.toMatch(/faster|slower|!/);
    }
    expect(failureWords({ code: 'no-gpu', message: '' }).again).toBe(false);
  });
});

describe('steps', () => {
  it('follow the share that is done', () => {
    const at = [0, 0.05, 0.1, 0.25, 0.3, 0.59, 0.6, 1].map(stepAt);
    expect(at).toEqual([0, 0, 1, 2, 3, 3, 4, 4]);
    expect(steps).toHaveLength(5);
  });
});
