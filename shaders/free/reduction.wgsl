// Reduction: each workgroup adds up 256 numbers. Half of its invocations add
// what the other half has, then half of those, until one holds the sum.
const SIZE = 256u;

@group(0) @binding(0) var<storage, read> numbers: array<u32>;
@group(0) @binding(1) var<storage, read_write> sums: array<u32>;

var<workgroup> shared_sums: array<u32, SIZE>;

@compute @workgroup_size(SIZE)
fn main(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  // Past the end there is nothing to add, but no invocation may leave before
  // the last barrier.
  var own = 0u;
  if (id.x < arrayLength(&numbers)) {
    own = numbers[id.x];
  }
  shared_sums[lane] = own;
  for (var half = SIZE / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      shared_sums[lane] += shared_sums[lane + half];
    }
  }
  if (lane == 0u) {
    sums[group.x] = shared_sums[0];
  }
}
