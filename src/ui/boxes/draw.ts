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
import { densityOf, depth } from './density';
import type { Outcome } from './outcome';
import { boxAt, type Scene } from './scene';
import type { Shown } from './shown';

/** Of the best boxes, over a map of them. */
const outlinedOnMap = 120;
/** CSS pixels of width for each label: more would hide what they name. */
const labelRoom = 24;
/** CSS pixels of a map's cell. */
const cellSide = 16;
/** Beside so many others only the best stand out. */
const crowd = 90;

/** `outcome` null: not judged yet, neither kept nor out. */
export function drawScene(
  view: View,
  scene: Scene,
  outcome: Outcome | null,
  { kept, rest, keptMapped, restMapped }: Shown,
) {
  begin(view);
  // Below a map of what is kept, one of the rest would only dull it.
  if (!restMapped) drawGhosts(view, scene, rest, outcome === null);
  else if (!keptMapped) drawMap(view, scene, rest, 0.3, view.palette.quiet);
  if (keptMapped) drawMap(view, scene, kept, 0.42);
  if (!outcome) return;
  drawKept(view, outcome, keptMapped ? kept.subarray(0, outlinedOnMap) : kept);
  // Labels of the smallest boxes would hide more than they name.
  if (!keptMapped) drawLabels(view, outcome, kept);
}

/** Dashed where they are out, plain where nobody has judged them yet. */
function drawGhosts(
  view: View,
  scene: Scene,
  ghosts: Int32Array,
  plain: boolean,
) {
  const { context, palette, ratio } = view;
  context.save();
  context.strokeStyle = palette.quiet;
  context.globalAlpha = plain ? 1 : ghosts.length < 300 ? 0.5 : 0.3;
  context.lineWidth = ratio;
  if (!plain) context.setLineDash([3 * ratio, 3 * ratio]);
  for (const index of ghosts) strokeBox(view, boxAt(scene, index));
  context.restore();
}

/** The best last, and so on top; what lost score is as faint as it is weak. */
function drawKept(view: View, outcome: Outcome, kept: Int32Array) {
  const { context, palette, ratio } = view;
  context.save();
  for (let rank = kept.length - 1; rank >= 0; rank--) {
    const back = kept.length > crowd && rank >= crowd / 2;
    const box = boxAt(outcome.scene, kept[rank]);
    context.strokeStyle = classColour(box.classId, palette.dark);
    context.globalAlpha = (back ? 0.55 : 1) * strength(outcome, kept[rank]);
    context.lineWidth = (back ? 1 : 2) * ratio;
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
  const most = view.width / view.ratio / labelRoom;
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
    if (placed.length >= most) break;
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

/** By class where no colour is given. */
function drawMap(
  view: View,
  scene: Scene,
  indices: Iterable<number>,
  opacity: number,
  colour?: string,
) {
  const { context, scale, ratio, palette, left, top } = view;
  const side = cellSide * ratio;
  const columns = Math.ceil(view.width / side);
  const rows = Math.ceil(view.height / side);
  const { counts, classes, most } = densityOf(scene, indices, {
    ...{ x: left / scale, y: top / scale, cell: side / scale },
    ...{ columns, rows },
  });
  const map = new OffscreenCanvas(columns, rows);
  const cells = map.getContext('2d')!;
  counts.forEach((count, at) => {
    cells.globalAlpha = opacity * depth(count, most);
    cells.fillStyle = colour ?? classColour(classes[at], palette.dark);
    cells.fillRect(at % columns, Math.floor(at / columns), 1, 1);
  });
  // Enlarged smoothly: edges of cells would be edges that no box has.
  context.drawImage(map, left, top, columns * side, rows * side);
}
