/** Problems that every softmax kernel must solve or decline. */
import fc from 'fast-check';
import type { Problem } from '../../ops/op';
import { softmax } from '../../ops/softmax';
import type { SoftmaxOptions } from '../../ops/softmax/options';
import type { Case } from './case';

/** Every number counts half as much again. */
const breakage = ['    sum += e;', '    sum += 1.5 * e;'] as const;

const problemOf = (input: number[], axis: number): Problem<SoftmaxOptions> => ({
  shapes: { input },
  options: softmax.options({ axis }),
});

const awkward: readonly Case[] = [
  { name: 'rows of 10', problem: problemOf([3, 10], 1) },
  { name: 'one row of 1000', problem: problemOf([1, 1000], 1) },
  { name: 'one row of 257', problem: problemOf([257], 0) },
  { name: 'more rows than a workgroup', problem: problemOf([70, 5], 1) },
  { name: 'rows of 64', problem: problemOf([2, 3, 64], 2) },
  { name: 'rows of 2', problem: problemOf([9, 2], 1) },
  { name: 'one number each', problem: problemOf([9, 1], 1) },
  { name: 'columns, 12', problem: problemOf([2, 21, 3, 4], 1) },
  { name: 'columns, 35', problem: problemOf([2, 21, 5, 7], 1) },
  { name: 'columns, 2', problem: problemOf([2, 5, 2], 1) },
  { name: 'columns, 4', problem: problemOf([3, 5, 4], 1) },
  { name: 'first axis', problem: problemOf([4, 3, 8], 0) },
  { name: 'first axis of two', problem: problemOf([300, 8], 0) },
  { name: 'columns of one number', problem: problemOf([2, 1, 8], 1) },
  { name: 'columns, last batch', problem: problemOf([5, 6, 20], 1) },
  { name: 'one number', problem: problemOf([1], 0) },
];

const random = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
  .chain((input) =>
    fc.nat(input.length - 1).map((axis) => problemOf(input, axis)),
  );

export const softmaxCases = { awkward, random, randomRuns: 20, breakage };
