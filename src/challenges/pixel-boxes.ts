import type { Challenge } from './challenge';
import { right } from './goals';

export const pixelBoxes: Challenge = {
  id: 'pixel-boxes',
  title: 'Boxes that end with their last pixel',
  kind: 'fix',
  level: 2,
  task:
    'Old detectors mean pixels: a box from 3 to 5 is three wide, so each side is ' +
    'the difference plus 1. Here the areas of the boxes follow that convention, ' +
    'and the area of their intersection does not. Make the overlap follow it too.',
  learns:
    'A convention has to hold in every term: half of a +1 moves the overlap, and ' +
    'with it which boxes are suppressed.',
  problem: {
    op: 'boxIou',
    kernel: 'naive',
    shapes: { boxes1: [60, 4], boxes2: [50, 4] },
    options: { offset: 1 },
  },
  file: 'box-iou/naive.wgsl',
  start: [
    {
      from: 'let w = min(lanes(a.corners.z), b.x2) - max(lanes(a.corners.x), b.x1) + params.offset;',
      to: 'let w = min(lanes(a.corners.z), b.x2) - max(lanes(a.corners.x), b.x1);',
    },
    {
      from: 'let h = min(lanes(a.corners.w), b.y2) - max(lanes(a.corners.y), b.y1) + params.offset;',
      to: 'let h = min(lanes(a.corners.w), b.y2) - max(lanes(a.corners.y), b.y1);',
    },
  ],
  startOutcomes: ['wrong'],
  hints: [
    'A box with itself must overlap by exactly 1. Work it out for a box from 3 to ' +
      '5 in both directions: its area, and its intersection with itself.',
    'measure() adds params.offset to each side before it multiplies them. Look at ' +
      'w and h in areas().',
    'Both w and h in areas() need + params.offset before they are clamped at zero.',
  ],
  goal: right,
  solution: 'shipped',
};
