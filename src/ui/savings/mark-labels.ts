/** The marks as the roofline's label placement wants them. */
import type { Dot } from '../../roofline/dots';
import type { Ladder } from '../../roofline/ladder';
import type { Roof } from '../../roofline/roof';
import type { Mark, Marks } from './marks';

export const radiusOf = ({ id, size }: Mark): number =>
  id === 'block' ? 8 : size === 'form' ? 7 : 5;

/** Each its own ladder, so that each is named by its label. */
export function labelled({ marks, trail }: Marks, roof: Roof) {
  // Where the trail begins there is no name, but no room for one either.
  const before = trail ? [{ ...trail[0], label: '' }] : [];
  const dots = [...before, ...marks].map((mark): Dot => ({
    ...{ id: mark.id, op: '', label: mark.label, network: '' },
    ...{ backend: roof.backend, kernel: '', problem: mark.id, rung: 0 },
    ...{ intensity: mark.intensity, intensityNoReuse: mark.intensity },
    ...{ gflops: mark.gflops, ms: mark.ms, fromThroughput: false },
    ...{ workingSetBytes: 0, share: null, verified: null },
    ...{ hint: null, href: '' },
  }));
  const ladders = dots.map((dot): Ladder => ({
    ...{ problem: dot.problem, backend: dot.backend, rungs: [dot] },
    ...{ simplest: dot, fastest: dot, gain: 1 },
  }));
  const radii = new Map(
    [...before, ...marks].map((mark) => [mark.id, radiusOf(mark)]),
  );
  // The forms first: they have the free choice of a place.
  ladders.reverse();
  return { ladders, radii };
}
