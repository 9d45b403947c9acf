/** One row of a padded plane: an input row, phase after phase. */
import { at, Geometry } from './geometry';

/** The columns of the padding are never written. */
export function fillRow(
  g: Geometry,
  row: usize,
  to: usize,
  phaseLength: i32,
): void {
  if (g.strideX == 1)
    copy(row, at(to, g.padLeft), min(g.inWidth, phaseLength - g.padLeft));
  else if (g.strideX == 2) splitInTwo(g, row, to, phaseLength);
  else split(g, row, to, phaseLength);
}

function copy(from: usize, to: usize, count: i32): void {
  if (count < 4) {
    for (let x = 0; x < count; x++)
      store<f32>(at(to, x), load<f32>(at(from, x)));
    return;
  }
  // The last vector overlaps the one before: no rest to copy one by one.
  const last = count - 4;
  for (let x = 0; x < last; x += 4)
    v128.store(at(to, x), v128.load(at(from, x)));
  v128.store(at(to, last), v128.load(at(from, last)));
}

/** Stride 2: even columns of the band to one half, odd ones to the other. */
function splitInTwo(
  g: Geometry,
  row: usize,
  to: usize,
  phaseLength: i32,
): void {
  const half = g.padLeft >> 1;
  const head = g.padLeft & 1;
  const odd = at(to, phaseLength);
  if (head && half < phaseLength) store<f32>(at(odd, half), load<f32>(row));
  const first = half + head;
  const inPairs = (g.inWidth - head) >> 1;
  const pairs = min(inPairs, phaseLength - first);
  const from = at(row, head);
  if (pairs < 4)
    for (let i = 0; i < pairs; i++) {
      store<f32>(at(to, first + i), load<f32>(at(from, 2 * i)));
      store<f32>(at(odd, first + i), load<f32>(at(from, 2 * i + 1)));
    }
  else {
    const last = pairs - 4;
    for (let i = 0; i < last; i += 4)
      splitEight(at(from, 2 * i), at(to, first + i), at(odd, first + i));
    splitEight(at(from, 2 * last), at(to, first + last), at(odd, first + last));
  }
  if ((g.inWidth - head) & 1 && first + inPairs < phaseLength)
    store<f32>(at(to, first + inPairs), load<f32>(at(from, 2 * inPairs)));
}

/** Of 8 neighbours, the 4 even ones and the 4 odd ones. */
function splitEight(from: usize, even: usize, odd: usize): void {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  v128.store(even, v128.shuffle<f32>(a, b, 0, 2, 4, 6));
  v128.store(odd, v128.shuffle<f32>(a, b, 1, 3, 5, 7));
}

function split(g: Geometry, row: usize, to: usize, phaseLength: i32): void {
  const stride = g.strideX;
  let phase = g.padLeft % stride;
  let i = g.padLeft / stride;
  for (let x = 0; x < g.inWidth && i < phaseLength; x++) {
    store<f32>(at(to, phase * phaseLength + i), load<f32>(at(row, x)));
    phase++;
    if (phase == stride) {
      phase = 0;
      i++;
    }
  }
}
