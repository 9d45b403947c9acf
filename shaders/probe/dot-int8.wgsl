requires packed_4x8_integer_dot_product;
// The int8 peak: 8 chains of packed dot products, 4 multiply-adds each. The
// operand changes with every trip, so that no product is the same twice.
struct Params {
  trips: u32,
  seed: u32,
}

@group(0) @binding(0) var<storage, read_write> results: array<i32>;
@group(0) @binding(1) var<uniform> params: Params;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let y = params.seed ^ (id.x & 7u);
  var low = vec4i();
  var high = vec4i();
  for (var i = 0u; i < params.trips; i++) {
    let x = y + i;
    low += vec4i(
      dot4I8Packed(x, y),
      dot4I8Packed(x + 1u, y),
      dot4I8Packed(x + 2u, y),
      dot4I8Packed(x + 3u, y),
    );
    high += vec4i(
      dot4I8Packed(x + 4u, y),
      dot4I8Packed(x + 5u, y),
      dot4I8Packed(x + 6u, y),
      dot4I8Packed(x + 7u, y),
    );
  }
  let sums = low + high;
  results[id.x] = sums.x + sums.y + sums.z + sums.w;
}
