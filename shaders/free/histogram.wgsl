// Histogram: how many samples fall into each of the bins. Many invocations add
// to one bin at a time, so the additions are atomic.
@group(0) @binding(0) var<storage, read> samples: array<f32>;
@group(0) @binding(1) var<storage, read_write> bins: array<atomic<u32>>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i >= arrayLength(&samples)) {
    return;
  }
  // The square has more small values than large ones.
  let value = samples[i] * samples[i];
  let bin = u32(value * f32(arrayLength(&bins)));
  atomicAdd(&bins[min(bin, arrayLength(&bins) - 1u)], 1u);
}
