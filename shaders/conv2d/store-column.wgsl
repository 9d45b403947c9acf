// Finishes and stores one channel of a group at four pixels; what hangs over
// the last channel or pixel is dropped. Rows follow each other without a gap in
// both layouts, so a pixel's index in the plane tells where it goes.
fn store_column(
  sums: vec4f,
  image: u32,
  group: u32,
  group_channel: u32,
  pixels: vec4u,
) {
  if (group_channel < params.out_per_group) {
    let channel = group * params.out_per_group + group_channel;
    let at = image * params.output_n + channel * params.output_c
           + pixels * params.output_w;
    let y = finish(plus_residuals(sums, at), channel);
    let whole = pixels < vec4u(params.out_height * params.out_width);
    store_four(y, at, whole);
  }
}
