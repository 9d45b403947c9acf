// Direct, register-blocked: an invocation computes PIXELS × 4 outputs, so each
// loaded input serves 4 channels and each loaded weight serves PIXELS pixels.
// No workgroup memory and no barrier: the reuse is all in registers.
const WORKGROUP_SIZE = 64u;
const PIXELS = 8u;

@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> filters: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  // Pixels are counted along the flattened plane, so narrow planes fill tiles.
  let plane = params.out_height * params.out_width;
  let pixel_tiles = (plane + PIXELS - 1u) / PIXELS;
  let group_tiles = (params.out_per_group + 3u) / 4u;
  let groups = params.out_channels / params.out_per_group;

  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE);
  let first_pixel = index % pixel_tiles * PIXELS;
  let rest = index / pixel_tiles;
  let first_in_group = rest % group_tiles * 4u;
  let group = rest / group_tiles % groups;
  let image = rest / (group_tiles * groups);
  if (image >= params.batch) {
    return;
  }

  // A tile may hang over the group's last channel: load that one again there.
  let last = params.out_per_group - 1u;
  let local = min(first_in_group + vec4u(0u, 1u, 2u, 3u), vec4u(last));
  let channels = group * params.out_per_group + local;
  let rows = channels * params.filter_o;
  let source = image * params.input_n
             + group * params.in_per_group * params.input_c;

  var sums: array<vec4f, PIXELS>;
  var source_at: array<u32, PIXELS>;
  var weight: array<f32, PIXELS>;
  for (var ky = 0u; ky < params.kernel_height; ky++) {
    for (var kx = 0u; kx < params.kernel_width; kx++) {
      // Padding is decided once per tap, not once per multiply.
      for (var p = 0u; p < PIXELS; p++) {
        let pixel = first_pixel + p;
        let in_y = pixel / params.out_width * params.stride_height
                 + ky * params.dilation_height - params.pad_top;
        let in_x = pixel % params.out_width * params.stride_width
                 + kx * params.dilation_width - params.pad_left;
        let inside = in_y < params.in_height && in_x < params.in_width;
        source_at[p] = select(source, source + in_y * params.input_h + in_x * params.input_w, inside);
        weight[p] = select(0.0, 1.0, inside);
      }
      let taps = rows + ky * params.filter_h + kx * params.filter_w;
      for (var i = 0u; i < params.in_per_group; i++) {
        let at = taps + i * params.filter_i;
        let w = vec4f(filters[at.x], filters[at.y], filters[at.z], filters[at.w]);
        for (var p = 0u; p < PIXELS; p++) {
          sums[p] += w * (weight[p] * input[source_at[p] + i * params.input_c]);
        }
      }
    }
  }

  let count = min(4u, params.out_per_group - first_in_group);
  for (var p = 0u; p < PIXELS && first_pixel + p < plane; p++) {
    let pixel = first_pixel + p;
    for (var c = 0u; c < count; c++) {
      let to = output_offset(image, channels[c], pixel / params.out_width, pixel % params.out_width);
      output[to] = epilogue(sums[p][c], channels[c]);
    }
  }
}
