// Lays the input out as the packed kernels read it: four channels to a vec4;
// those past the last are zeros.
const WORKGROUP_SIZE = 64u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read_write> packed_input: array<vec4f>;
@group(0) @binding(2) var<uniform> params: Params;

struct Params {
  count: u32,
  channels: u32,
  // Pixels of an image.
  pixels: u32,
  // Elements to skip for one step along that axis.
  input_n: u32,
  input_c: u32,
  input_p: u32,
  packed_n: u32,
  packed_c: u32,
  packed_p: u32,
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  if (index >= params.count) {
    return;
  }
  let pixel = index % params.pixels;
  let fours = (params.channels + 3u) / 4u;
  let four = index / params.pixels % fours;
  let image = index / (params.pixels * fours);
  let source = image * params.input_n + pixel * params.input_p;
  var values: vec4f;
  for (var c = 0u; c < 4u; c++) {
    let channel = 4u * four + c;
    if (channel < params.channels) {
      values[c] = input[source + channel * params.input_c];
    }
  }
  packed_input[image * params.packed_n + four * params.packed_c + pixel * params.packed_p] = values;
}
