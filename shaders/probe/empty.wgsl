// Nothing: what is left is the cost of the launch.
struct Params {
  unused: u32,
}

@group(0) @binding(0) var<storage, read_write> results: array<u32>;
@group(0) @binding(1) var<uniform> params: Params;

@compute @workgroup_size(1)
fn main() {
  if (params.unused == 1u) {
    results[0] = 1u;
  }
}
