// Split: a large window is shared by several invocations, each of which takes
// every PARTS-th tap, so that they read neighbouring inputs together. After the
// one barrier the first of them merges what the others left.
const WORKGROUP_SIZE = 64u;
const PARTS = 16u;

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
  let index = flat_index(group_id, group_count, lane, WORKGROUP_SIZE) / PARTS;
  let x = index % params.out_width;
  let y = index / params.out_width % params.out_height;
  let plane = index / (params.out_width * params.out_height);
  let channel = plane % params.channels;
  let image = plane / params.channels;
  let top = y * params.stride_height - params.pad_top;
  let left = x * params.stride_width - params.pad_left;
  let source = image * params.input_n + channel * params.input_c;

  // No invocation may leave before the barrier: those past the end do nothing.
  let all = params.window_height * params.window_width;
  let end = select(0u, all, image < params.batch);
  var total = start();
  for (var tap = part; tap < end; tap += PARTS) {
    let in_y = top + tap / params.window_width * params.dilation_height;
    let in_x = left + tap % params.window_width * params.dilation_width;
    if (in_y < params.in_height && in_x < params.in_width) {
      let value = input[source + in_y * params.input_h + in_x * params.input_w];
      total = merge(vec4f(total), lift(vec4f(value))).x;
    }
  }
  partial[lane] = total;
  workgroupBarrier();
  if (part != 0u || image >= params.batch) {
    return;
  }

  for (var i = 1u; i < PARTS; i++) {
    total = merge(vec4f(total), vec4f(partial[lane + i])).x;
  }
  let taps = taps_inside(top, params.window_height, params.dilation_height, params.in_height)
           * taps_inside(left, params.window_width, params.dilation_width, params.in_width);
  let to = image * params.output_n + channel * params.output_c
         + y * params.output_h + x * params.output_w;
  output[to] = finish(vec4f(total), vec4u(counted(taps, y, x))).x;
}
