/** Which kernel to take on a device where none has been timed. */
import type { DeviceTraits } from '../op';
import type { ProductGeometry } from './geometry';

/** Rows up to which the second matrix is not worth laying out anew. */
const fewRows = 4;
/** Outputs from which on there are tiles enough for a GPU. */
const enoughOutputs = 64 * 64 * 16;

/** Kernel ids of both backends, best guess first. */
export function productPreference(
  g: ProductGeometry,
  { software }: DeviceTraits,
): readonly string[] {
  const gpu = software ? softwareOrder(g) : hardwareOrder(g);
  const wasm = ['dots', 'columns', 'packed'];
  return [...gpu, ...(g.rows <= fewRows ? wasm : wasm.toReversed())];
}

/** A barrier costs an emulated GPU more than the loads that it saves. */
const softwareOrder = ({ rows }: ProductGeometry) =>
  rows <= fewRows ? ['dot', 'blocks', 'naive'] : ['blocks', 'naive'];

function hardwareOrder(g: ProductGeometry): string[] {
  const alone = ['blocks', 'naive'];
  if (g.rows <= 2 * fewRows) return ['dot-subgroup', 'dot', ...alone];
  return g.batches * g.rows * g.columns >= enoughOutputs
    ? ['tiled', ...alone]
    : alone;
}
