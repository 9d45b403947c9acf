import { describe, expect, it } from 'vitest';
import { ops } from '../../src/ops';
import { conv2d } from '../../src/ops/conv2d';
import type { Sweep } from '../../src/ops/op';
import { sizeOfWork, sweepPoints } from '../../src/ops/sweep';
import { baseWorkload } from '../../src/state/url';

const [pixels, channels] = conv2d.sweeps!;
const layer = (id: string) => baseWorkload(conv2d, id);
const sizes = (sweep: Sweep, id: string) =>
  sweepPoints(conv2d, sweep, layer(id));

const all = ops.flatMap((op) =>
  (op.sweeps ?? []).flatMap((sweep) =>
    op.presets.map((preset) => ({ op, sweep, preset })),
  ),
);

describe.each(all)('$op.id $preset.id by $sweep.id', (each) => {
  const { op, sweep, preset } = each;
  const points = sweepPoints(op, sweep, baseWorkload(op, preset.id));

  it('has enough sizes, growing, each within what a sweep may take', () => {
    expect(points.length).toBeGreaterThanOrEqual(3);
    expect(points.length).toBeLessThanOrEqual(8);
    const macs = points.map(({ cost }) => cost.macs);
    expect(macs).toEqual([...new Set(macs)].sort((a, b) => a - b));
    expect(Math.max(...macs)).toBeLessThanOrEqual(4e8);
    // A line needs more than one decade to tell overhead from slope.
    expect(macs[macs.length - 1] / macs[0]).toBeGreaterThan(10);
  });
});

describe('conv2d sweeps', () => {
  it('grow height and width together and nothing else', () => {
    const points = sizes(pixels, 'resnet50-conv2-3x3');
    expect(points.length).toBeGreaterThanOrEqual(6);
    for (const { value, size, problem } of points) {
      expect(problem.shapes.input).toEqual([1, 64, value, value]);
      expect(problem.shapes.filter).toEqual([64, 64, 3, 3]);
      expect(size).toBe(`${value}×${value}×64`);
    }
  });

  it('keep a depthwise layer depthwise', () => {
    for (const { value, problem } of sizes(channels, 'mobilenet-v1-dw1')) {
      expect(problem.options.groups).toBe(value);
      expect(problem.shapes.filter).toEqual([value, 1, 3, 3]);
    }
  });

  it('keep the groups of a grouped layer and fill them', () => {
    const points = sizes(channels, 'resnext50-conv2');
    expect(new Set(points.map(({ size }) => size)).size).toBe(points.length);
    for (const { problem } of points) {
      expect(problem.options.groups).toBe(32);
      expect(problem.shapes.input[1] % 32).toBe(0);
    }
  });

  it('leave out sizes that the padding does not allow', () => {
    const valid = { ...layer('vgg16-conv1-1'), k: [7, 7], pad: 'valid' };
    const [first] = sweepPoints(conv2d, pixels, valid);
    expect(first.value).toBe(8);
  });
});

describe('sizeOfWork', () => {
  const workload = layer('resnet50-conv2-3x3');
  const macsAt = (side: number) => 9 * 64 * 64 * side * side;

  it('is the smallest size of at least that work', () => {
    const at = (macs: number) => sizeOfWork(conv2d, pixels, workload, macs);
    expect(at(macsAt(23))?.size).toBe('23×23×64');
    expect(at(macsAt(23) + 1)?.size).toBe('24×24×64');
    expect(at(1)?.value).toBe(pixels.values[0]);
    expect(at(1e15)).toBeNull();
  });
});
