// Rows: what becomes one number is contiguous, and is loaded by vectors; of the
// first and the last one only what is the row's own counts. PARTS invocations
// share a row, so that they read neighbouring vectors together; what they found
// is merged in halves. With one part there is no barrier.
const WORKGROUP_SIZE = 64u;
const KEPT = 4u;
const REDUCED = 1u;
const PARTS = 16u;

// The buffer is padded to whole vectors.
@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

var<workgroup> partial: array<f32, WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let part = lane % PARTS;
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE) / PARTS;
  // No invocation may leave before a barrier: those past the end do nothing.
  let first = output_place(index);
  let last = first + select(0u, params.taps, index < params.outputs);
  var totals = vec4f(start());
  for (var i = first / 4u + part; 4u * i < last; i += PARTS) {
    let place = 4u * i + vec4u(0u, 1u, 2u, 3u);
    let inside = (place >= vec4u(first)) & (place < vec4u(last));
    totals = select(totals, merge(totals, lift(input[i])), inside);
  }
  let pair = merge(totals, totals.zwxy);
  var total = merge(pair, pair.yxwz).x;

  if (PARTS > 1u) {
    partial[lane] = total;
    workgroupBarrier();
    for (var half = PARTS / 2u; half > 0u; half /= 2u) {
      if (part < half) {
        total = merge(vec4f(total), vec4f(partial[lane + half])).x;
        partial[lane] = total;
      }
      workgroupBarrier();
    }
  }
  if (part == 0u && index < params.outputs) {
    output[index] = finish(vec4f(total), vec4u(params.taps)).x;
  }
}
