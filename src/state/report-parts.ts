/** The parts that reports of every kind are made of, as schemas. */
import * as v from 'valibot';
import type { CheckReport, Clock, Stats } from '../engine/api';
import type { Cost } from '../ops/op';
import {
  atMost,
  finiteNumber,
  infinite,
  listOf,
  shortText,
  tableOf,
  wholeNumber,
} from './checked';

const amountWords = 'a finite number from 0';
export const amount = v.pipe(
  v.number(amountWords),
  v.finite(amountWords),
  v.minValue(0, amountWords),
);
const largest = 2 ** 53;
export const count = wholeNumber(0, largest);
export const flag = v.boolean('true or false');
/** What came out, in words. */
export const words = atMost(20_000);

/** A distance or a value that may be beyond every number. */
const anyNumber = v.union(
  [
    v.number(),
    infinite,
    v.nan(),
    v.pipe(v.literal('NaN'), v.transform(Number)),
  ],
  'a number, "Infinity", "-Infinity" or "NaN"',
);

/** Rounding may put two equal ones a step apart. */
export const rises = (...values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || values[i - 1] <= value * (1 + 1e-9));

export const statsSchema: v.GenericSchema<unknown, Stats> = v.pipe(
  v.object(
    {
      medianMs: amount,
      p20Ms: amount,
      p80Ms: amount,
      minMs: amount,
      n: wholeNumber(1, largest),
    },
    'a table of times in milliseconds',
  ),
  v.check(
    (stats) => rises(stats.minMs, stats.p20Ms, stats.medianMs, stats.p80Ms),
    'times of which the least, the 20th percentile, the median and the 80th ' +
      'percentile do not fall',
  ),
);

export const clockSchema: v.GenericSchema<unknown, Clock> = v.object(
  {
    source: v.picklist(
      ['timestamp-query', 'performance.now'],
      'timestamp-query or performance.now',
    ),
    resolutionMs: amount,
  },
  'a table',
);

export const costSchema: v.GenericSchema<unknown, Cost> = v.object(
  {
    macs: amount,
    flops: amount,
    params: amount,
    bytesRead: amount,
    bytesWritten: amount,
    bytesNoReuse: amount,
  },
  'a table',
);

const position = listOf(count, 0, 8);

export const checkSchema: v.GenericSchema<unknown, CheckReport> = v.pipe(
  v.object(
    {
      ok: flag,
      maxUlp: anyNumber,
      allowedUlp: anyNumber,
      worstIndex: wholeNumber(-1, largest),
      why: words,
      worst: v.nullable(
        v.object(
          {
            output: shortText,
            position,
            actual: anyNumber,
            expected: anyNumber,
          },
          'a table',
        ),
      ),
      failures: count,
      elements: count,
      map: v.nullable(
        v.object(
          {
            width: wholeNumber(0, 4096),
            height: wholeNumber(0, 4096),
            ulp: listOf(anyNumber, 0, 65_536),
          },
          'a table',
        ),
      ),
    },
    'a table',
  ),
  v.check(
    ({ ok, failures }) => ok === (failures === 0),
    'a check that is right exactly where nothing fails',
  ),
);

/** What every report says of its problem. */
export const problemParts = {
  op: shortText,
  kernel: shortText,
  constants: tableOf(finiteNumber, 64),
  cost: costSchema,
  adapter: atMost(400),
  measuredAt: v.pipe(
    v.string('a time'),
    v.isoTimestamp('a time as 2026-01-31T12:00:00.000Z'),
  ),
};
