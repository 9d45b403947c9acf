// WGSL lets a compiler fuse a product with the sum it goes into, or add up in
// another order, which rounds otherwise. What has gone through an exclusive or
// with a number that it cannot know is neither product nor sum.
fn opaque(value: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(value) ^ params.zero);
}

fn opaque2(value: vec2f) -> vec2f {
  return bitcast<vec2f>(bitcast<vec2u>(value) ^ vec2u(params.zero));
}
