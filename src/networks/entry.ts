/** One line of the registry: a network before it is built. */
import { invalid } from '../errors';
import { checkWorkload, type Fields, type Workload } from '../ops/fields';
import type { Network } from './graph';
import type { ScaledOptions } from './zoo/layers';

/** As published; counted by the rule of counts.ts unless `from` says other. */
export interface PaperFigures {
  readonly params?: number;
  readonly macs?: number;
  /** Paper and table. They hold for the initial parameters. */
  readonly from: string;
}

export interface NetworkEntry {
  readonly id: string;
  readonly title: string;
  /** The group it stands in where networks are listed. */
  readonly family: string;
  /** Paper, or where trained weights come from. */
  readonly source: string;
  /** Random ones are seeded; their answers mean nothing, their speed does. */
  readonly weights: 'random' | 'trained';
  readonly summary: string;
  /** Form and link of what it may be asked for. */
  readonly parameters: Fields;
  readonly paper?: PaperFigures;
  /**
   * Parameters that are not given take their initial values. Throws `invalid`
   * for unknown ones and for those that do not fit.
   */
  build(options?: Workload): Network | Promise<Network>;
}

/** A network with random weights, from a function of its options. */
export function entry({
  make,
  ...rest
}: Omit<NetworkEntry, 'weights' | 'build'> & {
  readonly make: (options: ScaledOptions) => Network;
}): NetworkEntry {
  return {
    ...rest,
    weights: 'random',
    build(options = {}) {
      const { width, ...others } = checked(rest.id, rest.parameters, options);
      return make({
        ...others,
        // A choice is text.
        ...(width === undefined ? {} : { width: Number(width) }),
      });
    },
  };
}

function checked(id: string, parameters: Fields, options: Workload): Workload {
  const names = parameters.map((field) => field.id);
  for (const name of Object.keys(options))
    if (!names.includes(name))
      throw invalid(
        `network ${id} has no parameter "${name}": use ${names.join(', ')}.`,
      );
  return checkWorkload(parameters, options);
}
