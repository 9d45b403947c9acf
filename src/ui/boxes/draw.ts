/** The scene on a canvas: ghosts behind, kept boxes bright in front. */
import { classColour, rgbOf, type Palette } from './colours';
import { outlineCounts, tinted } from './density';
import { handlePoint, handles } from './hit';
import type { Fate, Outcome } from './outcome';
import { boxAt, type Box, type Scene } from './scene';

export interface View {
  readonly context: CanvasRenderingContext2D;
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per plane pixel, and per CSS pixel. */
  readonly scale: number;
  readonly ratio: number;
  readonly palette: Palette;
}

/** Beyond this many outlines are counted, not stroked one by one. */
const mostStrokes = 3000;
/** CSS pixels of width for each label: more would hide what they name. */
const labelRoom = 18;

export function drawScene(view: View, scene: Scene, outcome: Outcome | null) {
  const { context, width, height, palette } = view;
  context.clearRect(0, 0, width, height);
  const isKept = outcome?.isKept ?? new Uint8Array(scene.count).fill(1);
  const ghosts = scene.count - (outcome?.kept.length ?? scene.count);
  if (ghosts > mostStrokes) drawDensity(view, scene, (i) => isKept[i] === 0);
  else drawGhosts(view, scene, isKept);
  const kept = outcome
    ? outcome.kept
    : Int32Array.from({ length: scene.count }, (_, i) => i);
  context.lineWidth = Math.max(1, (kept.length > 500 ? 1 : 2) * view.ratio);
  if (kept.length > 4 * mostStrokes) {
    drawKeptDensity(view, scene, isKept);
    return;
  }
  for (const i of kept.toReversed()) {
    const box = boxAt(scene, i);
    // Before the first answer none is kept, nor suppressed.
    context.strokeStyle = outcome
      ? classColour(box.classId, palette.dark)
      : palette.quiet;
    strokeBox(view, box);
  }
  if (outcome && kept.length <= width / view.ratio / labelRoom)
    for (const i of kept.toReversed()) label(view, boxAt(scene, i));
}

function drawGhosts(view: View, scene: Scene, isKept: Uint8Array) {
  const { context, palette, ratio } = view;
  const few = scene.count < 600;
  context.save();
  context.strokeStyle = palette.quiet;
  context.globalAlpha = few ? 0.5 : 0.28;
  context.lineWidth = ratio;
  if (few) context.setLineDash([3 * ratio, 3 * ratio]);
  for (let i = 0; i < scene.count; i++)
    if (!isKept[i]) strokeBox(view, boxAt(scene, i));
  context.restore();
}

function drawDensity(
  view: View,
  scene: Scene,
  wanted: (index: number) => boolean,
  colour = view.palette.quiet,
  strength = 0.05,
) {
  const { context, width, height, scale } = view;
  const counts = outlineCounts(scene, wanted, width, height, scale);
  const bytes = tinted(counts, rgbOf(colour), strength);
  const layer = new OffscreenCanvas(width, height);
  layer
    .getContext('2d')!
    .putImageData(new ImageData(bytes, width, height), 0, 0);
  context.drawImage(layer, 0, 0);
}

/** So many are kept that classes cannot be told apart by colour. */
const drawKeptDensity = (view: View, scene: Scene, isKept: Uint8Array) =>
  drawDensity(view, scene, (i) => isKept[i] === 1, view.palette.text, 0.12);

type Sides = Pick<Box, 'x1' | 'y1' | 'x2' | 'y2'>;

function strokeBox({ context, scale }: View, { x1, y1, x2, y2 }: Sides) {
  context.strokeRect(
    x1 * scale,
    y1 * scale,
    (x2 - x1) * scale,
    (y2 - y1) * scale,
  );
}

function label(view: View, box: Box) {
  const { palette } = view;
  tag(
    view,
    `${box.classId} · ${box.score.toFixed(2)}`,
    box.x1,
    box.y1,
    classColour(box.classId, palette.dark),
  );
}

/** Text on a filled strip, inside the box's corner. */
function tag(view: View, text: string, x: number, y: number, fill: string) {
  const { context, ratio, scale, palette } = view;
  context.font = `600 ${11 * ratio}px ui-monospace, Menlo, monospace`;
  const wide = context.measureText(text).width + 8 * ratio;
  const [left, top] = [
    Math.min(x * scale, view.width - wide),
    Math.max(y * scale, 0),
  ];
  context.fillStyle = fill;
  context.fillRect(left - ratio, top - ratio, wide, 16 * ratio);
  context.fillStyle = palette.dark ? '#111315' : '#ffffff';
  context.textBaseline = 'middle';
  context.fillText(text, left + 3 * ratio, top + 7.5 * ratio);
}

export interface Focus {
  readonly selected: number;
  readonly hovered: number;
  /** Of the box that is looked at. */
  readonly fate: Fate | null;
  /** Being drawn. */
  readonly draft: Sides | null;
}

/** What the pointer and the selection add, on a canvas of its own. */
export function drawFocus(view: View, scene: Scene, focus: Focus) {
  const { context, width, height, palette, ratio } = view;
  const { selected, hovered, fate, draft } = focus;
  context.clearRect(0, 0, width, height);
  const looked = hovered >= 0 ? hovered : selected;
  if (looked >= 0 && looked < scene.count) {
    const box = boxAt(scene, looked);
    if (fate?.kind === 'suppressed') drawSuppressor(view, scene, looked, fate);
    halo(view, box, palette.text, 2);
  }
  if (selected >= 0 && selected < scene.count) {
    const box = boxAt(scene, selected);
    halo(view, box, palette.focus, 2.5);
    context.fillStyle = palette.card;
    context.strokeStyle = palette.focus;
    context.lineWidth = 2 * ratio;
    for (const handle of handles) {
      const at = handlePoint(box, handle);
      context.beginPath();
      context.rect(
        at.x * view.scale - 4 * ratio,
        at.y * view.scale - 4 * ratio,
        8 * ratio,
        8 * ratio,
      );
      context.fill();
      context.stroke();
    }
  }
  if (draft) halo(view, draft, palette.focus, 2);
}

/** Dark or light, a line with a seam stays visible on any ground. */
function halo(view: View, box: Sides, colour: string, wide: number) {
  const { context, ratio, palette } = view;
  context.setLineDash([]);
  context.strokeStyle = palette.card;
  context.lineWidth = (wide + 2) * ratio;
  strokeBox(view, box);
  context.strokeStyle = colour;
  context.lineWidth = wide * ratio;
  strokeBox(view, box);
}

function drawSuppressor(
  view: View,
  scene: Scene,
  index: number,
  { by, iou }: Extract<Fate, { kind: 'suppressed' }>,
) {
  const { context, scale, ratio, palette } = view;
  const [box, winner] = [boxAt(scene, index), boxAt(scene, by)];
  const colour = classColour(winner.classId, palette.dark);
  const [x1, x2] = overlap(box.x1, box.x2, winner.x1, winner.x2);
  const [y1, y2] = overlap(box.y1, box.y2, winner.y1, winner.y2);
  context.save();
  context.globalAlpha = 0.28;
  context.fillStyle = colour;
  context.fillRect(
    x1 * scale,
    y1 * scale,
    (x2 - x1) * scale,
    (y2 - y1) * scale,
  );
  context.restore();
  halo(view, winner, colour, 3);
  context.strokeStyle = palette.text;
  context.lineWidth = 1.5 * ratio;
  context.setLineDash([4 * ratio, 3 * ratio]);
  context.beginPath();
  context.moveTo(...centre(box, scale));
  context.lineTo(...centre(winner, scale));
  context.stroke();
  context.setLineDash([]);
  tag(
    view,
    `IoU ${iou.toFixed(3)}`,
    (x1 + x2) / 2,
    (y1 + y2) / 2,
    palette.text,
  );
}

const overlap = (a1: number, a2: number, b1: number, b2: number) => [
  Math.max(a1, b1),
  Math.min(a2, b2),
];

const centre = ({ x1, y1, x2, y2 }: Sides, scale: number): [number, number] => [
  ((x1 + x2) / 2) * scale,
  ((y1 + y2) / 2) * scale,
];
