/**
 * fullyConnected: input […, in] times weight [out, in], plus bias [out], and
 * an activation. torch.nn.Linear; WebNN's `linear` is element-wise.
 */
import { invalid } from '../../errors';
import { activations, type Activation } from '../conv2d/geometry';
import { bound, oneOf } from '../conv2d/options';
import { knownOptions } from '../movement/options';
import type { Options } from '../op';
import { elementCount, type Shapes } from '../tensor';
import { product } from './define';
import { sideField } from './fields';
import { plainEpilogue, withBatch, type ProductGeometry } from './geometry';
import { matrixShape, sameTerms } from './options';
import { fullyConnectedPresets } from './presets';

interface FullyConnectedOptions extends Options, Activation {}

export const fullyConnected = product<FullyConnectedOptions>({
  id: 'fullyConnected',
  summary: 'Every output sees every input: the classifier of a network.',
  source: 'https://pytorch.org/docs/stable/generated/torch.nn.Linear.html',
  inputs: [
    { name: 'input' },
    { name: 'weight', weight: true },
    { name: 'bias', optional: true, weight: true },
  ],
  neighbours: ['terms'],
  roles: { a: 'input', b: 'weight', c: 'bias' },
  fields: [
    sideField('n', 'Rows', 'Images or tokens, each a row of inputs.', 1),
    sideField('cin', 'Inputs', 'Numbers that each output sees.', 1024),
    sideField('cout', 'Outputs', 'Numbers that come out of each row.', 1000),
    {
      kind: 'flag',
      id: 'bias',
      label: 'Bias',
      help: 'Adds one number to each output.',
      initial: true,
    },
    {
      kind: 'choice',
      id: 'act',
      label: 'Activation',
      help: 'Applied to each sum before it is stored, at no extra traffic.',
      choices: activations,
      initial: 'none',
    },
    {
      kind: 'ints',
      id: 'clamp',
      label: 'Clamp bounds',
      help: 'Lowest and highest value that is kept.',
      when: ['act', 'clamp'],
      parts: ['lowest', 'highest'],
      min: -1000,
      max: 1000,
      initial: [-1, 1],
    },
  ],
  presets: fullyConnectedPresets,
  problem(workload) {
    const [rows, inputs, outputs] = ['n', 'cin', 'cout'].map(
      (id) => workload[id] as number,
    );
    const [minValue, maxValue] = workload.clamp as readonly number[];
    return {
      shapes: {
        input: [rows, inputs],
        weight: [outputs, inputs],
        ...(workload.bias ? { bias: [outputs] } : {}),
      },
      options: fullyConnectedOptions({
        activation: workload.act,
        ...(workload.act === 'clamp' ? { minValue, maxValue } : {}),
      }),
    };
  },
  options: fullyConnectedOptions,
  geometry,
  outputShape: ({ input, weight }) => [...input.slice(0, -1), weight[0]],
  epilogue: (options) => ({ ...plainEpilogue, ...options }),
});

function fullyConnectedOptions(given: Options): FullyConnectedOptions {
  knownOptions('fullyConnected', given, ['activation', 'minValue', 'maxValue']);
  const { activation = 'none', minValue, maxValue } = given;
  oneOf('activation', activation, activations);
  return {
    activation: activation as Activation['activation'],
    minValue: bound('minValue', minValue ?? NaN, -Infinity),
    maxValue: bound('maxValue', maxValue ?? NaN, Infinity),
  };
}

function geometry(shapes: Shapes): ProductGeometry {
  const input = matrixShape(shapes, 'input', 1);
  const weight = matrixShape(shapes, 'weight', 2);
  if (weight.length > 2)
    throw invalid(
      `weight of shape [${weight.join(', ')}]: needs 2 sides, outputs and ` +
        `inputs.`,
    );
  const terms = input[input.length - 1];
  const [columns, inWeight] = weight;
  sameTerms(input, terms, weight, inWeight);
  if (shapes.bias && elementCount(shapes.bias) !== columns)
    throw invalid(
      `bias of shape [${shapes.bias.join(', ')}]: needs one value for each ` +
        `of the ${columns} outputs.`,
    );
  return withBatch([], {
    rows: elementCount(input.slice(0, -1)),
    columns,
    terms,
    a: { row: terms, term: 1 },
    b: { term: 1, column: terms },
    c: shapes.bias ? { row: 0, column: 1 } : null,
  });
}
