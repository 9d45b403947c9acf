/** A shortcut is added where the convolution beside it stores its sums. */
import type { Network, Node } from '../graph';
import { absorbedInto, rewrite, type View } from './edit';

const withResidual = ['conv2d', 'separableConv2d'];

export const fuseResidual = (network: Network): Network =>
  rewrite(network, (node, view) => {
    if (node.op !== 'add') return null;
    const { a, b } = node.inputs;
    // The branch is written second or first; of two, either will do.
    const conv = branch(b, a, view) ?? branch(a, b, view);
    if (!conv) return null;
    const [made] = Object.values(conv.outputs);
    const residual = made === a ? b : a;
    return {
      absorbed: [conv],
      node: absorbedInto(conv, node, { inputs: { ...conv.inputs, residual } }),
    };
  });

/** The convolution that makes `value`, if `other` can be added to it. */
function branch(value: string, other: string, view: View): Node | null {
  const maker = view.soleMaker(value);
  const fits =
    maker !== undefined &&
    withResidual.includes(maker.op) &&
    (maker.options.activation ?? 'none') === 'none' &&
    maker.inputs.residual === undefined &&
    String(view.shapes[value]) === String(view.shapes[other]);
  return fits ? maker : null;
}
