/**
 * mul(x, gate(expand(act(reduce(mean(x)))))) becomes one op that reads x
 * twice and keeps the rest, a few hundred numbers, to itself. Hu et al. 2018.
 */
import type { Options } from '../../ops/op';
import type { Network, Node } from '../graph';
import { rewrite, type Replacement, type View } from './edit';

export const fuseSqueezeExcitation = (network: Network): Network =>
  rewrite(network, (node, view) => {
    if (node.op !== 'mul') return null;
    const { a, b } = node.inputs;
    return matched(node, a, b, view) ?? matched(node, b, a, view);
  });

function matched(
  mul: Node,
  x: string,
  gated: string,
  view: View,
): Replacement | null {
  const gate = view.soleMaker(gated);
  if (!gate) return null;
  const gateOptions = gateOf(gate);
  const expand = view.soleMaker(gate.inputs.input);
  if (!gateOptions || !expand || !isProduct(expand, view)) return null;
  if ((expand.options.activation ?? 'none') !== 'none') return null;

  const before = view.soleMaker(expand.inputs.input);
  const apart = before?.op === 'relu' ? before : null;
  const reduce = apart ? view.soleMaker(apart.inputs.input) : before;
  if (!reduce || !isProduct(reduce, view)) return null;
  const own = reduce.options.activation ?? 'none';
  if (apart ? own !== 'none' : own !== 'none' && own !== 'relu') return null;

  const mean = view.soleMaker(reduce.inputs.input);
  if (!mean || mean.inputs.input !== x || !isGlobalMean(mean, view))
    return null;
  const biases = {
    ...(reduce.inputs.bias ? { reduceBias: reduce.inputs.bias } : {}),
    ...(expand.inputs.bias ? { expandBias: expand.inputs.bias } : {}),
  };
  const parts = [mean, reduce, ...(apart ? [apart] : []), expand, gate];
  return {
    absorbed: parts,
    node: {
      name: mul.name,
      op: 'squeezeExcitation',
      inputs: {
        input: x,
        reduceFilter: reduce.inputs.filter,
        expandFilter: expand.inputs.filter,
        ...biases,
      },
      outputs: mul.outputs,
      options: {
        reduceActivation: apart || own === 'relu' ? 'relu' : 'none',
        ...gateOptions,
      },
      fused: parts.flatMap(({ name, fused = [] }) => [name, ...fused]),
    },
  };
}

function gateOf({ op, options }: Node): Options | null {
  if (op === 'sigmoid') return { gate: 'sigmoid' };
  if (op !== 'hardSigmoid') return null;
  return {
    gate: 'hard-sigmoid',
    alpha: options.alpha ?? 0.2,
    beta: options.beta ?? 0.5,
  };
}

/** A 1×1 convolution of one pixel per image: a matrix product. */
function isProduct({ op, inputs }: Node, view: View): boolean {
  if (op !== 'conv2d' || inputs.residual) return false;
  const [, , height, width] = view.shapes[inputs.input];
  const [, , kernelHeight, kernelWidth] = view.shapes[inputs.filter];
  return height * width === 1 && kernelHeight * kernelWidth === 1;
}

function isGlobalMean({ op, inputs, outputs }: Node, view: View): boolean {
  if (op !== 'averagePool2d' && op !== 'reduceMean') return false;
  const [batch, channels] = view.shapes[inputs.input];
  const [value] = Object.values(outputs);
  return String(view.shapes[value]) === String([batch, channels, 1, 1]);
}
