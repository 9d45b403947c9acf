/** Which kernel to take on a device where none has been timed. */
import type { DeviceTraits } from '../op';
import type { Shapes } from '../tensor';
import {
  conv2dGeometry,
  type Conv2dGeometry,
  type Conv2dOptions,
} from './geometry';
import { preferredWasm } from './wasm-kernels';

/** Of a matrix product, where a workgroup's tile is filled and used again. */
const tileChannels = 32;
/** Outputs below which a GPU has too few tiles for all of its cores. */
const fewOutputs = 128 * 1024;
/** Inputs from which on Winograd's transforms cost less than they save. */
const winogradInputs = 32;

/** Kernel ids of both backends, best guess first. */
export function conv2dPreference(
  shapes: Shapes,
  options: Conv2dOptions,
  { software }: DeviceTraits,
): readonly string[] {
  const g = conv2dGeometry(shapes, options);
  if (g.inPerGroup === 1) {
    const window = ['depthwise-window', 'depthwise-channels'];
    // An emulated GPU gathers scalars for less than it loads vectors.
    if (!software && options.inputLayout === 'nhwc') window.reverse();
    const rest = ['depthwise-slide', 'depthwise-row', ...preferredWasm(g)];
    return ['depthwise-f16', ...window, ...rest];
  }
  // A barrier costs an emulated GPU more than the loads that it saves.
  const dense = software ? ['quad', 'blocks'] : hardwareOrder(g);
  return [...dense, ...preferredWasm(g)];
}

function hardwareOrder(g: Conv2dGeometry): string[] {
  const outputs = g.batch * g.outChannels * g.outHeight * g.outWidth;
  const blocks = ['quad', 'blocks'];
  if (g.outPerGroup < tileChannels) return blocks;
  const tiled = ['tiled-f16', 'tiled-vec4', ...blocks];
  if (outputs < fewOutputs) return ['split-k', ...tiled];
  return g.inPerGroup >= winogradInputs ? ['winograd', ...tiled] : tiled;
}
