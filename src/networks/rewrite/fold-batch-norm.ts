/**
 * After a convolution a batch norm is a factor and a summand per channel,
 * which its filter and bias can carry: (w·x + b − μ)·s + β = (s·w)·x +
 * (s·(b − μ) + β) with s = γ / √(σ² + ε). Ioffe & Szegedy 2015.
 */
import type { Network, Node, Weight } from '../graph';
import { absorbedInto, rewrite, type Replacement, type View } from './edit';

export const foldBatchNorm = (network: Network): Network =>
  rewrite(network, match);

function match(node: Node, view: View): Replacement | null {
  if (node.op !== 'batchNormalization') return null;
  const conv = view.soleMaker(node.inputs.input);
  if (!conv || !isPlain(conv) || (node.options.axis ?? 1) !== 1) return null;
  const filter = view.weight(conv.inputs.filter);
  const mean = view.weight(node.inputs.mean);
  const variance = view.weight(node.inputs.variance);
  if (!filter || !mean || !variance) return null;
  const [scale, shift, bias] = [
    node.inputs.scale,
    node.inputs.bias,
    conv.inputs.bias,
  ].map(view.weight);

  const channels = mean.shape[0];
  const epsilon = (node.options.epsilon as number | undefined) ?? 1e-5;
  const factors = (seed: number): Float64Array => {
    const sigma2 = variance.values(seed);
    const gamma = scale?.values(seed);
    return Float64Array.from(
      sigma2,
      (value, c) => (gamma ? gamma[c] : 1) / Math.sqrt(value + epsilon),
    );
  };
  const folded: Weight = {
    shape: filter.shape,
    values(seed) {
      const s = factors(seed);
      const values = filter.values(seed);
      const perChannel = values.length / channels;
      return values.map((value, i) => value * s[Math.floor(i / perChannel)]);
    },
  };
  const foldedBias: Weight = {
    shape: [channels],
    values(seed) {
      const s = factors(seed);
      const [mu, b, beta] = [mean, bias, shift].map((w) => w?.values(seed));
      return Float32Array.from(
        s,
        (factor, c) =>
          factor * ((b ? b[c] : 0) - (mu ? mu[c] : 0)) + (beta ? beta[c] : 0),
      );
    },
  };
  const names = {
    filter: `${conv.name} / folded filter`,
    bias: `${conv.name} / folded bias`,
  };
  return {
    absorbed: [conv],
    node: absorbedInto(conv, node, { inputs: { ...conv.inputs, ...names } }),
    weights: { [names.filter]: folded, [names.bias]: foldedBias },
  };
}

/** The output channel is the filter's first axis, and nothing follows yet. */
const isPlain = ({ op, inputs, options }: Node) =>
  op === 'conv2d' &&
  (options.filterLayout ?? 'oihw') === 'oihw' &&
  (options.activation ?? 'none') === 'none' &&
  inputs.residual === undefined;
