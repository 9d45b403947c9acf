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
/** Channels from which on Winograd's transforms cost less than they save. */
const winogradChannels = 32;

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
  const dense = software ? softwareOrder(g) : hardwareOrder(g);
  return [...dense, ...preferredWasm(g)];
}

/** A barrier costs an emulated GPU more than the loads that it saves. */
function softwareOrder(g: Conv2dGeometry): string[] {
  const blocks = ['quad', 'blocks'];
  return isForWinograd(g) ? ['winograd', ...blocks] : blocks;
}

const isForWinograd = (g: Conv2dGeometry) =>
  Math.min(g.inPerGroup, g.outPerGroup) >= winogradChannels;

function hardwareOrder(g: Conv2dGeometry): string[] {
  const outputs = g.batch * g.outChannels * g.outHeight * g.outWidth;
  const blocks = ['quad', 'blocks'];
  if (g.outPerGroup < tileChannels) return blocks;
  const tiled = ['tiled-f16', 'tiled-vec4', ...blocks];
  if (outputs < fewOutputs) return ['split-k', ...tiled];
  return isForWinograd(g) ? ['winograd', ...tiled] : tiled;
}
