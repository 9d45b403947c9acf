// What the output holds: f16 where tensors are float16 and the kernel takes them
// as they are.
alias Element = f32;

// Stores four pixels; those that hang over the end are dropped.
fn store_four(values: vec4f, at: vec4u, whole: vec4<bool>) {
  let y = vec4<Element>(values);
  if (all(whole)) {
    output[at.x] = y.x;
    output[at.y] = y.y;
    output[at.z] = y.z;
    output[at.w] = y.w;
  } else {
    for (var p = 0u; p < 4u; p++) {
      if (whole[p]) {
        output[at[p]] = y[p];
      }
    }
  }
}
