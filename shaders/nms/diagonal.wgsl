// Blocks: what a block of boxes keeps, by one workgroup. Each invocation marks
// in a bit mask whom its box would remove; then the rows are gone through in
// order, 32 at a time, and the kept boxes are put side by side for the sweep.
const ROWS = 128u;
const WORDS = ROWS / 32u;

struct Params {
  boxes: u32,
  first: u32,
  threshold: f32,
  threshold_high: f32,
  threshold_low: f32,
  half_ulp: f32,
  tie_above: u32,
  pixel: f32,
  zero: u32,
}

@group(0) @binding(0) var<storage, read> corners: array<vec4f>;
@group(0) @binding(1) var<storage, read> sides: array<vec2u>;
@group(0) @binding(2) var<storage, read_write> removed: array<u32>;
@group(0) @binding(3) var<storage, read_write> kept_corners: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> kept_sides: array<vec2u>;
@group(0) @binding(5) var<storage, read_write> kept_counts: array<u32>;
@group(0) @binding(6) var<uniform> params: Params;

var<workgroup> block_corners: array<vec4f, ROWS>;
var<workgroup> block_sides: array<vec2u, ROWS>;
var<workgroup> mask: array<u32, ROWS * WORDS>;
var<workgroup> gone: array<atomic<u32>, WORDS>;

@compute @workgroup_size(ROWS)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let segment = group_id.x;
  let first = segment * params.boxes + params.first;
  let rows = min(ROWS, params.boxes - params.first);
  let index = first + min(lane, rows - 1u);
  let own_corners = corners[index];
  let own_side = sides[index];
  let own = box_of(own_corners, own_side);
  block_corners[lane] = own_corners;
  block_sides[lane] = own_side;
  if (lane < WORDS) {
    atomicStore(&gone[lane], 0u);
  }
  workgroupBarrier();
  if (lane >= rows || removed[index] != 0u) {
    atomicOr(&gone[lane / 32u], 1u << (lane % 32u));
  }
  for (var w = 0u; w < WORDS; w++) {
    mask[lane * WORDS + w] = 0u;
  }
  for (var j = lane + 1u; j < rows; j++) {
    if (overlaps(own, box_of(block_corners[j], block_sides[j]))) {
      mask[lane * WORDS + j / 32u] |= 1u << (j % 32u);
    }
  }
  workgroupBarrier();

  for (var word = 0u; word < WORDS; word++) {
    // Everyone follows these 32 rows; words further on are shared out.
    var out = atomicLoad(&gone[word]);
    for (var row = 0u; row < 32u; row++) {
      let later = mask[(word * 32u + row) * WORDS + word];
      out |= select(later, 0u, ((out >> row) & 1u) != 0u);
    }
    workgroupBarrier();
    if (lane >= word && lane < WORDS) {
      var removes = out;
      if (lane > word) {
        removes = atomicLoad(&gone[lane]);
        for (var row = 0u; row < 32u; row++) {
          let later = mask[(word * 32u + row) * WORDS + lane];
          removes |= select(later, 0u, ((out >> row) & 1u) != 0u);
        }
      }
      atomicStore(&gone[lane], removes);
    }
    workgroupBarrier();
  }

  var before = 0u;
  var total = 0u;
  for (var word = 0u; word < WORDS; word++) {
    let kept = ~atomicLoad(&gone[word]);
    let shift = lane - min(lane, word * 32u);
    let below = select((1u << (shift & 31u)) - 1u, 0xffffffffu, shift >= 32u);
    before += countOneBits(kept & below);
    total += countOneBits(kept);
  }
  let is_gone = ((atomicLoad(&gone[lane / 32u]) >> (lane % 32u)) & 1u) != 0u;
  if (!is_gone) {
    kept_corners[segment * ROWS + before] = own_corners;
    kept_sides[segment * ROWS + before] = own_side;
  }
  if (lane < rows && is_gone) {
    removed[index] = 1u;
  }
  if (lane == 0u) {
    kept_counts[segment] = total;
  }
}
