/** Zeros around an image are the convolution's own padding. */
import type { Network } from '../graph';
import { rewrite } from './edit';

export const fusePadding = (network: Network): Network =>
  rewrite(network, (node, view) => {
    if (node.op !== 'conv2d') return null;
    if ((node.options.inputLayout ?? 'nchw') !== 'nchw') return null;
    const pad = view.soleMaker(node.inputs.input);
    if (pad?.op !== 'pad' || (pad.options.mode ?? 'constant') !== 'constant')
      return null;
    const before = pad.options.beginningPadding as readonly number[];
    const after = pad.options.endingPadding as readonly number[];
    const zeros =
      ((pad.options.value as number | undefined) ?? 0) === 0 &&
      [before, after].every(([batch, channels]) => batch + channels === 0);
    if (!zeros) return null;
    const own = (node.options.padding as number[] | undefined) ?? [0, 0, 0, 0];
    const more = [before[2], after[2], before[3], after[3]];
    return {
      absorbed: [pad],
      node: {
        ...node,
        inputs: { ...node.inputs, input: pad.inputs.input },
        options: {
          ...node.options,
          padding: own.map((side, i) => side + more[i]),
        },
        fused: [pad.name, ...(node.fused ?? [])],
      },
    };
  });
