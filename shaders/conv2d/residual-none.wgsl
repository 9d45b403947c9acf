// Without a residual sums go to bias and activation as they are.
fn plus_residual(sum: f32, at: u32) -> f32 {
  return sum;
}

fn plus_residuals(sums: vec4f, at: vec4u) -> vec4f {
  return sums;
}
