/**
 * The boxes that were kept, in a grid by their centres. A box can only be
 * suppressed by one whose centre is near its own: with both lengths at most
 * 1/threshold of the overlap, the centres of A and B are less than
 * A (1 − threshold) / (2 threshold) apart on each axis.
 *
 * A cell is a chain of fours: x1, y1, x2, y2 and area of four boxes, the next
 * four's address, and how many are in use. Lanes without a box have a NaN for
 * an area, which suppresses nothing.
 */
const FOUR: usize = 96;
const NEXT: usize = 80;
const USED: usize = 84;

/** Above the rounding of an IoU, which is a few parts in 10⁷. */
const MARGIN: f64 = 1.00001;
/** Cells per mean box, on each axis. */
const FINENESS: f64 = 1.5;

@unmanaged
export class Grid {
  heads: usize;
  /** Where the next four goes. */
  free: usize;
  columns: i32;
  rows: i32;
  left: f64;
  top: f64;
  /** Cells per unit. */
  perX: f64;
  perY: f64;
  /** Half of the longest box, on each axis. */
  halfX: f64;
  halfY: f64;
  /** Of a box's length: how far a suppressing centre may be. */
  reach: f64;
  threshold: f32;
  pixel: f32;

  /** Fits the grid to `count` boxes, in at most `cells` cells. */
  reset(corners: usize, count: i32, cells: i32): void {
    let left = Infinity;
    let top = Infinity;
    let right = -Infinity;
    let bottom = -Infinity;
    let width: f64 = 0;
    let height: f64 = 0;
    let widest: f64 = 0;
    let highest: f64 = 0;
    let finite = 0;
    const pixel = <f64>this.pixel;
    for (let i: usize = 0; i < <usize>count; i++) {
      const at = corners + (i << 4);
      const x = centreX(at);
      const y = centreY(at);
      const w = <f64>load<f32>(at, 8) - <f64>load<f32>(at) + pixel;
      const h = <f64>load<f32>(at, 12) - <f64>load<f32>(at, 4) + pixel;
      if (!isFinite(w + h)) continue;
      finite++;
      left = min(left, x);
      right = max(right, x);
      top = min(top, y);
      bottom = max(bottom, y);
      width += w;
      height += h;
      widest = max(widest, w);
      highest = max(highest, h);
    }
    const scale = FINENESS * <f64>finite;
    let perX = scale / width;
    let perY = scale / height;
    // Flat or empty boxes on one axis, or no box at all: no cells there.
    if (!isFinite(perX)) perX = 0;
    if (!isFinite(perY)) perY = 0;
    let spanX = finite > 0 ? (right - left) * perX : 0;
    let spanY = finite > 0 ? (bottom - top) * perY : 0;
    const limit = <f64>cells;
    if ((spanX + 1) * (spanY + 1) > limit) {
      const shrink = Math.sqrt(limit / ((spanX + 1) * (spanY + 1)));
      perX *= shrink;
      perY *= shrink;
      spanX *= shrink;
      spanY *= shrink;
    }
    let columns = max(1, <i32>min(spanX + 1, limit));
    let rows = max(1, min(<i32>min(spanY + 1, limit), cells / columns));
    // An IoU of 0 suppresses: boxes need not be near.
    if (this.threshold < 0) {
      columns = 1;
      rows = 1;
    }
    this.columns = columns;
    this.rows = rows;
    this.left = left;
    this.top = top;
    this.perX = perX;
    this.perY = perY;
    this.halfX = widest * 0.5 * MARGIN;
    this.halfY = highest * 0.5 * MARGIN;
    const threshold = <f64>this.threshold / MARGIN;
    this.reach = ((1 - threshold) / (2 * threshold)) * MARGIN;
    memory.fill(this.heads, 0, (<usize>(columns * rows)) << 2);
  }

  column(x: f64): i32 {
    return clampedCell((x - this.left) * this.perX, this.columns);
  }

  row(y: f64): i32 {
    return clampedCell((y - this.top) * this.perY, this.rows);
  }

  add(box: usize, area: usize): void {
    const cell =
      this.row(centreY(box)) * this.columns + this.column(centreX(box));
    const head = this.heads + ((<usize>cell) << 2);
    let four = <usize>load<u32>(head);
    if (four == 0 || load<u32>(four, USED) == 4) {
      const next = four;
      four = this.free;
      this.free += FOUR;
      v128.store(four, f32x4.splat(NaN), 64);
      store<u32>(four, <u32>next, NEXT);
      store<u32>(four, 0, USED);
      store<u32>(head, <u32>four);
    }
    const used = load<u32>(four, USED);
    const lane = four + ((<usize>used) << 2);
    store<f32>(lane, load<f32>(box));
    store<f32>(lane, load<f32>(box, 4), 16);
    store<f32>(lane, load<f32>(box, 8), 32);
    store<f32>(lane, load<f32>(box, 12), 48);
    store<f32>(lane, load<f32>(area), 64);
    store<u32>(four, used + 1, USED);
  }

  /** Whether a box that was kept overlaps this one too much. */
  suppresses(box: usize, area: usize): bool {
    const x1 = v128.load32_splat(box);
    const y1 = v128.load32_splat(box + 4);
    const x2 = v128.load32_splat(box + 8);
    const y2 = v128.load32_splat(box + 12);
    const own = v128.load32_splat(area);
    const pixel = f32x4.splat(this.pixel);
    const threshold = f32x4.splat(this.threshold);
    const zero = f32x4.splat(0);

    const width =
      <f64>load<f32>(box, 8) - <f64>load<f32>(box) + <f64>this.pixel;
    const height =
      <f64>load<f32>(box, 12) - <f64>load<f32>(box, 4) + <f64>this.pixel;
    // Boxes that overlap at all are no further apart than half their lengths.
    const dx = min(width * this.reach, width * 0.5 * MARGIN + this.halfX);
    const dy = min(height * this.reach, height * 0.5 * MARGIN + this.halfY);
    const x = centreX(box);
    const y = centreY(box);
    const firstColumn = this.column(x - dx);
    const lastColumn = this.column(x + dx);
    const lastRow = this.row(y + dy);
    for (let row = this.row(y - dy); row <= lastRow; row++) {
      const heads = this.heads + ((<usize>(row * this.columns)) << 2);
      for (let column = firstColumn; column <= lastColumn; column++) {
        let four = <usize>load<u32>(heads + ((<usize>column) << 2));
        while (four != 0) {
          const w = f32x4.sub(
            f32x4.min(x2, v128.load(four, 32)),
            f32x4.max(x1, v128.load(four)),
          );
          const h = f32x4.sub(
            f32x4.min(y2, v128.load(four, 48)),
            f32x4.max(y1, v128.load(four, 16)),
          );
          const inter = f32x4.mul(
            f32x4.max(zero, f32x4.add(w, pixel)),
            f32x4.max(zero, f32x4.add(h, pixel)),
          );
          const union = f32x4.sub(f32x4.add(own, v128.load(four, 64)), inter);
          const iou = f32x4.div(inter, union);
          if (v128.any_true(f32x4.gt(iou, threshold))) return true;
          four = <usize>load<u32>(four, NEXT);
        }
      }
    }
    return false;
  }
}

function centreX(box: usize): f64 {
  return (<f64>load<f32>(box) + <f64>load<f32>(box, 8)) * 0.5;
}

function centreY(box: usize): f64 {
  return (<f64>load<f32>(box, 4) + <f64>load<f32>(box, 12)) * 0.5;
}

/** Monotonous, and in range for NaN too. */
function clampedCell(position: f64, cells: i32): i32 {
  if (!(position > 0)) return 0;
  return position < <f64>cells ? <i32>position : cells - 1;
}
