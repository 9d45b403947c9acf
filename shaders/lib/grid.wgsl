// A dispatch may be folded over x and y, since a side is limited to 65,535
// workgroups; this is the invocation's index in the unfolded row.
fn flat_index(workgroup: vec3u, workgroups: vec3u, lane: u32, size: u32) -> u32 {
  return (workgroup.y * workgroups.x + workgroup.x) * size + lane;
}
