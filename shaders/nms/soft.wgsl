// Soft-NMS: one workgroup, each invocation looks after every 256th box. In each
// round all scores decay by the box that was kept last, the workgroup's best is
// found by two atomic minima, and its owner writes it down.
const WORKGROUP_SIZE = 256u;
const GONE = 0xffffffffu;

struct Params {
  count: u32,
  // Boxes to keep, at most.
  cap: u32,
  format: u32,
  // 0 linear, 1 gaussian, 2 naive.
  method: u32,
  pixel: f32,
  threshold: f32,
  scale: f32,
  score_threshold: f32,
  // 0: see opaque.wgsl.
  zero: u32,
}

@group(0) @binding(0) var<storage, read> boxes: array<vec4f>;
@group(0) @binding(1) var<storage, read> scores: array<u32>;
@group(0) @binding(2) var<storage, read_write> corners: array<vec4f>;
// The bits of the area, rounded by being stored, and of the score or GONE.
@group(0) @binding(3) var<storage, read_write> states: array<vec2u>;
@group(0) @binding(4) var<storage, read_write> indices: array<u32>;
@group(0) @binding(5) var<storage, read_write> decayed: array<u32>;
@group(0) @binding(6) var<storage, read_write> rows: array<u32>;
@group(0) @binding(7) var<uniform> params: Params;

// Two of each: one is read while the other is made ready.
var<workgroup> best_keys: array<atomic<u32>, 2>;
var<workgroup> best_places: array<atomic<u32>, 2>;
var<workgroup> picked: u32;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(@builtin(local_invocation_index) lane: u32) {
  for (var i = lane; i < params.count; i += WORKGROUP_SIZE) {
    let low_high = corners_of(boxes[i]);
    let lengths = opaque2(low_high.zw - low_high.xy) + params.pixel;
    corners[i] = low_high;
    states[i] = vec2u(bitcast<u32>(lengths.x * lengths.y), kept_bits(scores[i]));
  }
  if (lane < 2u) {
    atomicStore(&best_keys[lane], GONE);
    atomicStore(&best_places[lane], GONE);
  }
  storageBarrier();
  workgroupBarrier();

  var last = GONE;
  var kept = 0u;
  while (kept < params.cap) {
    let slot = kept & 1u;
    let at = select(last, 0u, last == GONE);
    let own = corners[at];
    let own_area = bitcast<f32>(states[at].x);
    var best_key = GONE;
    var best_place = GONE;
    for (var i = lane; i < params.count; i += WORKGROUP_SIZE) {
      let state = states[i];
      var bits = state.y;
      if (bits != GONE && last != GONE) {
        let iou = iou_of(own, own_area, corners[i], bitcast<f32>(state.x));
        bits = decay(bits, iou);
        bits = select(bits, GONE, i == last);
        if (bits != state.y) {
          states[i].y = bits;
        }
      }
      let key = key_of(bits);
      if (key < best_key) {
        best_key = key;
        best_place = i;
      }
    }
    atomicMin(&best_keys[slot], best_key);
    workgroupBarrier();
    if (best_key == atomicLoad(&best_keys[slot])) {
      atomicMin(&best_places[slot], best_place);
    }
    if (lane == 0u) {
      atomicStore(&best_keys[1u - slot], GONE);
      atomicStore(&best_places[1u - slot], GONE);
    }
    workgroupBarrier();
    if (lane == 0u) {
      picked = atomicLoad(&best_places[slot]);
    }
    last = workgroupUniformLoad(&picked);
    if (last == GONE) {
      break;
    }
    if (last == best_place) {
      indices[kept] = last;
      decayed[kept] = states[last].y;
    }
    kept++;
  }
  if (lane == 0u) {
    rows[0] = kept;
  }
}

fn corners_of(box: vec4f) -> vec4f {
  var ends = box;
  if (params.format == 2u) {
    ends = vec4f(box.xy, box.xy + box.zw);
  }
  if (params.format == 3u) {
    // Halves are exact, so a fused multiply-add rounds alike.
    ends = vec4f(box.xy - 0.5 * box.zw, box.xy + 0.5 * box.zw);
  }
  if (params.format == 1u) {
    ends = box.yxwz;
  }
  return vec4f(min(ends.xy, ends.zw), max(ends.xy, ends.zw));
}

// GONE below the threshold; what is no normal number is 0, which some devices
// would make of it anyway.
fn kept_bits(given: u32) -> u32 {
  let size = given & 0x7fffffffu;
  var bits = select(given, 0u, size < 0x00800000u);
  bits = select(bits, 0x7fc00000u, size > 0x7f800000u);
  // By keys, since a NaN is below nothing.
  let limit = key_of(bitcast<u32>(params.score_threshold));
  return select(bits, GONE, key_of(bits) > limit);
}

// The larger the score the smaller the key, NaN first, what is gone last.
fn key_of(given: u32) -> u32 {
  let bits = select(given, 0u, given == 0x80000000u);
  let falling = select(~(bits | 0x80000000u), bits, bits >= 0x80000000u);
  let key = select(falling, 0u, (bits & 0x7fffffffu) > 0x7f800000u);
  return select(key, GONE, given == GONE);
}

// −1 where both boxes are nothing: it counts for none.
fn iou_of(a: vec4f, a_area: f32, b: vec4f, b_area: f32) -> f32 {
  let low = max(a.xy, b.xy);
  let high = min(a.zw, b.zw);
  let lengths = max(opaque2(high - low) + params.pixel, vec2f(0.0));
  let inter = opaque(lengths.x * lengths.y);
  let both = opaque(a_area + b_area) - inter;
  var iou = select(-1.0, 0.0, both > 0.0);
  if (inter > 0.0) {
    iou = quotient(bitcast<u32>(inter), bitcast<u32>(both));
  }
  return iou;
}

// a / b for a ≤ b, rounded to nearest as WGSL's division need not be: 24 bits
// by long division, a byte at a time. A quotient never lies between two floats
// exactly, so the bit after the last one decides.
fn quotient(a: u32, b: u32) -> f32 {
  let divisor = (b & 0x7fffffu) | 0x800000u;
  let mantissa = (a & 0x7fffffu) | 0x800000u;
  let less = mantissa < divisor;
  var rest = select(mantissa, 2u * mantissa, less) - divisor;
  var result = 1u;
  for (var byte = 0u; byte < 3u; byte++) {
    let digits = (rest << 8u) / divisor;
    rest = (rest << 8u) - digits * divisor;
    result = (result << 8u) | digits;
  }
  let exponent = i32(a >> 23u) - i32(b >> 23u) + 127 - select(0, 1, less);
  // The leading one adds to the exponent, as a carry out of rounding does.
  let bits = (u32(exponent - 1) << 23u) + ((result + 1u) >> 1u);
  // What is too small for a float is small, but more than 0.
  return bitcast<f32>(select(bits, 0x00800000u, exponent < 1));
}

fn decay(bits: u32, iou: f32) -> u32 {
  var weight = 1.0;
  var out = false;
  if (params.method == 1u) {
    if (iou > 0.0) {
      weight = exponential(opaque(iou * iou) * params.scale);
    }
  } else {
    let over = iou >= 0.0 && iou > params.threshold;
    out = over && params.method == 2u;
    weight = select(1.0, opaque(1.0 - iou), over);
  }
  let score = bitcast<u32>(bitcast<f32>(bits) * weight);
  return select(kept_bits(select(score, bits, weight == 1.0)), GONE, out);
}

// e^x for x ≤ 0, every step rounded: src/ops/nms/soft-decay.ts.
fn exponential(given: f32) -> f32 {
  let x = opaque(max(given, -86.0));
  let k = round(opaque(x * 1.44269504));
  let r = opaque(opaque(x - opaque(k * 0.693145751953125)) - opaque(k * 1.42860682e-6));
  var q = opaque(r * 1.9845886e-4);
  q = opaque(r * opaque(1.3940744e-3 + q));
  q = opaque(r * opaque(8.33339e-3 + q));
  q = opaque(r * opaque(4.166636e-2 + q));
  q = opaque(r * opaque(0.16666666 + q));
  q = opaque(0.5 + q);
  let p = opaque(r + opaque(opaque(r * r) * q));
  let y = bitcast<u32>(opaque(1.0 + p)) + (u32(i32(k)) << 23u);
  return select(bitcast<f32>(y), 0.0, given < -86.0);
}
