/** Two plans of conv2d as one: the first writes what the second reads. */
import type { Plan } from '../op';

/** What lies between the two steps, where it reaches memory. */
const INTERMEDIATE = 'intermediate';

interface AnyPass {
  readonly buffers: readonly string[];
}
type Names = Readonly<Record<string, string>>;

const depthwiseNames: Names = {
  input: 'input',
  filter: 'depthwiseFilter',
  bias: 'depthwiseBias',
  output: INTERMEDIATE,
};
const pointwiseNames: Names = {
  input: INTERMEDIATE,
  filter: 'pointwiseFilter',
  bias: 'bias',
  residual: 'residual',
  output: 'output',
};

/** @param bytes of the intermediate, where it is a buffer. */
export function inSeries<Pass extends AnyPass>(
  depthwise: Plan<Pass>,
  pointwise: Plan<Pass>,
  bytes?: number,
): Plan<Pass> {
  const first = renamed(depthwise, depthwiseNames, 'depthwise');
  const second = renamed(pointwise, pointwiseNames, 'pointwise');
  return {
    temporaries: {
      ...(bytes !== undefined && { [INTERMEDIATE]: bytes }),
      ...first.temporaries,
      ...second.temporaries,
    },
    scratch: { ...first.scratch, ...second.scratch },
    passes: [...first.passes, ...second.passes],
  };
}

/** Tensors by the names given, temporaries by their own with the prefix. */
function renamed<Pass extends AnyPass>(
  { temporaries, scratch, passes }: Plan<Pass>,
  names: Names,
  prefix: string,
): Plan<Pass> {
  const nameOf = (name: string) => names[name] ?? `${prefix}.${name}`;
  const sizes = (bytes: Readonly<Record<string, number>> = {}) =>
    Object.fromEntries(
      Object.entries(bytes).map(([name, size]) => [nameOf(name), size]),
    );
  return {
    temporaries: sizes(temporaries),
    scratch: sizes(scratch),
    passes: passes.map((pass) => ({
      ...pass,
      buffers: pass.buffers.map(nameOf),
    })),
  };
}
