/**
 * What can be kept: a draft, a trial of one, measured roofs, runs of a bench.
 * The same form stands on the shelf and in files.
 */
import * as v from 'valibot';
import type {
  BenchReport,
  Ceilings,
  DeviceReport,
  TrialReport,
} from '../engine/api';
import { ceilingsSchema } from './ceilings-check';
import { atMost, checked, listOf, shortText } from './checked';
import type { Draft } from './draft';
import { draftSchema } from './draft-check';
import { flag, problemParts } from './report-parts';
import { benchSchema, trialSchema } from './trial-check';

/** Where something was made or measured. */
export type KeptDevice = Pick<
  DeviceReport,
  'adapter' | 'vendor' | 'architecture' | 'software' | 'userAgent'
>;

export type KeptContent =
  | { readonly kind: 'draft'; readonly draft: Draft }
  | {
      readonly kind: 'run';
      readonly draft: Draft;
      readonly report: TrialReport;
    }
  | { readonly kind: 'ceilings'; readonly ceilings: Ceilings }
  | { readonly kind: 'bench'; readonly reports: readonly BenchReport[] };

export type KeptItem = KeptContent & {
  readonly name: string;
  readonly keptAt: string;
  /** null where it was not known yet. */
  readonly device: KeptDevice | null;
};

export const deviceSchema: v.GenericSchema<unknown, KeptDevice | null> =
  v.nullable(
    v.object(
      {
        adapter: atMost(400),
        vendor: atMost(400),
        architecture: atMost(400),
        software: flag,
        userAgent: atMost(1000),
      },
      'a table or null',
    ),
  );

const common = {
  name: shortText,
  keptAt: problemParts.measuredAt,
  device: deviceSchema,
};

export const itemSchema: v.GenericSchema<unknown, KeptItem> = v.variant(
  'kind',
  [
    v.object({ kind: v.literal('draft'), ...common, draft: draftSchema }),
    v.object({
      kind: v.literal('run'),
      ...common,
      draft: draftSchema,
      report: trialSchema,
    }),
    v.object({
      kind: v.literal('ceilings'),
      ...common,
      ceilings: ceilingsSchema,
    }),
    v.object({
      kind: v.literal('bench'),
      ...common,
      reports: listOf(benchSchema, 1, 1000),
    }),
  ],
  'draft, run, ceilings or bench',
);

export const checkedItem = (value: unknown, what = 'The kept item'): KeptItem =>
  checked(itemSchema, value, what, 'keep it anew');

export const keptDevice = (device: DeviceReport | null): KeptDevice | null =>
  device && {
    adapter: device.adapter,
    vendor: device.vendor,
    architecture: device.architecture,
    software: device.software,
    userAgent: device.userAgent,
  };

/** "name", or "name 2" where it is taken. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const name = wanted.trim().slice(0, 190) || 'Unnamed';
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number++;
  return `${name} ${number}`;
}
