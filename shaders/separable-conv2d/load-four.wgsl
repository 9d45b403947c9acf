// Four inputs of a row, zero in the padding.
fn load_four(at: vec4u, inside: vec4<bool>) -> vec4f {
  let values = vec4f(input[at.x], input[at.y], input[at.z], input[at.w]);
  return select(vec4f(), values, inside);
}
