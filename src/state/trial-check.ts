/** Reports of trials and benches from files and storage. */
import * as v from 'valibot';
import type { BenchReport, TrialReport, Tuning } from '../engine/api';
import {
  atMost,
  finiteNumber,
  listOf,
  shortText,
  tableOf,
  wholeNumber,
} from './checked';
import { optionsSchema, shapesSchema } from './draft-check';
import {
  amount,
  checkSchema,
  clockSchema,
  count,
  flag,
  problemParts,
  rises,
  statsSchema,
  words,
} from './report-parts';

const seed = wholeNumber(-(2 ** 53), 2 ** 53);
const workgroups = listOf(count, 0, 3);
/** The engine's own name for each is kept; what it adds later is left out. */
const diagnostic = v.object(
  {
    type: v.picklist(['error', 'warning', 'info'], 'error, warning or info'),
    line: count,
    column: count,
    length: count,
    message: words,
  },
  'a table',
);
const pass = v.object(
  {
    file: shortText,
    edited: flag,
    workgroups,
    diagnostics: listOf(diagnostic, 0, 1000),
  },
  'a table',
);
const loop = v.object(
  {
    file: shortText,
    line: count,
    within: listOf(count, 0, 100),
    message: words,
  },
  'a table',
);
const unstable = v.object(
  {
    output: shortText,
    elements: count,
    position: listOf(count, 0, 8),
    values: v.tuple([finiteNumber, finiteNumber], 'a pair of numbers'),
  },
  'a table',
);
const ratio = v.pipe(
  v.object({ median: amount, p20: amount, p80: amount }, 'a table'),
  v.check(
    ({ p20, median, p80 }) => rises(p20, median, p80),
    'a ratio whose median lies between its percentiles',
  ),
);
const judged = v.pipe(
  v.object(
    {
      difference: v.picklist(
        ['faster', 'slower', 'none', 'few'],
        'faster, slower, none or few',
      ),
      interval: v.nullable(
        v.object({ low: amount, high: amount, confidence: amount }, 'a table'),
      ),
    },
    'a table',
  ),
  v.check(
    ({ difference, interval }) =>
      interval ? rises(interval.low, interval.high) : difference === 'few',
    'a difference with the interval that bears it out',
  ),
);
const comparison = v.object(
  {
    original: statsSchema,
    edited: statsSchema,
    ratio,
    judged,
    n: wholeNumber(1, 2 ** 53),
    interleaved: v.literal(true, 'true'),
    batch: v.object({ original: count, edited: count }, 'a table'),
    clock: clockSchema,
    against: shortText,
  },
  'a table',
);

export const trialSchema: v.GenericSchema<unknown, TrialReport> = v.pipe(
  v.object(
    {
      ...problemParts,
      outcome: v.picklist(
        ['right', 'wrong', 'unstable', 'endless', 'compile'],
        'right, wrong, unstable, endless or compile',
      ),
      verdict: words,
      passes: listOf(pass, 0, 64),
      check: v.nullable(checkSchema),
      unstable: v.nullable(unstable),
      unwritten: count,
      loop: v.nullable(loop),
      firstRunMs: v.nullable(amount),
      ab: v.nullable(comparison),
      abMissing: v.exactOptional(words),
      software: flag,
      seed,
      shapes: shapesSchema,
      options: optionsSchema,
    },
    'a table',
  ),
  v.check(
    ({ ab, outcome }) => ab === null || outcome === 'right',
    'a trial that is timed only where it is right',
  ),
);

const constants = tableOf(finiteNumber, 64);
const contender = v.object(
  {
    kernel: shortText,
    constants,
    ms: v.nullable(amount),
    rounds: count,
    note: v.exactOptional(words),
  },
  'a table',
);
const tuning: v.GenericSchema<unknown, Tuning> = v.object(
  {
    source: v.picklist(['raced', 'remembered'], 'raced or remembered'),
    elapsedMs: amount,
    budgetMs: amount,
    contenders: listOf(contender, 0, 1000),
    guess: v.object({ kernel: shortText, constants }, 'a table'),
    adapter: atMost(400),
    shapes: shapesSchema,
    racedAt: shortText,
  },
  'a table',
);

export const benchSchema: v.GenericSchema<unknown, BenchReport> = v.object(
  {
    ...problemParts,
    backend: v.picklist(
      ['webgpu', 'wasm', 'reference'],
      'webgpu, wasm or reference',
    ),
    tuning: v.nullable(tuning),
    threads: count,
    kernelMs: v.nullable(statsSchema),
    kernelMsMissing: v.exactOptional(words),
    throughputMs: statsSchema,
    endToEndMs: statsSchema,
    firstRunMs: amount,
    uploadMs: statsSchema,
    readbackMs: statsSchema,
    check: v.nullable(checkSchema),
    clock: clockSchema,
    batch: count,
    hidden: v.exactOptional(v.literal(true, 'true')),
    seed: v.nullable(seed),
    options: optionsSchema,
    shapes: shapesSchema,
  },
  'a table',
);
