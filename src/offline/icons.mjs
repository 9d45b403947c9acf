/** The icons of the installed page, drawn from the geometry of the logo. */
import { PNG } from 'pngjs';

/** As in src/assets/icon.svg, whose view box is 22 by 22. */
const side = 22;
const line = [
  [2, 18],
  [11, 6],
  [20, 6],
];
const halfWidth = 1.2;
const ridge = { x: 11, y: 6, radius: 3.4 };
/** The drawing is not in the middle of its box. */
const centre = [11, 10.8];
const ink = [0x35, 0xd0, 0xc0];
const paper = [0x11, 0x13, 0x15];

/**
 * `share` of the side is the drawing's; a mask may cut away what is beyond 80 %.
 * @param {number} pixels
 * @param {number} share
 */
export function icon(pixels, share) {
  const png = new PNG({ width: pixels, height: pixels });
  const scale = side / (pixels * share);
  for (let y = 0; y < pixels; y++)
    for (let x = 0; x < pixels; x++) {
      const outside = distance(
        (x + 0.5 - pixels / 2) * scale + centre[0],
        (y + 0.5 - pixels / 2) * scale + centre[1],
      );
      const cover = Math.min(1, Math.max(0, 0.5 - outside / scale));
      const at = 4 * (y * pixels + x);
      for (let c = 0; c < 3; c++)
        png.data[at + c] = Math.round(paper[c] + cover * (ink[c] - paper[c]));
      png.data[at + 3] = 255;
    }
  return PNG.sync.write(png);
}

/**
 * To the edge of the ink; negative inside.
 * @param {number} x
 * @param {number} y
 */
function distance(x, y) {
  const toRidge = Math.hypot(x - ridge.x, y - ridge.y) - ridge.radius;
  const toLine = line.slice(1).map(([bx, by], i) => {
    const [ax, ay] = line[i];
    const [dx, dy] = [bx - ax, by - ay];
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot(x - ax - t * dx, y - ay - t * dy) - halfWidth;
  });
  return Math.min(toRidge, ...toLine);
}
