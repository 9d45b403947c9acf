// A workgroup's invocations share one phase, so that all take the same taps.
// The phase is kept apart from the tile, for it is uniform and that is not.
struct Phases {
  rows: Phase,
  columns: Phase,
}

fn phases_of(workgroup_index: u32) -> Phases {
  let phase = workgroup_index % (params.stride_height * params.stride_width);
  return Phases(
    row_phase(phase / params.stride_width),
    column_phase(phase % params.stride_width),
  );
}

// Steps of the loop over a phase's taps and, in fours, a group's inputs.
fn steps_of(phases: Phases) -> u32 {
  return phases.rows.taps * phases.columns.taps * input_fours();
}

fn input_fours() -> u32 {
  return (params.in_per_group + 3u) / 4u;
}

// Tiles of a phase are counted pixels first, then channels, groups, images.
struct Tile {
  first_pixel: u32,
  first_channel: u32,
  padded_channels: u32,
  group: u32,
  image: u32,
}

fn tile_of(index: u32, pixels: u32, channels: u32) -> Tile {
  // Phase sizes differ by a row and a column at most: all are counted alike.
  let most_rows = (params.out_height + params.stride_height - 1u) / params.stride_height;
  let most_columns = (params.out_width + params.stride_width - 1u) / params.stride_width;
  let pixel_tiles = (most_rows * most_columns + pixels - 1u) / pixels;
  let channel_tiles = (params.out_per_group + channels - 1u) / channels;
  let groups = params.out_channels / params.out_per_group;
  let rest = index / pixel_tiles;
  return Tile(
    index % pixel_tiles * pixels,
    rest % channel_tiles * channels,
    channel_tiles * channels,
    rest / channel_tiles % groups,
    rest / (channel_tiles * groups),
  );
}

// Of the weights of one phase and group, the first vec4.
fn first_weights(phases: Phases, tile: Tile) -> u32 {
  let taps = params.kernel_height * params.kernel_width;
  let before = tile.group * taps + taps_before(phases.rows, phases.columns);
  return before * input_fours() * tile.padded_channels + tile.first_channel;
}

// Where the group's input planes start. Past the last image: in the last one.
fn source_of(tile: Tile) -> u32 {
  return min(tile.image, params.batch - 1u) * params.input_n
       + tile.group * params.in_per_group * params.input_c;
}

// Where four pixels of a phase, counted row by row, read their first tap.
struct Corners {
  y: vec4u,
  x: vec4u,
}

fn corners_of(pixels: vec4u, phases: Phases) -> Corners {
  return Corners(
    pixels / phases.columns.count + phases.rows.corner,
    pixels % phases.columns.count + phases.columns.corner,
  );
}

// Where four pixels read their input at one tap, and whether they do.
struct Taps {
  at: vec4u,
  inside: vec4<bool>,
}

fn taps_at(corners: Corners, step: Step) -> Taps {
  let y = corners.y - step.row;
  let x = corners.x - step.column;
  let inside = (y < vec4u(params.in_height)) & (x < vec4u(params.in_width));
  return Taps(
    select(vec4u(0u), y * params.input_h + x * params.input_w, inside),
    inside,
  );
}

// One loop instead of three nested ones: each loop carries all the sums along.
struct Step {
  // Inputs from the first tap back to this one.
  row: u32,
  column: u32,
  input: u32,
}

fn next_step(step: Step, phases: Phases) -> Step {
  let input = step.input + 4u;
  let inputs_done = input >= params.in_per_group;
  let column = step.column + select(0u, phases.columns.step, inputs_done);
  let row_done = column == phases.columns.taps * phases.columns.step;
  return Step(
    step.row + select(0u, phases.rows.step, row_done),
    select(column, 0u, row_done),
    select(input, 0u, inputs_done),
  );
}

// Finishes and stores one channel of a group at four pixels; what hangs over
// the last channel or pixel is dropped.
fn store_column(
  sums: vec4f,
  phases: Phases,
  tile: Tile,
  group_channel: u32,
  pixels: vec4u,
) {
  if (group_channel < params.out_per_group) {
    let channel = tile.group * params.out_per_group + group_channel;
    let y = phases.rows.first + pixels / phases.columns.count * params.stride_height;
    let x = phases.columns.first + pixels % phases.columns.count * params.stride_width;
    let at = output_offset(tile.image, channel, 0u, 0u)
           + y * params.output_h + x * params.output_w;
    let whole = pixels < vec4u(phases.rows.count * phases.columns.count);
    store_four(finish(sums, channel), at, whole);
  }
}
