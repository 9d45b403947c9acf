/** A problem as the numbers that every peer's own API asks for. */
import type { PeerProblem } from './peer';

type Pair = readonly [number, number];

export interface Values {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface Layer {
  readonly input: Values;
  /** OIHW; IOHW where transposed. Absent from relu. */
  readonly filter?: Values;
  readonly bias?: Values;
  readonly outputShape: readonly number[];
  readonly strides: Pair;
  readonly dilations: Pair;
  /** top, bottom, left, right. */
  readonly padding: readonly [number, number, number, number];
  readonly groups: number;
  readonly depthwise: boolean;
}

const defaults = {
  strides: [1, 1],
  dilations: [1, 1],
  padding: [0, 0, 0, 0],
  groups: 1,
} as const;

export function layerOf(problem: PeerProblem): Layer {
  const { inputs, outputShape } = problem;
  const given = { ...defaults, ...(problem.options as Partial<Layer>) };
  const values = (name: string): Values | undefined =>
    inputs[name] && {
      shape: inputs[name].shape,
      data: inputs[name].data as Float32Array,
    };
  const input = values('input');
  if (!input) throw new Error(`${problem.op} has no input "input".`);
  const { strides, dilations, padding, groups } = given;
  const channels = input.shape[1];
  return {
    ...{ input, filter: values('filter'), bias: values('bias'), outputShape },
    ...{ strides, dilations, padding, groups },
    depthwise: groups > 1 && groups === channels && outputShape[1] === channels,
  };
}
