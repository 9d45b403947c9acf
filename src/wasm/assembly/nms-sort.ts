/** Sorting for NMS: entries of a key and a payload, 4 bytes each. */

const RADIX: usize = 256;
const ENTRY: usize = 8;
/** Below it, moving neighbours beats counting 4 × 256 digits. */
const FEW: i32 = 48;

/** The larger the score the smaller the key; NaN first, both zeros alike. */
function scoreKey(bits: u32): u32 {
  if ((bits & 0x7fffffff) > 0x7f800000) return 0;
  const value: u32 = bits == 0x80000000 ? 0 : bits;
  return value >>> 31 ? value : ~(value | 0x80000000);
}

/**
 * Segments first … end of `boxes` scores each: `entries` gets their keys and
 * places, sorted stably. `histograms` has room for 4 × 256 numbers.
 */
export function nmsSort(
  scores: usize,
  entries: usize,
  other: usize,
  histograms: usize,
  boxes: i32,
  first: i32,
  end: i32,
): void {
  const bytes = <usize>boxes * ENTRY;
  for (let segment = <usize>first; segment < <usize>end; segment++) {
    const to = entries + segment * bytes;
    const from = scores + segment * ((<usize>boxes) << 2);
    for (let i: usize = 0; i < <usize>boxes; i++) {
      store<u32>(to + i * ENTRY, scoreKey(load<u32>(from + (i << 2))));
      store<u32>(to + i * ENTRY, <u32>i, 4);
    }
    sortEntries(to, other + segment * bytes, histograms, boxes);
  }
}

/**
 * Places in `entries` by class: `groups` gets classes and places, in the order
 * of scores within each class; `starts` how many classes there are, then where
 * each begins, and the end.
 */
export function nmsGroup(
  idxs: usize,
  entries: usize,
  groups: usize,
  other: usize,
  starts: usize,
  histograms: usize,
  boxes: i32,
): void {
  for (let place: usize = 0; place < <usize>boxes; place++) {
    const box = <usize>load<u32>(entries + place * ENTRY, 4);
    store<u32>(groups + place * ENTRY, load<u32>(idxs + (box << 2)));
    store<u32>(groups + place * ENTRY, <u32>place, 4);
  }
  sortEntries(groups, other, histograms, boxes);
  let count: usize = 0;
  let last: u32 = 0;
  for (let at: usize = 0; at < <usize>boxes; at++) {
    const group = load<u32>(groups + at * ENTRY);
    if (at == 0 || group != last) {
      count++;
      store<u32>(starts + (count << 2), <u32>at);
    }
    last = group;
  }
  store<u32>(starts + ((count + 1) << 2), <u32>boxes);
  store<u32>(starts, <u32>count);
}

/** By key, stably, in place; `other` is as large. */
function sortEntries(
  entries: usize,
  other: usize,
  histograms: usize,
  count: i32,
): void {
  if (count < FEW) {
    insertEntries(entries, count);
    return;
  }
  memory.fill(histograms, 0, 4 * RADIX * 4);
  const end = entries + <usize>count * ENTRY;
  for (let at = entries; at < end; at += ENTRY) {
    const key = load<u32>(at);
    for (let digit: usize = 0; digit < 4; digit++) {
      const value = (key >>> (<u32>digit * 8)) & 255;
      const bin = histograms + ((digit * RADIX + <usize>value) << 2);
      store<u32>(bin, load<u32>(bin) + 1);
    }
  }
  let from = entries;
  let to = other;
  for (let digit: usize = 0; digit < 4; digit++) {
    const bins = histograms + ((digit * RADIX) << 2);
    const shift = <u32>digit * 8;
    // A digit that all have in common sorts nothing.
    const common = (load<u32>(from) >>> shift) & 255;
    if (load<u32>(bins + ((<usize>common) << 2)) == <u32>count) continue;
    let sum: u32 = 0;
    for (let bin = bins; bin < bins + (RADIX << 2); bin += 4) {
      const here = load<u32>(bin);
      store<u32>(bin, sum);
      sum += here;
    }
    const last = from + <usize>count * ENTRY;
    for (let at = from; at < last; at += ENTRY) {
      const entry = load<u64>(at);
      const value = ((<u32>entry) >>> shift) & 255;
      const bin = bins + ((<usize>value) << 2);
      const place = load<u32>(bin);
      store<u32>(bin, place + 1);
      store<u64>(to + <usize>place * ENTRY, entry);
    }
    const swap = from;
    from = to;
    to = swap;
  }
  if (from != entries) memory.copy(entries, from, <usize>count * ENTRY);
}

function insertEntries(entries: usize, count: i32): void {
  for (let i = 1; i < count; i++) {
    const entry = load<u64>(entries + <usize>i * ENTRY);
    let j = i - 1;
    while (j >= 0 && load<u32>(entries + <usize>j * ENTRY) > <u32>entry) {
      const at = entries + <usize>j * ENTRY;
      store<u64>(at, load<u64>(at), ENTRY);
      j--;
    }
    store<u64>(entries + <usize>(j + 1) * ENTRY, entry);
  }
}
