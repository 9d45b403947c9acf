/** What a link to the page says; only what differs from the first view. Pure. */
import { layouts, type Layout, type Recipe } from './generate';
import { clamp, plane, type Box } from './scene';

export const modes = ['batched', 'hard'] as const;
export type Mode = (typeof modes)[number];
export const targets = ['auto', 'webgpu', 'wasm'] as const;
export type Target = (typeof targets)[number];

export interface Settings extends Recipe {
  readonly iou: number;
  readonly score: number;
  readonly mode: Mode;
  /** Where the page runs it; auto leaves that to the engine. */
  readonly on: Target;
  /** Boxes made by hand stand instead of those that seed and n make. */
  readonly boxes: readonly Box[] | null;
}

export const initialSettings: Settings = {
  n: 200,
  seed: 1,
  layout: 'clustered',
  classes: 3,
  iou: 0.5,
  score: 0.1,
  mode: 'batched',
  on: 'auto',
  boxes: null,
};

export const most = { n: 100_000, seed: 2 ** 32 - 1, classes: 80 } as const;
export const leastBoxes = 10;

/** A longer list would make a link that mail programs cut off. */
export const mostLinkedBoxes = 60;

export function readLink(query: URLSearchParams): Settings {
  const first = initialSettings;
  const whole = (name: keyof typeof most, low: number) =>
    Math.round(real(name, low, most[name]));
  const real = (
    name: 'n' | 'seed' | 'classes' | 'iou' | 'score',
    low: number,
    high: number,
  ) => {
    const text = query.get(name)?.trim();
    const value = text ? Number(text) : NaN;
    return Number.isFinite(value) ? clamp(value, low, high) : first[name];
  };
  const choice = <T extends string>(name: string, of: readonly T[], other: T) =>
    of.find((each) => each === query.get(name)) ?? other;
  return {
    n: whole('n', leastBoxes),
    seed: whole('seed', 0),
    layout: choice<Layout>('layout', layouts, first.layout),
    classes: whole('classes', 1),
    iou: real('iou', 0, 1),
    score: real('score', 0, 1),
    mode: choice('mode', modes, first.mode),
    on: choice('on', targets, first.on),
    boxes: readBoxes(query.get('boxes')),
  };
}

export function writeLink(settings: Settings): Record<string, string> {
  const { boxes, ...plain } = settings;
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(plain))
    if (value !== initialSettings[name as keyof typeof plain])
      query[name] = String(value);
  if (boxes && boxes.length <= mostLinkedBoxes)
    query.boxes = boxes.map(writeBox).join('_');
  return query;
}

/** As the link says: to 1/10 of a pixel, scores to 1/1000. */
const writeBox = ({ x1, y1, x2, y2, score, classId }: Box) =>
  [x1, y1, x2, y2]
    .map((value) => Number(value.toFixed(1)))
    .concat(Number(score.toFixed(3)), classId)
    .join('~');

function readBoxes(text: string | null): Box[] | null {
  if (text === null) return null;
  return text
    .split('_')
    .slice(0, mostLinkedBoxes)
    .flatMap((part) => {
      const [x1, y1, x2, y2, score, classId] = part.split('~').map(Number);
      const values = [x1, y1, x2, y2, score, classId];
      const on = (value: number, end: number) => value >= 0 && value <= end;
      return values.every(Number.isFinite) &&
        [x1, x2].every((x) => on(x, plane.width)) &&
        [y1, y2].every((y) => on(y, plane.height)) &&
        x1 <= x2 &&
        y1 <= y2
        ? [
            {
              ...{ x1, y1, x2, y2 },
              score: clamp(score, 0, 1),
              classId: clamp(Math.round(classId), 0, most.classes - 1),
            },
          ]
        : [];
    });
}

/** Whether both make the very same boxes. */
export const sameScene = (a: Settings, b: Settings): boolean =>
  a.n === b.n &&
  a.seed === b.seed &&
  a.layout === b.layout &&
  a.classes === b.classes &&
  JSON.stringify(a.boxes) === JSON.stringify(b.boxes);
