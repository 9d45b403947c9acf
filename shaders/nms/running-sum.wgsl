// Running sums, each without its own number, of every segment's numbers: a
// workgroup for each, its invocations in turn for a stretch of them.
const LANES = 64u;

struct Params {
  length: u32,
}

@group(0) @binding(0) var<storage, read_write> numbers: array<u32>;
@group(0) @binding(1) var<storage, read_write> totals: array<u32>;
@group(0) @binding(2) var<uniform> params: Params;

var<workgroup> sums: array<u32, LANES>;

@compute @workgroup_size(LANES)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let stretch = (params.length + LANES - 1u) / LANES;
  let first = group_id.x * params.length;
  let begin = min(lane * stretch, params.length);
  let end = min(begin + stretch, params.length);
  var sum = 0u;
  for (var i = begin; i < end; i++) {
    sum += numbers[first + i];
  }
  sums[lane] = sum;
  workgroupBarrier();
  // Everyone adds up those before: one barrier instead of one per doubling.
  var before = 0u;
  for (var other = 0u; other < lane; other++) {
    before += sums[other];
  }
  for (var i = begin; i < end; i++) {
    let number = numbers[first + i];
    numbers[first + i] = before;
    before += number;
  }
  if (lane == LANES - 1u) {
    totals[group_id.x] = before;
  }
}
