// Columns: the last axis is kept, so four neighbours in memory belong to four
// neighbouring outputs: one load for all of them. PARTS invocations, each beside
// its like, share a column; what they found is merged in halves. With one part
// there is no barrier.
const WORKGROUP_SIZE = 64u;
const KEPT = 4u;
const REDUCED = 4u;
const PARTS = 4u;
const COLUMNS = WORKGROUP_SIZE / PARTS;

@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> output: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

var<workgroup> partial: array<vec4f, WORKGROUP_SIZE>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let part = lane / COLUMNS;
  let index = flat_index(group_id, group_count, lane % COLUMNS, COLUMNS);
  // No invocation may leave before a barrier: those past the end do nothing.
  let is_inside = 4u * index < params.outputs;
  let first = output_place(4u * index);
  let end = select(0u, params.taps, is_inside);
  var totals = vec4f(start());
  for (var tap = part; tap < end; tap += PARTS) {
    totals = merge(totals, lift(input[(first + tap_place(tap)) / 4u]));
  }

  if (PARTS > 1u) {
    partial[lane] = totals;
    workgroupBarrier();
    for (var half = PARTS / 2u; half > 0u; half /= 2u) {
      if (part < half) {
        totals = merge(totals, partial[lane + half * COLUMNS]);
        partial[lane] = totals;
      }
      workgroupBarrier();
    }
  }
  if (part == 0u && is_inside) {
    output[index] = finish(totals, vec4u(params.taps));
  }
}
