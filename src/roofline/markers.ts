/** One shape per op; colour tells the backend. All of about the same area. */

export const shapes = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'hexagon',
  'cross',
] as const;
export type Shape = (typeof shapes)[number];

/** Ops beyond the last shape begin again; their labels tell them apart. */
export const shapeOf = (opIds: readonly string[], op: string): Shape =>
  shapes[Math.max(0, opIds.indexOf(op)) % shapes.length];

export function markerPath(shape: Shape, x: number, y: number, r: number) {
  if (shape === 'circle')
    return (
      `M${fixed(x - r)} ${fixed(y)}a${fixed(r)} ${fixed(r)} 0 1 0 ` +
      `${fixed(2 * r)} 0a${fixed(r)} ${fixed(r)} 0 1 0 ${fixed(-2 * r)} 0z`
    );
  return polygon(corners[shape].map(([dx, dy]) => [x + dx * r, y + dy * r]));
}

/** 4 to 9 pixels: the area grows with the share of time. */
export const markerRadius = (share: number | undefined): number =>
  share === undefined
    ? 4
    : 4.5 + 4.5 * Math.sqrt(Math.min(1, Math.max(0, share)));

type Point = readonly [x: number, y: number];

const ring = (count: number, start: number, size: number): Point[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = start + (2 * Math.PI * i) / count;
    return [size * Math.cos(angle), size * Math.sin(angle)];
  });

const arm = 0.42;
const corners: Readonly<Record<Exclude<Shape, 'circle'>, readonly Point[]>> = {
  square: ring(4, Math.PI / 4, 1.25),
  triangle: ring(3, -Math.PI / 2, 1.45),
  diamond: ring(4, 0, 1.35),
  hexagon: ring(6, 0, 1.1),
  cross: [
    [-arm, -1.2],
    [arm, -1.2],
    [arm, -arm],
    [1.2, -arm],
    [1.2, arm],
    [arm, arm],
    [arm, 1.2],
    [-arm, 1.2],
    [-arm, arm],
    [-1.2, arm],
    [-1.2, -arm],
    [-arm, -arm],
  ],
};

const polygon = (points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${fixed(x)} ${fixed(y)}`).join('L')}z`;

const fixed = (value: number): string => String(Number(value.toFixed(2)));
