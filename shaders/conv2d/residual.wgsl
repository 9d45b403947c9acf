// A tensor like the output, added while the sums are still in registers: at the
// offsets at which they will be stored. Stands in for `residual-none`.
// f16 where tensors are float16 and the kernel takes them as they are.
alias Residual = f32;

// The binding that was the uniform's, which moves on by one.
@group(0) @binding(4) var<storage, read> residual: array<Residual>;

fn plus_residual(sum: f32, at: u32) -> f32 {
  return sum + f32(residual[at]);
}

// Past the end of the output any value will do: nobody stores it.
fn plus_residuals(sums: vec4f, at: vec4u) -> vec4f {
  let values = vec4<Residual>(residual[at.x], residual[at.y], residual[at.z], residual[at.w]);
  return sums + vec4f(values);
}
