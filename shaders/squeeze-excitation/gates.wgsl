// Workgroup, second pass: both products of an image in one workgroup, which
// keeps the means and the squeezed numbers in its own memory. Several
// invocations share a row of the first matrix, so that none is idle.
const WORKGROUP_SIZE = 256u;
// Invocations per row of the first matrix.
const SHARE = 8u;
const REDUCE = 1u;
const GATE = 4u;
// Room for the means and for the shares of all rows: of this problem.
const CHANNELS = 64u;
const PARTIALS = 128u;

@group(0) @binding(0) var<storage, read> means: array<f32>;
@group(0) @binding(1) var<storage, read> reduce_filter: array<f32>;
@group(0) @binding(2) var<storage, read> reduce_bias: array<f32>;
@group(0) @binding(3) var<storage, read> expand_filter: array<f32>;
@group(0) @binding(4) var<storage, read> expand_bias: array<f32>;
@group(0) @binding(5) var<storage, read_write> gates: array<f32>;
@group(0) @binding(6) var<uniform> params: Params;

var<workgroup> own: array<f32, CHANNELS>;
var<workgroup> partials: array<f32, PARTIALS>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group_id: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let channels = params.channels;
  let reduced = params.reduced;
  let first = group_id.x * channels;
  for (var c = lane; c < channels; c += WORKGROUP_SIZE) {
    own[c] = means[first + c];
  }
  workgroupBarrier();

  for (var i = lane; i < reduced * SHARE; i += WORKGROUP_SIZE) {
    // An absent bias is a buffer of zeros.
    var sum = 0.0;
    let row = i / SHARE * channels;
    for (var c = i % SHARE; c < channels; c += SHARE) {
      sum += reduce_filter[row + c] * own[c];
    }
    partials[i] = sum;
  }
  workgroupBarrier();

  // The means are used up: the squeezed numbers take their place.
  for (var r = lane; r < reduced; r += WORKGROUP_SIZE) {
    var sum = reduce_bias[r];
    for (var i = 0u; i < SHARE; i++) {
      sum += partials[r * SHARE + i];
    }
    own[r] = activate(REDUCE, sum);
  }
  workgroupBarrier();

  for (var c = lane; c < channels; c += WORKGROUP_SIZE) {
    var sum = expand_bias[c];
    for (var r = 0u; r < reduced; r++) {
      sum += expand_filter[c * reduced + r] * own[r];
    }
    gates[first + c] = activate(GATE, sum);
  }
}
