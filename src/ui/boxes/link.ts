/** What a link to the page says; only what differs from the first view. Pure. */
import { softMethods, softVariants } from '../../ops/nms/soft-options';
import { boxProblem, mostClasses } from './box-text';
import { layouts, type Recipe } from './generate';
import { clamp, type Box } from './scene';

export const modes = ['batched', 'hard', 'soft'] as const;
export type Mode = (typeof modes)[number];
export const targets = ['auto', 'webgpu', 'wasm'] as const;
export type Target = (typeof targets)[number];
export { softMethods, softVariants };

export interface Settings extends Recipe {
  readonly iou: number;
  readonly score: number;
  readonly mode: Mode;
  /** What an overlap does to a score, where NMS is soft. */
  readonly method: (typeof softMethods)[number];
  /** Of the bell curve, and which one it is. */
  readonly sigma: number;
  readonly variant: (typeof softVariants)[number];
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
  method: 'linear',
  sigma: 0.5,
  variant: 'paper',
  on: 'auto',
  boxes: null,
};

/** From … to, as the controls and links have them. */
export const ranges = {
  n: [10, 100_000],
  seed: [0, 2 ** 32 - 1],
  classes: [1, mostClasses],
  iou: [0, 1],
  score: [0, 1],
  sigma: [0.05, 2],
} as const;

/** A longer list would make a link that mail programs cut off. */
export const mostLinkedBoxes = 60;

export interface LinkRead {
  readonly settings: Settings;
  /** What of the link could not be used, and what stands for it. */
  readonly problems: readonly string[];
}

export function readLink(query: URLSearchParams): LinkRead {
  const first = initialSettings;
  const problems: string[] = [];
  const real = (name: keyof typeof ranges) => {
    const text = query.get(name)?.trim();
    if (!text) return first[name];
    const [low, high] = ranges[name];
    const value = Number(text);
    const used = Number.isNaN(value) ? first[name] : clamp(value, low, high);
    if (used !== value)
      problems.push(
        `${name} ${text} in the link: needs a number from ${low} to ${high}; ` +
          `${used} is used.`,
      );
    return used;
  };
  const whole = (name: keyof typeof ranges) => Math.round(real(name));
  const choice = <T extends string>(
    name: string,
    of: readonly T[],
    other: T,
  ) => {
    const asked = query.get(name);
    const found = of.find((each) => each === asked);
    if (asked !== null && !found)
      problems.push(
        `${name} "${asked}" in the link: needs one of ${of.join(', ')}; ` +
          `${other} is used.`,
      );
    return found ?? other;
  };
  const settings = {
    n: whole('n'),
    seed: whole('seed'),
    layout: choice('layout', layouts, first.layout),
    classes: whole('classes'),
    iou: real('iou'),
    score: real('score'),
    mode: choice('mode', modes, first.mode),
    method: choice('method', softMethods, first.method),
    sigma: real('sigma'),
    variant: choice('variant', softVariants, first.variant),
    on: choice('on', targets, first.on),
    boxes: readBoxes(query.get('boxes'), problems),
  };
  return { settings, problems };
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

/** Boxes that cannot be used are left out, and said to be. */
function readBoxes(text: string | null, problems: string[]): Box[] | null {
  if (text === null) return null;
  const parts = text === '' ? [] : text.split('_');
  if (parts.length > mostLinkedBoxes)
    problems.push(
      `The link has ${parts.length} boxes: needs ${mostLinkedBoxes} at most; ` +
        `the others are left out. Paste them instead.`,
    );
  return parts.slice(0, mostLinkedBoxes).flatMap((part, index) => {
    const [x1, y1, x2, y2, score, classId] = part.split('~').map(Number);
    const box = { x1, y1, x2, y2, score, classId };
    const problem = boxProblem(box);
    if (!problem) return [box];
    problems.push(`Box ${index} of the link is left out: ${problem}`);
    return [];
  });
}

/** Whether both make the very same boxes. */
export const sameScene = (a: Settings, b: Settings): boolean =>
  a.n === b.n &&
  a.seed === b.seed &&
  a.layout === b.layout &&
  a.classes === b.classes &&
  JSON.stringify(a.boxes) === JSON.stringify(b.boxes);
