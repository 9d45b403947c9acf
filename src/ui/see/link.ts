/** What a link to this page remembers, and how it is spelled. Pure. */
import { tasks } from '../../networks/trained/tasks';

/** How a mask is shown. */
export const views = ['blur', 'tint', 'cut', 'mask'] as const;
export type View = (typeof views)[number];

export type Side = 'wasm' | 'webgpu';

export interface SeeSettings {
  readonly model: string;
  /** A free picture's id, or `own` for one that never left its device. */
  readonly source: string;
  /** Faces below it are not shown. */
  readonly score: number;
  readonly view: View;
  /** Where the camera's frames run; auto: on the GPU where there is one. */
  readonly on: Side | 'auto';
  /** Of the network, to look into; the first when empty. */
  readonly layer: string;
}

export const initialSettings: SeeSettings = {
  model: 'blazeface',
  source: 'astronaut',
  score: 0.5,
  view: 'blur',
  on: 'auto',
  layer: '',
};

/** Candidates below are not kept for the slider. */
export const lowestScore = 0.1;
export const highestScore = 0.95;

/** Unknown or impossible values fall back to the initial ones. */
export function readLink(query: URLSearchParams): SeeSettings {
  const { model, source, view, on } = initialSettings;
  const asked = (key: string) => query.get(key) ?? '';
  const score = Number(asked('score') || NaN);
  return {
    model: tasks.find(({ id }) => id === asked('model'))?.id ?? model,
    source: /^[a-z0-9-]{1,40}$/i.exec(asked('source'))?.[0] ?? source,
    score:
      score >= lowestScore && score <= highestScore
        ? Math.round(score * 100) / 100
        : initialSettings.score,
    view: views.find((id) => id === asked('view')) ?? view,
    on: (['wasm', 'webgpu'] as const).find((id) => id === asked('on')) ?? on,
    layer: asked('layer').slice(0, 120),
  };
}

/** Only what differs from the initial settings. */
export const writeLink = (settings: SeeSettings): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(
        ([key, value]) => value !== initialSettings[key as keyof SeeSettings],
      )
      .map(([key, value]) => [key, String(value)]),
  );

export const sameLink = (a: SeeSettings, b: SeeSettings): boolean =>
  JSON.stringify(writeLink(a)) === JSON.stringify(writeLink(b));
