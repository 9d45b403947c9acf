// Whether two boxes overlap too much: fl(inter / union) > threshold, every step
// rounded to f32, as src/ops/nms/overlap.ts says. params has the threshold.
struct Box {
  corners: vec4f,
  area: f32,
}

struct Pair {
  inter: f32,
  both: f32,
  limit: f32,
  more: f32,
}

fn pair_of(a: Box, b: Box) -> Pair {
  let low = max(a.corners.xy, b.corners.xy);
  let high = min(a.corners.zw, b.corners.zw);
  let lengths = max(opaque2(high - low) + params.pixel, vec2f(0.0));
  let inter = opaque(lengths.x * lengths.y);
  let both = opaque(a.area + b.area) - inter;
  let limit = opaque(params.threshold * both);
  return Pair(inter, both, limit, inter - limit);
}

// A division may be off by 2.5 ULP here: near the threshold it would guess.
fn is_near(pair: Pair) -> bool {
  return pair.inter > 0.0 && abs(pair.more) <= pair.limit * 0x1p-20;
}

// The quick look, right for all pairs but those near the threshold. Loops that
// seldom find one run faster without the rest.
fn is_over(pair: Pair) -> bool {
  return pair.more > 0.0;
}

fn overlaps(pair: Pair) -> bool {
  var over = is_over(pair);
  if (is_near(pair)) {
    over = beyond_middle(pair.more, pair.both, pair.limit);
  }
  return over;
}

// The quotient rounds to more than the threshold where inter is beyond
// (threshold + half an ULP) * both. limit is the product's head; its tail comes
// from products of 12 by 12 bits, which are exact.
fn beyond_middle(more: f32, both: f32, limit: f32) -> bool {
  let both_high = bitcast<f32>(bitcast<u32>(both) & 0xfffff000u);
  let both_low = both - both_high;
  let first = opaque(opaque(params.threshold_high * both_high) - limit);
  let second = opaque(first + params.threshold_high * both_low);
  let third = opaque(second + params.threshold_low * both_high);
  let tail = opaque(third + params.threshold_low * both_low);
  // The sum of two floats as a head and a tail (Knuth's TwoSum).
  let half_ulp = params.half_ulp * both;
  let head = opaque(tail + half_ulp);
  let part = opaque(head - tail);
  let rest = opaque(tail - opaque(head - part)) + opaque(half_ulp - part);
  let on = more == head;
  return more > head || (on && (rest < 0.0 || (rest == 0.0 && params.tie_above != 0u)));
}
