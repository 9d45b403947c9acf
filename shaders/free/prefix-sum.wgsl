// Prefix sum: each element becomes the sum of all up to it. In each round an
// invocation adds the sum that stands 1, 2, 4 … places before its own.
const SIZE = 256u;

@group(0) @binding(0) var<storage, read> numbers: array<u32>;
@group(0) @binding(1) var<storage, read_write> sums: array<u32>;

var<workgroup> row: array<u32, SIZE>;

@compute @workgroup_size(SIZE)
fn main(@builtin(local_invocation_index) lane: u32) {
  row[lane] = numbers[lane];
  for (var distance = 1u; distance < SIZE; distance *= 2u) {
    workgroupBarrier();
    var before = 0u;
    if (lane >= distance) {
      before = row[lane - distance];
    }
    // All have read before any writes.
    workgroupBarrier();
    row[lane] += before;
  }
  sums[lane] = row[lane];
}
