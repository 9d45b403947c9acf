// Split, first pass, channels last: an invocation adds up every PARTS-th pixel
// of four channels at once.
const WORKGROUP_SIZE = 64u;
const PARTS = 8u;

@group(0) @binding(0) var<storage, read> input: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> partial: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let fours = params.channels / 4u;
  let four = index % fours;
  let part = index / fours % PARTS;
  let image = index / (fours * PARTS);
  if (image >= params.batch) {
    return;
  }
  var sum = vec4f();
  for (var p = part; p < params.pixels; p += PARTS) {
    sum += input[(image * params.pixels + p) * fours + four];
  }
  let to = (image * params.channels + 4u * four) * PARTS + part;
  partial[to] = sum.x;
  partial[to + PARTS] = sum.y;
  partial[to + 2u * PARTS] = sum.z;
  partial[to + 3u * PARTS] = sum.w;
}
