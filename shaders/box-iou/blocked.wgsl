// Blocked: an invocation measures 4 columns once, keeps them in registers and
// takes them down ROWS rows. Its columns lie a workgroup's width apart, so that
// neighbours store to neighbouring places whatever the length of a row.
const WORKGROUP_SIZE = 64u;
const ROWS = 8u;

@group(0) @binding(0) var<storage, read> boxes1: array<vec4f>;
@group(0) @binding(1) var<storage, read> boxes2: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;

// Pairs that are computed at once.
alias lanes = vec4f;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(num_workgroups) group_count: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = flat_index(group_id, group_count, 0u, 1u);
  let across = (params.columns + 4u * WORKGROUP_SIZE - 1u) / (4u * WORKGROUP_SIZE);
  let first = index / across * ROWS;
  let end = min(first + ROWS, params.rows);
  let column = index % across * 4u * WORKGROUP_SIZE + lane;
  let columns = column + WORKGROUP_SIZE * vec4u(0u, 1u, 2u, 3u);
  let whole = columns < vec4u(params.columns);

  // Past the last column that one is measured again and never stored.
  let last = max(params.columns, 1u) - 1u;
  let a = measure(boxes2[min(columns.x, last)]);
  let b = measure(boxes2[min(columns.y, last)]);
  let c = measure(boxes2[min(columns.z, last)]);
  let d = measure(boxes2[min(columns.w, last)]);
  let corners = transpose(mat4x4f(a.corners, b.corners, c.corners, d.corners));
  let others = Boxes(
    corners[0],
    corners[1],
    corners[2],
    corners[3],
    vec4f(a.area, b.area, c.area, d.area),
    vec4f(a.angle, b.angle, c.angle, d.angle),
  );

  var to = first * params.columns;
  for (var row = first; row < end; row++) {
    let values = overlap(measure(boxes1[row]), others);
    if (whole.x) {
      output[to + columns.x] = values.x;
    }
    if (whole.y) {
      output[to + columns.y] = values.y;
    }
    if (whole.z) {
      output[to + columns.z] = values.z;
    }
    if (whole.w) {
      output[to + columns.w] = values.w;
    }
    to += params.columns;
  }
}
