/** channelShuffle: the channels of several groups, dealt like cards. */
import { invalid } from '../../errors';
import type { Options } from '../op';
import type { Shapes } from '../tensor';
import { movement } from './define';
import { imageFields, imageShape } from './fields';
import { knownOptions, shapeOf, wholeNumber } from './options';
import { shufflePresets } from './presets';

interface ShuffleOptions extends Options {
  readonly groups: number;
}

export const channelShuffle = movement<ShuffleOptions>({
  id: 'channelShuffle',
  summary:
    'Deals channels out so that every group sees some of every other one.',
  source: 'https://arxiv.org/abs/1707.01083',
  fields: [
    ...imageFields,
    {
      kind: 'int',
      id: 'g',
      label: 'Groups',
      help: 'Into how many equal groups the channels are split.',
      min: 1,
      max: 4096,
      initial: 2,
    },
  ],
  presets: shufflePresets,
  problem: (workload) => ({
    shapes: { input: imageShape(workload) },
    options: { groups: workload.g as number },
  }),
  options(given) {
    knownOptions('channelShuffle', given, ['groups']);
    return { groups: wholeNumber('groups', given.groups, 1) };
  },
  outputShape,
  count: ({ input }) => input.join('·'),
  origin({ input }, { groups }) {
    const perGroup = input[1] / groups;
    return ([n, c, ...pixel]) => ({
      role: 'input',
      position: [n, (c % groups) * perGroup + Math.floor(c / groups), ...pixel],
    });
  },
  boxes({ input }, { groups }) {
    const [batch, channels, ...sides] = input;
    const plane = sides.reduce((product, side) => product * side, 1);
    const perGroup = channels / groups;
    const image = channels * plane;
    const axes = [
      { size: batch, from: image, to: image },
      { size: perGroup, from: plane, to: groups * plane },
      { size: groups, from: perGroup * plane, to: plane },
      { size: plane, from: 1, to: 1 },
    ];
    return [{ role: 'input', axes, from: 0, to: 0 }];
  },
});

function outputShape(shapes: Shapes, { groups }: ShuffleOptions): number[] {
  const input = shapeOf('channelShuffle', shapes);
  if (input.length < 2)
    throw invalid(
      `input of shape [${input.join(', ')}]: needs a batch, channels and ` +
        `whatever follows.`,
    );
  if (input[1] % groups !== 0)
    throw invalid(
      `groups ${groups}: does not divide the ${input[1]} channels; choose a ` +
        `divisor.`,
    );
  return [...input];
}
