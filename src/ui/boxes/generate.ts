/** Scenes by seed: the same boxes on every machine. Pure. */
import { random } from '../../ops/random';
import { clamp, plane, type Scene } from './scene';

export const layouts = ['clustered', 'uniform'] as const;
export type Layout = (typeof layouts)[number];

export interface Recipe {
  readonly n: number;
  readonly seed: number;
  readonly layout: Layout;
  /** Classes that boxes are of, 1 … 80. */
  readonly classes: number;
}

/** Answers of a detector to one object, on average. */
const perCluster = 10;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly classId: number;
  /** How sure a detector would be of it. */
  readonly score: number;
}

/** Uniform boxes, or objects with some ten jittered answers each. */
export function generate({ n, seed, layout, classes }: Recipe): Scene {
  const next = random(seed);
  const scale = shrink(n);
  const anywhere = (): Place => ({
    width: (60 + 180 * next()) * scale,
    height: (60 + 180 * next()) * scale,
    x: plane.width * (0.04 + 0.92 * next()),
    y: plane.height * (0.06 + 0.88 * next()),
    classId: Math.floor(next() * classes),
    score: 0.35 + 0.6 * next(),
  });
  const clusters = Array.from(
    { length: Math.max(1, Math.round(n / perCluster)) },
    anywhere,
  );
  const corners = new Float32Array(4 * n);
  const scores = new Float32Array(n);
  const ids = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const place =
      layout === 'uniform'
        ? { ...anywhere(), score: next() }
        : around(clusters[Math.floor(next() * clusters.length)], next);
    const { x, y, width, height } = place;
    const x1 = clamp(x - width / 2, 0, plane.width - width);
    const y1 = clamp(y - height / 2, 0, plane.height - height);
    corners.set([x1, y1, x1 + width, y1 + height], 4 * i);
    scores[i] = place.score;
    ids[i] = place.classId;
  }
  return { count: n, corners, scores, classes: ids };
}

/** The further from its object, the less sure the answer. */
function around(place: Place, next: () => number): Place {
  const [dx, dy] = [next() - 0.5, next() - 0.5];
  const stray = Math.hypot(dx, dy) / Math.SQRT1_2;
  const score = place.score * (1 - 0.75 * stray) + 0.08 * (next() - 0.5);
  return {
    ...place,
    x: place.x + dx * 0.45 * place.width,
    y: place.y + dy * 0.45 * place.height,
    width: place.width * (0.88 + 0.24 * next()),
    height: place.height * (0.88 + 0.24 * next()),
    score: clamp(score, 0.01, 0.999),
  };
}

/** Many boxes get smaller, or a plane of them would be one blot. */
const shrink = (n: number): number => clamp((400 / n) ** 0.3, 0.16, 1.1);
