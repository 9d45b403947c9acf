/** The scene on a canvas: ghosts behind, kept boxes bright in front. */
import {
  begin,
  drawTag,
  strokeBox,
  tagPlace,
  type Place,
  type Tag,
  type View,
} from './brush';
import { classColour } from './colours';
import { densityOf, depth, type Part } from './density';
import type { Outcome } from './outcome';
import { boxAt, type Scene } from './scene';

/** More outlines in view are a texture: they are mapped instead. */
const mostOutlines = 1500;
/** Of the best boxes, over a map. */
const outlinedOnMap = 120;
const mostLabels = 60;
/** CSS pixels of a map's cell. */
const cellSide = 8;

/** How the boxes in view were drawn, for the legend. */
export interface Drawn {
  readonly inView: number;
  readonly mapped: boolean;
}

export function drawScene(
  view: View,
  scene: Scene,
  outcome: Outcome | null,
): Drawn {
  begin(view);
  const isIn = inside(view, scene);
  const kept = outcome
    ? outcome.kept.filter(isIn)
    : Int32Array.from({ length: scene.count }, (_, i) => i).filter(isIn);
  const ghosts: number[] = [];
  if (outcome)
    for (let i = 0; i < scene.count; i++)
      if (!outcome.isKept[i] && isIn(i)) ghosts.push(i);
  const inView = kept.length + ghosts.length;
  const mapped = inView > mostOutlines;
  if (mapped) {
    drawMap(view, scene, outcome ? kept : ghosts.concat(...kept));
    drawKept(view, scene, outcome, kept.subarray(0, outlinedOnMap));
  } else {
    drawGhosts(view, scene, ghosts);
    drawKept(view, scene, outcome, kept);
    if (outcome) drawLabels(view, outcome, kept);
  }
  return { inView, mapped };
}

/** Whether any of box `index` is on the canvas. */
function inside(view: View, { corners }: Scene) {
  const { scale, left, top, width, height } = view;
  const [x1, y1] = [left / scale, top / scale];
  const [x2, y2] = [(left + width) / scale, (top + height) / scale];
  return (index: number) =>
    corners[4 * index] <= x2 &&
    corners[4 * index + 2] >= x1 &&
    corners[4 * index + 1] <= y2 &&
    corners[4 * index + 3] >= y1;
}

function drawGhosts(view: View, scene: Scene, ghosts: readonly number[]) {
  const { context, palette, ratio } = view;
  context.save();
  context.strokeStyle = palette.quiet;
  context.globalAlpha = ghosts.length < 300 ? 0.5 : 0.3;
  context.lineWidth = ratio;
  context.setLineDash([3 * ratio, 3 * ratio]);
  for (const index of ghosts) strokeBox(view, boxAt(scene, index));
  context.restore();
}

/** The best last, and so on top; what lost score is as faint as it is weak. */
function drawKept(
  view: View,
  scene: Scene,
  outcome: Outcome | null,
  kept: Int32Array,
) {
  const { context, palette, ratio } = view;
  context.save();
  context.lineWidth = Math.max(1, (kept.length > 300 ? 1.25 : 2) * ratio);
  for (const index of kept.toReversed()) {
    const box = boxAt(scene, index);
    // Before the first answer none is kept, nor suppressed.
    context.strokeStyle = outcome
      ? classColour(box.classId, palette.dark)
      : palette.quiet;
    context.globalAlpha = outcome ? strength(outcome, index) : 1;
    strokeBox(view, box);
  }
  context.restore();
}

/** Of a box kept: 1, or by the share of its score that is left. */
function strength({ decayed, scene }: Outcome, index: number): number {
  const own = scene.scores[index];
  return decayed && own > 0 ? 0.22 + 0.78 * (decayed[index] / own) : 1;
}

/** The best boxes first; a label that would hide another is left out. */
function drawLabels(view: View, outcome: Outcome, kept: Int32Array) {
  const { scene } = outcome;
  const placed: (Tag & { place: Place })[] = [];
  for (const index of kept) {
    const { x1, y1, classId } = boxAt(scene, index);
    const tag = {
      text: `${classId} · ${scoreText(outcome, index)}`,
      ...{ x: x1, y: y1 },
      fill: classColour(classId, view.palette.dark),
    };
    const place = tagPlace(view, tag);
    if (placed.some((other) => hides(other.place, place))) continue;
    placed.push({ ...tag, place });
    if (placed.length >= mostLabels) break;
  }
  for (const tag of placed) drawTag(view, tag, tag.place);
}

/** "0.91", or "0.91 → 0.34" where decay shows in two digits. */
function scoreText({ scene, decayed }: Outcome, index: number): string {
  const own = scene.scores[index].toFixed(2);
  const left = decayed?.[index].toFixed(2) ?? own;
  return left === own ? own : `${own} → ${left}`;
}

const hides = (a: Place, b: Place) =>
  a.left < b.left + b.wide &&
  b.left < a.left + a.wide &&
  a.top < b.top + b.high &&
  b.top < a.top + a.high;

function drawMap(view: View, scene: Scene, indices: Iterable<number>) {
  const { context, scale, ratio, palette, left, top } = view;
  const side = cellSide * ratio;
  const part: Part = {
    ...{ x: left / scale, y: top / scale, cell: side / scale },
    columns: Math.ceil(view.width / side),
    rows: Math.ceil(view.height / side),
  };
  const { counts, classes, columns, most } = densityOf(scene, indices, part);
  context.save();
  counts.forEach((count, at) => {
    if (count === 0) return;
    context.globalAlpha = 0.62 * depth(count, most);
    context.fillStyle = classColour(classes[at], palette.dark);
    context.fillRect(
      left + (at % columns) * side,
      top + Math.floor(at / columns) * side,
      side,
      side,
    );
  });
  context.restore();
}
