// A dispatch may be folded over x and y, since a side is limited to 65,535
// workgroups; this is the invocation's index in the unfolded row.
fn flat_index(group_id: vec3u, group_count: vec3u, lane: u32, size: u32) -> u32 {
  return (group_id.y * group_count.x + group_id.x) * size + lane;
}
