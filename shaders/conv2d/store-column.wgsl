// What the output holds: f16 where tensors are float16 and the kernel takes them
// as they are.
alias Element = f32;

// Finishes and stores one channel of a group at four pixels in rising order;
// what hangs over the last channel or pixel is dropped. Rows follow each other
// without a gap in both layouts, so a pixel's index in the plane tells where it
// goes. A pixel that hangs over is the first once more, for a test of each
// would cost more than to store that one again.
fn store_column(
  sums: vec4f,
  image: u32,
  group: u32,
  group_channel: u32,
  pixels: vec4u,
) {
  let whole = pixels < vec4u(params.out_height * params.out_width);
  if (group_channel < params.out_per_group && whole.x) {
    let channel = group * params.out_per_group + group_channel;
    let at = image * params.output_n + channel * params.output_c
           + select(pixels.xxxx, pixels, whole) * params.output_w;
    let four = select(sums.xxxx, sums, whole);
    let y = vec4<Element>(finish(plus_residuals(four, at), channel));
    output[at.x] = y.x;
    output[at.y] = y.y;
    output[at.z] = y.z;
    output[at.w] = y.w;
  }
}
