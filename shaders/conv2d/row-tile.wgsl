// Where an invocation of the depthwise kernels works: 8 outputs of one row.
struct RowTile {
  image: u32,
  channel: u32,
  y: u32,
  first_x: u32,
  // Offset of the one input channel that this output channel reads.
  source: u32,
}

fn row_tile(index: u32) -> RowTile {
  let tiles = (params.out_width + 7u) / 8u;
  let plane = index / (tiles * params.out_height);
  let channel = plane % params.out_channels;
  let image = plane / params.out_channels;
  return RowTile(
    image,
    channel,
    index / tiles % params.out_height,
    index % tiles * 8u,
    image * params.input_n + channel / params.out_per_group * params.input_c,
  );
}

// Stores 4 outputs of the row; what hangs over its end is dropped.
fn store_row(sums: vec4f, tile: RowTile, first_x: u32) {
  for (var c = 0u; c < 4u && first_x + c < params.out_width; c++) {
    let at = output_offset(tile.image, tile.channel, tile.y, first_x + c);
    output[at] = epilogue(plus_residual(sums[c], at), tile.channel);
  }
}
