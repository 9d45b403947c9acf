import { describe, expect, it } from 'vitest';
import { conv2d } from '../../src/ops/conv2d';
import { runReference } from '../../src/ops/op';
import { shapesOf } from '../../src/ops/tensor';
import {
  channels,
  conv2dOptions,
  filterIds,
  filterTensor,
  receptiveField,
  stages,
  type FilterSettings,
} from '../../src/ui/picture/filters';
import { lumaTensor, rgbTensor } from '../../src/ui/picture/pixels';
import { box, flipped, gaussian, symmetry } from '../../src/ui/picture/taps';

const settings = (change: Partial<FilterSettings>): FilterSettings => ({
  filter: 'sobel',
  size: 5,
  sigma: 1.4,
  base: 'gaussian',
  flip: false,
  ...change,
});
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const sums = (change: Partial<FilterSettings>) =>
  stages(settings(change)).flatMap(({ taps }) =>
    taps.map(({ values }) => sum(values)),
  );

/** A picture in which every pixel and channel is different. */
const width = 21;
const height = 19;
const raster = {
  width,
  height,
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 37) % 256,
  ),
};
const filtered = (stage: ReturnType<typeof stages>[number]) => {
  const inputs = {
    input: stage.input === 'rgb' ? rgbTensor(raster) : lumaTensor(raster),
    filter: filterTensor(stage),
  };
  const options = conv2d.options(conv2dOptions(stage));
  expect(() => conv2d.shapes(shapesOf(inputs), options)).not.toThrow();
  return runReference(conv2d, inputs, options).output;
};

describe('coefficients', () => {
  it('keep brightness where the filter smooths or sharpens', () => {
    for (const filter of ['gaussian', 'box', 'sharpen', 'emboss'] as const)
      for (const total of sums({ filter })) expect(total).toBeCloseTo(1, 12);
  });

  it('answer nothing on a flat picture where the filter finds edges', () => {
    for (const filter of ['sobel', 'sobel-x', 'sobel-y', 'laplacian'] as const)
      expect(sums({ filter }).every((total) => total === 0)).toBe(true);
  });

  it('of a Gaussian fall from the middle and reach further with sigma', () => {
    const narrow = gaussian(5, 0.8).values;
    const wide = gaussian(5, 2).values;
    expect(narrow[12]).toBe(Math.max(...narrow));
    expect(wide[12]).toBeLessThan(narrow[12]);
    expect(wide[0]).toBeGreaterThan(narrow[0]);
    expect(box(3).values).toEqual(Array(9).fill(1 / 9));
  });
});

describe('flipping', () => {
  it('turns by half a circle, and back', () => {
    const taps = { size: 3, values: [1, 2, 3, 4, 5, 6, 7, 8, 9] };
    expect(flipped(taps).values).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(flipped(flipped(taps))).toEqual(taps);
  });

  it.each([
    ['gaussian', 'same'],
    ['box', 'same'],
    ['laplacian', 'same'],
    ['sharpen', 'same'],
    ['sobel-x', 'negated'],
    ['sobel-y', 'negated'],
    ['emboss', 'different'],
  ] as const)('%s: %s', (filter, effect) => {
    const [{ taps }] = stages(settings({ filter }));
    expect(symmetry(taps[0])).toBe(effect);
  });

  it('reaches the call', () => {
    const [plain] = stages(settings({ filter: 'emboss' }));
    const [turned] = stages(settings({ filter: 'emboss', flip: true }));
    expect(filterTensor(turned).data).not.toEqual(filterTensor(plain).data);
  });
});

describe('stages as conv2d', () => {
  it.each(filterIds)('%s keeps the size of the picture', (filter) => {
    for (const stage of stages(settings({ filter, size: 7 }))) {
      const { shape } = filtered(stage);
      expect(shape.slice(2)).toEqual([height, width]);
      const shown = stage.combine === 'magnitude' ? 2 : channels(stage);
      expect(shape[1]).toBe(shown);
    }
  });

  it('the ladder sees 3, 5, 9 and 17 pixels with the same weights', () => {
    const ladder = stages(settings({ filter: 'ladder', base: 'laplacian' }));
    expect(ladder.map(receptiveField)).toEqual([3, 5, 9, 17]);
    expect(new Set(ladder.map(({ taps }) => taps[0])).size).toBe(1);
  });

  it('depthwise and dense give the same picture', () => {
    const both = stages(settings({ filter: 'depthwise', base: 'emboss' }));
    expect(both.map((stage) => filterTensor(stage).shape)).toEqual([
      [3, 1, 3, 3],
      [3, 3, 3, 3],
    ]);
    const [depthwise, dense] = both.map(filtered);
    expect(dense.data).toEqual(depthwise.data);
  });

  it('Sobel x answers an edge from dark to light with a positive value', () => {
    const [stage] = stages(settings({ filter: 'sobel-x' }));
    const edge = Uint8ClampedArray.from({ length: 4 * 25 }, (_, i) =>
      Math.floor(i / 4) % 5 >= 2 ? 255 : 0,
    );
    const { output } = runReference(
      conv2d,
      {
        input: lumaTensor({ width: 5, height: 5, data: edge }),
        filter: filterTensor(stage),
      },
      conv2d.options(conv2dOptions(stage)),
    );
    expect(output.data[2 * 5 + 2]).toBeCloseTo(4, 5);
    expect(output.data[2 * 5 + 3]).toBeCloseTo(0, 5);
  });
});
