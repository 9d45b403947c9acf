/** What a key on the canvas does. Pure. */
import { newBox, nudged } from './gesture';
import { added, byScore, removed, type Scene } from './scene';
import { centreOf, panned, zoomed, type Viewport } from './viewport';

export const keyHelp =
  'Page Down and Page Up select by score. Arrow keys move the selected box, ' +
  'with Shift further, with Alt they resize it. N adds a box, Delete removes ' +
  'one, Escape selects none. + and − zoom, 0 shows all; with nothing ' +
  'selected, arrow keys move the view.';

export type Key = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'
>;

export type KeyAction =
  | { readonly scene: Scene; readonly selected: number }
  | { readonly select: number }
  | { readonly view: Viewport };

/** null: the key is not ours. */
export function keyed(
  scene: Scene,
  selected: number,
  view: Viewport,
  { key, shiftKey, altKey, ctrlKey, metaKey }: Key,
): KeyAction | null {
  if (ctrlKey || metaKey) return null;
  const nudge = nudged(scene, selected, key, {
    far: shiftKey,
    resize: altKey,
  });
  if (nudge) return { scene: nudge, selected };
  const middle = centreOf(view);
  const step = 80 / view.zoom;
  switch (key) {
    case 'Delete':
    case 'Backspace':
      if (selected < 0) return null;
      return { scene: removed(scene, selected), selected: -1 };
    case 'n':
    case 'N': {
      const [dx, dy] = [step, 0.75 * step];
      const box = newBox(
        scene,
        { x: middle.x - dx, y: middle.y - dy },
        { x: middle.x + dx, y: middle.y + dy },
      );
      return { scene: added(scene, box), selected: scene.count };
    }
    case 'PageDown':
    case 'PageUp':
      return nextByScore(scene, selected, key === 'PageDown' ? 1 : -1);
    case 'Escape':
      return selected < 0 ? null : { select: -1 };
    case '+':
    case '=':
      return { view: zoomed(view, 2, middle) };
    case '-':
      return { view: zoomed(view, 0.5, middle) };
    case '0':
      return { view: zoomed(view, 0, middle) };
    case 'ArrowLeft':
    case 'ArrowRight':
      if (view.zoom === 1) return null;
      return { view: panned(view, key === 'ArrowLeft' ? -step : step, 0) };
    case 'ArrowUp':
    case 'ArrowDown':
      if (view.zoom === 1) return null;
      return { view: panned(view, 0, key === 'ArrowUp' ? -step : step) };
    default:
      return null;
  }
}

/** By falling score, as NMS goes through them; it stays at either end. */
function nextByScore(scene: Scene, selected: number, step: 1 | -1) {
  if (scene.count === 0) return null;
  const order = byScore(scene);
  const next = order[order.indexOf(selected) + step];
  return { select: next ?? selected };
}
