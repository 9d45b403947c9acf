/** An activation is applied while the sums are still in registers. */
import type { Options } from '../../ops/op';
import type { Network, Node } from '../graph';
import { absorbedInto, rewrite } from './edit';

const withEpilogue = [
  'conv2d',
  'convTranspose2d',
  'separableConv2d',
  'fullyConnected',
];

export const fuseActivation = (network: Network): Network =>
  rewrite(network, (node, view) => {
    const activation = epilogueOf(node);
    if (!activation) return null;
    const maker = view.soleMaker(node.inputs.input);
    if (!maker || !withEpilogue.includes(maker.op)) return null;
    if ((maker.options.activation ?? 'none') !== 'none') return null;
    return {
      absorbed: [maker],
      node: absorbedInto(maker, node, {
        options: { ...maker.options, ...activation },
      }),
    };
  });

function epilogueOf({ op, options }: Node): Options | null {
  switch (op) {
    case 'relu':
      return { activation: 'relu' };
    case 'hardSwish':
      return { activation: 'hard-swish' };
    case 'clamp':
      return {
        activation: 'clamp',
        minValue: options.minValue ?? -Infinity,
        maxValue: options.maxValue ?? Infinity,
      };
    default:
      return null;
  }
}
