/** Problems that every batch normalisation kernel must solve. */
import fc from 'fast-check';
import { batchNormalization as op } from '../../ops/batch-normalization';
import type { NormalizationOptions } from '../../ops/batch-normalization/geometry';
import type { Problem } from '../../ops/op';
import type { Case } from './case';

/** The mean is forgotten. */
const breakage = [
  '(input[index] - mean[c])',
  '(input[index] + mean[c])',
] as const;

const problemOf = (
  input: number[],
  given: Partial<NormalizationOptions> = {},
  affine: readonly string[] = ['scale', 'bias'],
): Problem<NormalizationOptions> => {
  const options = op.options(given);
  const channels = [input[options.axis]];
  const roles = ['mean', 'variance', ...affine];
  const weights = Object.fromEntries(roles.map((role) => [role, channels]));
  return { shapes: { input, ...weights }, options };
};

const awkward: readonly Case[] = [
  { name: 'planes of 12', problem: problemOf([2, 5, 3, 4]) },
  { name: 'planes of 49', problem: problemOf([2, 9, 7, 7]) },
  { name: 'no scale', problem: problemOf([1, 3, 5, 5], {}, ['bias']) },
  { name: 'no bias', problem: problemOf([1, 3, 5, 5], {}, ['scale']) },
  { name: 'neither', problem: problemOf([1, 3, 4, 5], {}, []) },
  { name: 'rank 2', problem: problemOf([4, 6]) },
  { name: 'rank 1', problem: problemOf([7], { axis: 0 }) },
  { name: 'rank 5', problem: problemOf([2, 3, 2, 1, 3]) },
  { name: 'channels last, 8', problem: problemOf([2, 3, 5, 8], { axis: 3 }) },
  { name: 'channels last, 7', problem: problemOf([2, 3, 5, 7], { axis: 3 }) },
  { name: 'first axis', problem: problemOf([3, 2, 5], { axis: 0 }) },
  { name: 'one channel', problem: problemOf([3, 1, 7]) },
  { name: 'epsilon', problem: problemOf([2, 5, 9], { epsilon: 0.25 }) },
];

const random = fc
  .array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })
  .chain((input) =>
    fc.record({
      input: fc.constant(input),
      axis: fc.nat(input.length - 1),
      affine: fc.subarray(['scale', 'bias']),
    }),
  )
  .map(({ input, axis, affine }) => problemOf(input, { axis }, affine));

export const batchNormalizationCases = {
  awkward,
  random,
  randomRuns: 20,
  breakage,
};
