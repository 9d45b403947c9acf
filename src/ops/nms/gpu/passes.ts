/** Parts of a plan that all kernels of the family share. */
import gridLib from '../../../../shaders/lib/grid.wgsl?raw';
import classesCode from '../../../../shaders/nms/classes.wgsl?raw';
import digitCount from '../../../../shaders/nms/digit-count.wgsl?raw';
import digitScatter from '../../../../shaders/nms/digit-scatter.wgsl?raw';
import digitLib from '../../../../shaders/nms/digit.wgsl?raw';
import gather from '../../../../shaders/nms/gather.wgsl?raw';
import keys from '../../../../shaders/nms/keys.wgsl?raw';
import opaqueLib from '../../../../shaders/nms/opaque.wgsl?raw';
import place from '../../../../shaders/nms/place.wgsl?raw';
import rank from '../../../../shaders/nms/rank.wgsl?raw';
import runningSum from '../../../../shaders/nms/running-sum.wgsl?raw';
import tally from '../../../../shaders/nms/tally.wgsl?raw';
import ungroup from '../../../../shaders/nms/ungroup.wgsl?raw';
import type { GpuPass } from '../../op';
import { grid, shader } from '../../source';
import { keyLimit } from '../order';
import { strictThreshold, thresholdParts } from '../overlap';
import { boxFormats } from '../options';
import type { Work } from '../work';

const WORKGROUP_SIZE = 64;
const DIGITS = 16;
const DIGIT_BITS = 4;
const KEY_BITS = 32;
/** Enough invocations to fill a GPU, few enough to add up quickly. */
const mostStretches = 1024;
const leastStretch = 16;

/** How a segment is cut for invocations that work through a part alone. */
function stretchesOf(boxes: number) {
  const stretch = Math.max(leastStretch, Math.ceil(boxes / mostStretches));
  return { stretch, stretches: Math.max(1, Math.ceil(boxes / stretch)) };
}

/** Scratch, in bytes; without any boxes there is still something to bind. */
export function temporariesOf({ segments, boxes, classed }: Work) {
  const count = segments * boxes;
  return {
    ...(classed && { grouped: 8 * count, removedByClass: 4 * count }),
    entries: 8 * count,
    ranked: 8 * count,
    counts: 4 * segments * DIGITS * stretchesOf(boxes).stretches,
    totals: 4 * segments,
    corners: 16 * count,
    sides: 8 * count,
    removed: 4 * count,
    rows: 4,
  };
}

const keysShader = shader('nms/keys.wgsl', keys, gridLib);
const rankShader = shader('nms/rank.wgsl', rank, gridLib);
const gatherShader = shader('nms/gather.wgsl', gather, opaqueLib, gridLib);
const countShader = shader(
  'nms/digit-count.wgsl',
  digitCount,
  digitLib,
  gridLib,
);
const scatterShader = shader(
  'nms/digit-scatter.wgsl',
  digitScatter,
  digitLib,
  gridLib,
);
const sumShader = shader('nms/running-sum.wgsl', runningSum);
const classesShader = shader('nms/classes.wgsl', classesCode, gridLib);
const ungroupShader = shader('nms/ungroup.wgsl', ungroup, gridLib);
const tallyShader = shader('nms/tally.wgsl', tally, gridLib);
const placeShader = shader('nms/place.wgsl', place, gridLib);

/**
 * "ranked" has a key and a place in the segment, by falling score; where there
 * are classes, "grouped" has a class and a place in "ranked", class by class.
 */
export function sortPasses(work: Work, counting: boolean): GpuPass[] {
  const { segments, boxes, classed } = work;
  const count = segments * boxes;
  const params = { count, boxes };
  const workgroups = grid(count, WORKGROUP_SIZE);
  const byScore = (into: string): GpuPass => ({
    shader: keysShader,
    params,
    buffers: ['scores', into],
    workgroups,
  });
  const byClass = (into: string): GpuPass => ({
    shader: classesShader,
    params: { count },
    buffers: ['idxs', 'ranked', into],
    workgroups,
  });
  const sorted = (keys: (into: string) => GpuPass, into: string): GpuPass[] =>
    counting
      ? [
          keys('entries'),
          {
            shader: rankShader,
            params,
            buffers: ['entries', into],
            workgroups,
          },
        ]
      : [keys(into), ...radixPasses(work, into, 'entries')];
  return [
    ...sorted(byScore, 'ranked'),
    ...(classed ? sorted(byClass, 'grouped') : []),
  ];
}

/**
 * Sorts `from` by its keys, stably; `other` is of the same size. The digits
 * are even in number: the last one lands where the first came from.
 */
function radixPasses(
  { segments, boxes }: Work,
  from: string,
  other: string,
): GpuPass[] {
  const { stretch, stretches } = stretchesOf(boxes);
  const workgroups = grid(segments * stretches, WORKGROUP_SIZE);
  const passes: GpuPass[] = [];
  for (let shift = 0; shift < KEY_BITS; shift += DIGIT_BITS) {
    const params = { segments, boxes, stretches, stretch, shift };
    const even = (shift / DIGIT_BITS) % 2 === 0;
    const [source, target] = even ? [from, other] : [other, from];
    passes.push(
      { shader: countShader, params, buffers: [source, 'counts'], workgroups },
      sumPass(segments, DIGITS * stretches),
      {
        shader: scatterShader,
        params,
        buffers: [source, 'counts', target],
        workgroups,
      },
    );
  }
  return passes;
}

const sumPass = (segments: number, length: number): GpuPass => ({
  shader: sumShader,
  constants: { LANES: length > 4096 ? 256 : 64 },
  params: { length },
  buffers: ['counts', 'totals'],
  workgroups: [segments, 1, 1],
});

/** Flags in the order that boxes are gathered in. */
export const flagsOf = ({ classed }: Work) =>
  classed ? 'removedByClass' : 'removed';

export function gatherPass(work: Work): GpuPass {
  const { segments, boxes, classes, classed, boxFormat, legacyPixel } = work;
  const count = segments * boxes;
  return {
    shader: gatherShader,
    params: {
      ...{ count, boxes, classes },
      classed: classed ? 1 : 0,
      key_limit: keyLimit(work.scoreThreshold),
      format: boxFormats.indexOf(boxFormat),
      pixel: legacyPixel ? 1 : 0,
      zero: 0,
    },
    buffers: [
      // Something must be bound where there are no classes.
      ...['boxes', 'ranked', classed ? 'grouped' : 'ranked'],
      ...['corners', 'sides', flagsOf(work)],
    ],
    workgroups: grid(count, WORKGROUP_SIZE),
  };
}

/** What `overlaps` wants of Params. */
export const overlapParams = (work: Work) => ({
  ...thresholdParts(strictThreshold(work.iouThreshold, work.suppressAt)),
  pixel: work.legacyPixel ? 1 : 0,
  zero: 0,
});

/** From flags to rows. */
export function collectPasses(work: Work): GpuPass[] {
  const { segments, boxes, cap, classes, columns, rows, padded } = work;
  const cut = stretchesOf(boxes);
  const { stretch, stretches } = cut;
  const workgroups = grid(segments * stretches, WORKGROUP_SIZE);
  const params = { segments, boxes, stretches, stretch };
  const count = segments * boxes;
  return [
    ...(work.classed
      ? [
          {
            shader: ungroupShader,
            params: { count },
            buffers: [flagsOf(work), 'grouped', 'removed'],
            workgroups: grid(count, WORKGROUP_SIZE),
          },
        ]
      : []),
    { shader: tallyShader, params, buffers: ['removed', 'counts'], workgroups },
    sumPass(segments, stretches),
    {
      shader: placeShader,
      params: { ...params, cap, classes, columns, padded: padded ? rows : 0 },
      buffers: [
        ...['removed', 'ranked', 'counts', 'totals'],
        ...['output', 'validCount', 'rows'],
      ],
      workgroups,
    },
  ];
}
