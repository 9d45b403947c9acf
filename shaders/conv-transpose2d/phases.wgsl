// Outputs whose place has the same residue modulo the stride (a phase) see the
// same taps of the filter: every period-th. Along one axis, phase `index` is
// the one that starts with tap `index`.
struct Phase {
  // Its first output.
  first: u32,
  // Its outputs, one every stride.
  count: u32,
  // The input that its first output meets at its first tap; before the first
  // input it wraps to a huge u32.
  corner: u32,
  // How far before that lies the input of the next tap.
  step: u32,
  // 0 where the stride steps over the whole filter.
  taps: u32,
  // The taps of the phases before this one.
  before: u32,
}

fn period_of(stride: u32, dilation: u32) -> u32 {
  var period = 1u;
  while (period * dilation % stride != 0u) {
    period++;
  }
  return period;
}

fn phase_of(
  index: u32,
  stride: u32,
  dilation: u32,
  kernel: u32,
  pad: u32,
  size: u32,
) -> Phase {
  let period = period_of(stride, dilation);
  // From the period on: residues that no tap has, each once.
  let residue = (index * dilation + index / period) % stride;
  let first = (residue + stride - pad % stride) % stride;
  let has_taps = index < period;
  return Phase(
    first,
    (size + stride - 1u - first) / stride,
    (first + pad - residue) / stride - index * dilation / stride,
    dilation * period / stride,
    select(0u, (kernel + period - 1u - index) / period, has_taps),
    index * (kernel / period) + min(index, kernel % period),
  );
}

fn row_phase(index: u32) -> Phase {
  return phase_of(
    index,
    params.stride_height,
    params.dilation_height,
    params.kernel_height,
    params.pad_top,
    params.out_height,
  );
}

fn column_phase(index: u32) -> Phase {
  return phase_of(
    index,
    params.stride_width,
    params.dilation_width,
    params.kernel_width,
    params.pad_left,
    params.out_width,
  );
}

// Where the filter's taps of a phase start, taps counted phase by phase.
fn taps_before(rows: Phase, columns: Phase) -> u32 {
  return rows.before * params.kernel_width + rows.taps * columns.before;
}
