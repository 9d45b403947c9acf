// Rows: PARTS invocations share a line, so that they read neighbouring numbers
// together; the largest and the sum are found in halves.
const WORKGROUP_SIZE = 64u;
const PARTS = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
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
  let line = flat_index(group_id, group_count, lane, WORKGROUP_SIZE) / PARTS;
  // No invocation may leave before a barrier: those past the end do nothing.
  let first = line * params.length + part;
  let end = select(0u, (line + 1u) * params.length, line < params.lines);
  var largest = smallest();
  for (var i = first; i < end; i += PARTS) {
    largest = larger(largest, vec4f(input[i]));
  }
  partial[lane] = largest.x;
  workgroupBarrier();
  for (var half = PARTS / 2u; half > 0u; half /= 2u) {
    if (part < half) {
      largest = larger(largest, vec4f(partial[lane + half]));
      partial[lane] = largest.x;
    }
    workgroupBarrier();
  }
  largest = vec4f(partial[lane - part]);
  workgroupBarrier();

  var sum = 0.0;
  for (var i = first; i < end; i += PARTS) {
    let e = exponential(vec4f(input[i]) - largest).x;
    output[i] = e;
    sum += e;
  }
  partial[lane] = sum;
  workgroupBarrier();
  for (var half = PARTS / 2u; half > 0u; half /= 2u) {
    if (part < half) {
      sum += partial[lane + half];
      partial[lane] = sum;
    }
    workgroupBarrier();
  }
  sum = partial[lane - part];
  for (var i = first; i < end; i += PARTS) {
    output[i] = share(vec4f(output[i]), vec4f(sum), largest).x;
  }
}
