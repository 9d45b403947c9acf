/** pad: a tensor in a frame of one value, of its edges or of its reflection. */
import { bound, oneOf } from '../conv2d/options';
import { exact, family, movedOnce } from '../movement/define';
import {
  imageFields,
  imageShape,
  inLayout,
  layoutField,
} from '../movement/fields';
import { knownOptions, wholeNumbers } from '../movement/options';
import { movementReference, type Origin } from '../movement/reference';
import type { Op, Options } from '../op';
import { elementCount, type Shapes } from '../tensor';
import {
  padAxes,
  paddingModes,
  type PadAxis,
  type PadOptions,
} from './geometry';
import { gpuKernels } from './gpu-kernels';
import { padPresets } from './presets';
import { wasmKernels } from './wasm-kernels';

export const pad: Op<PadOptions> = {
  id: 'pad',
  title: 'pad',
  family,
  summary: 'Puts a frame around a tensor: one value, its edges, its mirror.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-pad',
  inputs: [{ name: 'input' }],
  outputs: ['output'],
  fields: [
    ...imageFields,
    {
      kind: 'ints',
      id: 'pads',
      label: 'Padding',
      help: 'Rows and columns to be added on each side.',
      parts: ['top', 'bottom', 'left', 'right'],
      min: 0,
      max: 1024,
      initial: [1, 1, 1, 1],
    },
    {
      kind: 'choice',
      id: 'mode',
      label: 'Mode',
      help:
        'constant: one value. edge: the nearest element. reflection: the ' +
        'elements beside the edge, mirrored.',
      choices: paddingModes,
      initial: 'constant',
    },
    {
      kind: 'number',
      id: 'value',
      label: 'Value',
      help: 'What the padding holds.',
      when: ['mode', 'constant'],
      min: -1e6,
      max: 1e6,
      initial: 0,
    },
    layoutField,
  ],
  presets: padPresets,
  problem(workload) {
    const [top, bottom, left, right] = workload.pads as readonly number[];
    return {
      shapes: { input: inLayout(workload, imageShape(workload)) },
      options: padOptions({
        beginningPadding: inLayout(workload, [0, 0, top, left]),
        endingPadding: inLayout(workload, [0, 0, bottom, right]),
        mode: workload.mode,
        value: workload.value,
      }),
    };
  },
  options: padOptions,
  shapes: (shapes, options) => ({ output: outputShape(shapes, options) }),
  cost: (shapes, options) =>
    movedOnce(
      elementCount(outputShape(shapes, options)),
      elementCount(shapes.input),
    ),
  formulas: (shapes, options) => [
    {
      name: 'elements',
      text: padAxes(shapes, options)
        .map(({ size, outSize, before }) =>
          size === outSize
            ? size
            : `(${before}+${size}+${outSize - size - before})`,
        )
        .join('·'),
      value: elementCount(outputShape(shapes, options)),
    },
  ],
  tolerance: () => exact,
  reference: (inputs, options) =>
    movementReference({ outputShape, origin }, inputs, options),
  kernels: [...gpuKernels, ...wasmKernels],
  prefer: () => ['fours', 'rows'],
};

const outputShape = (shapes: Shapes, options: PadOptions): number[] =>
  padAxes(shapes, options).map(({ outSize }) => outSize);

function origin(shapes: Shapes, options: PadOptions) {
  const axes = padAxes(shapes, options);
  const { mode, value } = options;
  return (position: readonly number[]): Origin => {
    const source = position.map((p, i) => p - axes[i].before);
    const isInside = source.every((s, i) => s >= 0 && s < axes[i].size);
    if (mode === 'constant' && !isInside) return { value };
    return {
      role: 'input',
      position: source.map((s, i) => nearest(s, axes[i], mode)),
    };
  };
}

function nearest(
  place: number,
  { size }: PadAxis,
  mode: PadOptions['mode'],
): number {
  if (mode === 'edge') return Math.min(Math.max(place, 0), size - 1);
  if (place < 0) return -place;
  return place < size ? place : 2 * (size - 1) - place;
}

function padOptions(given: Options): PadOptions {
  const names = ['beginningPadding', 'endingPadding', 'mode', 'value'];
  knownOptions('pad', given, names);
  const { mode = 'constant', value = 0 } = given;
  oneOf('mode', mode, paddingModes);
  return {
    beginningPadding: wholeNumbers(
      'beginningPadding',
      given.beginningPadding,
      0,
    ),
    endingPadding: wholeNumbers('endingPadding', given.endingPadding, 0),
    mode: mode as PadOptions['mode'],
    value: Number.isNaN(value) ? NaN : bound('value', value, NaN),
  };
}
