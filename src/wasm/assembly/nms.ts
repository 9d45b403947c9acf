/** Greedy suppression, segment by segment or class by class. */
import { storeBox } from './nms-box';
import { Grid } from './nms-grid';

const ENTRY: usize = 8;

/**
 * Units first … end. Without `groups` a unit is a segment of `count` entries,
 * and `classes` segments share an image's boxes; with, a unit has every
 * `units`-th class. `removed` gets a flag for each entry.
 */
export function nmsSuppress(
  boxes: usize,
  entries: usize,
  groups: usize,
  starts: usize,
  removed: usize,
  grid: usize,
  corners: usize,
  areas: usize,
  heads: usize,
  pool: usize,
  count: i32,
  classes: i32,
  format: i32,
  pixel: f32,
  threshold: f32,
  keyLimit: u32,
  cells: i32,
  units: i32,
  first: i32,
  end: i32,
): void {
  const kept = changetype<Grid>(grid);
  kept.heads = heads;
  kept.pixel = pixel;
  kept.threshold = threshold;
  for (let unit = first; unit < end; unit++) {
    if (groups == 0) {
      const at = <usize>(unit * count);
      const image = <usize>((unit / classes) * count);
      suppress(
        boxes + (image << 4),
        entries + at * ENTRY,
        0,
        removed + (at << 2),
        kept,
        corners,
        areas,
        pool,
        count,
        format,
        cells,
        keyLimit,
      );
      continue;
    }
    const all = load<i32>(starts);
    for (let group = unit; group < all; group += units) {
      const start = load<i32>(starts + ((<usize>group) << 2), 4);
      const next = load<i32>(starts + ((<usize>group) << 2), 8);
      suppress(
        boxes,
        entries,
        groups + <usize>start * ENTRY,
        removed,
        kept,
        corners,
        areas,
        pool,
        next - start,
        format,
        cells,
        keyLimit,
      );
    }
  }
}

/** Entries at `members`' places where there are some, else the first ones. */
function suppress(
  boxes: usize,
  entries: usize,
  members: usize,
  removed: usize,
  kept: Grid,
  corners: usize,
  areas: usize,
  pool: usize,
  count: i32,
  format: i32,
  cells: i32,
  keyLimit: u32,
): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const box = <usize>load<u32>(entries + placeOf(members, i) * ENTRY, 4);
    storeBox(
      boxes + (box << 4),
      format,
      kept.pixel,
      corners + (i << 4),
      areas + (i << 2),
    );
  }
  kept.free = pool;
  kept.reset(corners, count, min(cells, count / 2 + 1));
  for (let i: usize = 0; i < <usize>count; i++) {
    const place = placeOf(members, i);
    const key = load<u32>(entries + place * ENTRY);
    const passes = keyLimit == 0xffffffff || (key > 0 && key < keyLimit);
    const box = corners + (i << 4);
    const area = areas + (i << 2);
    const gone = !passes || kept.suppresses(box, area);
    store<u32>(removed + (place << 2), gone ? 1 : 0);
    if (!gone) kept.add(box, area);
  }
}

function placeOf(members: usize, i: usize): usize {
  return members == 0 ? i : <usize>load<u32>(members + i * ENTRY, 4);
}

/** The rows of what is left, at most `cap` of each segment. */
export function nmsCollect(
  entries: usize,
  removed: usize,
  output: usize,
  validCount: usize,
  rows: usize,
  segments: i32,
  count: i32,
  cap: i32,
  classes: i32,
  columns: i32,
  padded: i32,
): void {
  let to = output;
  let valid = 0;
  for (let segment = 0; segment < segments; segment++) {
    const first = segment * count;
    let here = 0;
    for (let i = first; i < first + count && here < cap; i++) {
      if (load<u32>(removed + ((<usize>i) << 2))) continue;
      const box = load<i32>(entries + <usize>i * ENTRY, 4);
      if (columns == 1) store<i32>(to, box);
      else {
        store<i32>(to, segment / classes);
        store<i32>(to, segment % classes, 4);
        store<i32>(to, box, 8);
      }
      to += (<usize>columns) << 2;
      here++;
    }
    valid += here;
  }
  store<i32>(validCount, valid);
  store<i32>(rows, max(valid, padded));
  for (let row = valid; row < padded; row++) {
    store<i32>(to, 0);
    to += 4;
  }
}
