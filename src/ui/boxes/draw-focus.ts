/** What the pointer and the selection add, on a canvas of its own. */
import { begin, drawTag, halo, type Sides, type View } from './brush';
import { classColour } from './colours';
import { rivalOf, type Fate, type Rival } from './fate';
import { handlePoint, handles } from './hit';
import { boxAt, type Scene } from './scene';

export interface Focus {
  readonly selected: number;
  readonly hovered: number;
  /** Of the box that is looked at. */
  readonly fate: Fate | null;
}

export function drawFocus(view: View, scene: Scene, focus: Focus) {
  const { palette } = view;
  const { selected, hovered, fate } = focus;
  begin(view);
  const looked = hovered >= 0 ? hovered : selected;
  if (looked >= 0 && looked < scene.count) {
    const rival = rivalOf(fate);
    if (rival) drawRival(view, scene, looked, rival);
    halo(view, boxAt(scene, looked), palette.text, 2);
  }
  if (selected >= 0 && selected < scene.count)
    drawHandles(view, boxAt(scene, selected));
}

function drawHandles(view: View, box: Sides) {
  const { context, palette, ratio, scale } = view;
  halo(view, box, palette.focus, 2);
  context.fillStyle = palette.card;
  context.lineWidth = 2 * ratio;
  for (const handle of handles) {
    const at = handlePoint(box, handle);
    context.beginPath();
    context.rect(
      at.x * scale - 4 * ratio,
      at.y * scale - 4 * ratio,
      8 * ratio,
      8 * ratio,
    );
    context.fill();
    context.stroke();
  }
}

/** The box that suppressed it, or took from its score, and their overlap. */
function drawRival(
  view: View,
  scene: Scene,
  index: number,
  { by, iou }: Rival,
) {
  const { context, scale, ratio, palette } = view;
  const [box, rival] = [boxAt(scene, index), boxAt(scene, by)];
  const colour = classColour(rival.classId, palette.dark);
  const [x1, x2] = overlap(box.x1, box.x2, rival.x1, rival.x2);
  const [y1, y2] = overlap(box.y1, box.y2, rival.y1, rival.y2);
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
  halo(view, rival, colour, 3);
  context.strokeStyle = palette.text;
  context.lineWidth = 1.5 * ratio;
  context.setLineDash([4 * ratio, 3 * ratio]);
  context.beginPath();
  context.moveTo(...centre(box, scale));
  context.lineTo(...centre(rival, scale));
  context.stroke();
  context.setLineDash([]);
  drawTag(view, {
    text: `IoU ${iou.toFixed(3)}`,
    ...{ x: (x1 + x2) / 2, y: (y1 + y2) / 2 },
    fill: palette.text,
  });
}

const overlap = (a1: number, a2: number, b1: number, b2: number) => [
  Math.max(a1, b1),
  Math.min(a2, b2),
];

const centre = ({ x1, y1, x2, y2 }: Sides, scale: number): [number, number] => [
  ((x1 + x2) / 2) * scale,
  ((y1 + y2) / 2) * scale,
];
