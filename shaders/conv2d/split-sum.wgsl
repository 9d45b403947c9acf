// Split-K, second pass: adds the partial sums of an output, then bias and
// activation. Partial sums lie in the order of the output, one after another.
const WORKGROUP_SIZE = 64u;
const SPLITS = 4u;

@group(0) @binding(0) var<storage, read> partials: array<f32>;
@group(0) @binding(1) var<storage, read> bias: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let count = params.batch * params.output_n;
  if (index >= count) {
    return;
  }
  var sum = 0.0;
  for (var split = 0u; split < SPLITS; split++) {
    sum += partials[split * count + index];
  }
  let channel = index / params.output_c % params.out_channels;
  output[index] = epilogue(plus_residual(sum, index), channel);
}
