/** What a link to this page remembers, and how it is spelled. Pure. */
import type { Target } from './compute';
import {
  filterById,
  filterIds,
  sizes,
  type FilterId,
  type FilterSettings,
} from './filters';
import { maxAmplification } from './pixels';

export interface PictureSettings extends FilterSettings {
  /** A free picture's id, or `own` for one that never left its device. */
  readonly picture: string;
  /** The stage looked at when a filter has several. */
  readonly stage: string;
  /** Power of two, or chosen by the largest difference. */
  readonly amplification: number | 'auto';
  /** `auto`, a wasm kernel's id, or `oracle`. */
  readonly cpu: string;
}

export const initialSettings: PictureSettings = {
  picture: 'chelsea',
  filter: 'sobel',
  size: 5,
  sigma: 1.4,
  base: 'gaussian',
  flip: false,
  stage: '',
  amplification: 'auto',
  cpu: 'auto',
};

/** Unknown or impossible values fall back to the initial ones. */
export function readLink(query: URLSearchParams): PictureSettings {
  const { size, sigma, amplification } = initialSettings;
  const word = (key: string) => /^[a-z0-9-]{1,40}$/i.exec(query.get(key) ?? '');
  const filter = filterIds.find((id) => id === query.get('filter'));
  const chosen = filter ?? initialSettings.filter;
  return {
    picture: word('picture')?.[0] ?? initialSettings.picture,
    filter: chosen,
    size: sizes.find((side) => String(side) === query.get('size')) ?? size,
    sigma: within(query.get('sigma'), 0.5, 5) ?? sigma,
    base: baseFor(chosen, query.get('base')),
    flip: query.get('flip') === '1',
    stage: word('stage')?.[0] ?? '',
    amplification:
      within(query.get('amp'), 0, maxAmplification) ?? amplification,
    cpu: word('cpu')?.[0] ?? initialSettings.cpu,
  };
}

/** Only what differs from the initial settings and matters to the filter. */
export function writeLink(settings: PictureSettings): Record<string, string> {
  const { controls } = filterById(settings.filter);
  const all: Record<string, [value: unknown, initial: unknown]> = {
    picture: [settings.picture, initialSettings.picture],
    filter: [settings.filter, initialSettings.filter],
    flip: [settings.flip ? 1 : 0, 0],
    stage: [settings.stage, ''],
    amp: [settings.amplification, 'auto'],
    cpu: [settings.cpu, 'auto'],
  };
  for (const key of controls) all[key] = [settings[key], initialSettings[key]];
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, [value, initial]]) => value !== initial)
      .map(([key, [value]]) => [key, String(value)]),
  );
}

/** A base the filter does not offer becomes its first one. */
export function baseFor(filter: FilterId, base: string | null): string {
  const bases = filterById(filter).bases ?? [];
  return bases.find((id) => id === base) ?? bases[0] ?? initialSettings.base;
}

function within(text: string | null, min: number, max: number) {
  const value = text ? Number(text) : NaN;
  return value >= min && value <= max ? Math.round(value * 100) / 100 : null;
}

export const sameLink = (a: PictureSettings, b: PictureSettings): boolean =>
  JSON.stringify(writeLink(a)) === JSON.stringify(writeLink(b));

/** Whether results for one are results for the other. */
export const sameRun = (a: PictureSettings, b: PictureSettings): boolean =>
  sameLink(withoutView(a), withoutView(b));

const withoutView = (settings: PictureSettings): PictureSettings => ({
  ...settings,
  stage: '',
  amplification: 'auto',
});

export function cpuTarget(cpu: string): Target {
  if (cpu === 'oracle') return { backend: 'reference' };
  return cpu === 'auto'
    ? { backend: 'wasm' }
    : { backend: 'wasm', kernel: cpu };
}
