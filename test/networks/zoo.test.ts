import { describe, expect, it } from 'vitest';
import { networkById, networks } from '../../src/networks';
import { countsOf } from '../../src/networks/counts';
import { shapesOfValues, type Network } from '../../src/networks/graph';
import { mobileNetV1 } from '../../src/networks/zoo/mobilenet-v1';
import {
  optimise,
  rewriteIds,
  type Switches,
} from '../../src/networks/rewrite';
import { unet } from '../../src/networks/zoo/unet';
import { fcn8s } from '../../src/networks/zoo/fcn8s';
import { initialWorkload } from '../../src/ops/fields';

const untrained = networks.filter(({ weights }) => weights === 'random');
const built = new Map<string, Network>();
for (const { id, build } of untrained) built.set(id, await build());

/** The classifiers' learned numbers, to the last one, as torchvision has them. */
const torchvisionParams: Record<string, number> = {
  vgg16: 138_357_544,
  resnet18: 11_689_512,
  'resnet50-v1': 25_557_032,
  resnet50: 25_557_032,
  resnext50: 25_028_904,
  googlenet: 6_624_904,
  densenet121: 7_978_856,
  'mobilenet-v2': 3_504_872,
  'mobilenet-v3-large': 5_483_032,
  'mobilenet-v3-small': 2_542_856,
  'shufflenet-v2': 2_278_604,
  'squeezenet-1.0': 1_248_424,
  'squeezenet-1.1': 1_235_496,
};

/**
 * How far the published numbers are from ours, in percent, where it is more
 * than 1: those of the MobileNets are rounded to two digits, and ResNet-50's
 * 3.8 G is cut, not rounded. Sandler et al. do not say how they counted
 * DeepLabV3's 5.8 G; its parameters agree.
 */
const tolerancePercent: Record<string, { params?: number; macs?: number }> = {
  'mobilenet-v2': { params: 3.2 },
  'mobilenet-v3-large': { params: 1.6, macs: 1.2 },
  'mobilenet-v3-small': { params: 1.8 },
  'resnet50-v1': { macs: 1.6 },
  'deeplab-v3-mobilenet-v2': { macs: 8 },
};

describe.each(untrained.map((entry) => [entry.id, entry] as const))(
  '%s',
  (id, entry) => {
    const network = built.get(id)!;

    it('has the id, title and source of its entry', () => {
      const { title, source } = entry;
      expect(network).toMatchObject({ id, title, source });
    });

    it('names every node and value once', () => {
      const names = network.nodes.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const values = [
        ...Object.keys(network.inputs),
        ...Object.keys(network.weights),
        ...network.nodes.flatMap(({ outputs }) => Object.values(outputs)),
      ];
      expect(new Set(values).size).toBe(values.length);
    });

    it('fits together, and uses all that it makes', () => {
      const shapes = shapesOfValues(network);
      const used = new Set(network.outputs);
      for (const { inputs } of network.nodes)
        Object.values(inputs).forEach((value) => used.add(value));
      expect(Object.keys(shapes).filter((value) => !used.has(value))).toEqual(
        [],
      );
    });

    const { paper } = entry;
    if (paper)
      it('has the parameters and MACs of its paper', () => {
        const counts = countsOf(network);
        for (const figure of ['params', 'macs'] as const) {
          const published = paper[figure];
          if (published === undefined) continue;
          const percent = tolerancePercent[id]?.[figure] ?? 1;
          const off = Math.abs(counts[figure] / published - 1) * 100;
          expect(off, `${figure} ${counts[figure]}`).toBeLessThan(percent);
        }
      });

    if (torchvisionParams[id])
      it('has the parameters of torchvision, to the last one', () => {
        expect(countsOf(network).params).toBe(torchvisionParams[id]);
      });

    it('has the same MACs after every rewrite', () => {
      const all = Object.fromEntries(rewriteIds.map((id) => [id, true]));
      const rewritten = optimise(network, all as Switches);
      expect(rewritten.nodes.length).toBeLessThan(network.nodes.length);
      expect(countsOf(rewritten).macs).toBe(countsOf(network).macs);
    });

    it('follows resolution and batch', async () => {
      const smallest = entry.parameters.find(({ id }) => id === 'resolution')!;
      const resolution = smallest.kind === 'int' ? smallest.min : NaN;
      const other = await entry.build({ resolution, batch: 3 });
      expect(other.inputs.image[0]).toBe(3);
      expect(other.inputs.image.slice(2)).toEqual([resolution, resolution]);
      const shapes = shapesOfValues(other);
      for (const output of other.outputs) expect(shapes[output][0]).toBe(3);
      const { params } = countsOf(other);
      // VGG's first fully connected layer reads all pixels.
      if (id !== 'vgg16') expect(params).toBe(countsOf(network).params);
    });
  },
);

describe('the multipliers of MobileNetV1', () => {
  const millions = (value: number) => value / 1e6;

  /** Howard et al. 2017, table 6. */
  it.each([
    [1, 569, 4.2],
    [0.75, 325, 2.6],
    [0.5, 149, 1.3],
    [0.25, 41, 0.5],
  ])('width %f: %d M multiply-adds, %f M parameters', (width, macs, params) => {
    const counts = countsOf(mobileNetV1({ width }));
    expect(Math.abs(millions(counts.macs) - macs)).toBeLessThan(0.6);
    expect(millions(counts.params)).toBeCloseTo(params, 1);
  });

  /** Table 7. */
  it.each([
    [224, 569],
    [192, 418],
    [160, 290],
    [128, 186],
  ])('resolution %d: %d M multiply-adds', (resolution, macs) => {
    const counts = countsOf(mobileNetV1({ resolution }));
    expect(Math.abs(millions(counts.macs) - macs)).toBeLessThan(1);
    expect(millions(counts.params)).toBeCloseTo(4.2, 1);
  });
});

describe('the shapes of the papers', () => {
  const shape = (id: string, value: string) =>
    shapesOfValues(built.get(id)!)[value];

  it.each([
    ['vgg16', 'conv5 / pool', [1, 512, 7, 7]],
    ['resnet50', 'conv4_6 / relu', [1, 1024, 14, 14]],
    ['densenet121', 'transition 3 / pool', [1, 512, 7, 7]],
    ['googlenet', 'inception 4e / concat', [1, 832, 14, 14]],
    ['mobilenet-v1', 'block 11 / pointwise relu6', [1, 512, 14, 14]],
    ['mobilenet-v2', 'block 13 / add', [1, 96, 14, 14]],
    ['shufflenet-v1', 'stage 3.1 / relu', [1, 480, 14, 14]],
    ['shufflenet-v2', 'stage 4.4 / shuffle', [1, 464, 7, 7]],
    ['squeezenet-1.0', 'fire 9 / concat', [1, 512, 13, 13]],
    ['unet', 'bottom / second relu', [1, 1024, 28, 28]],
    ['unet', 'logits', [1, 2, 388, 388]],
    ['fcn8s', 'logits', [1, 21, 224, 224]],
    ['deeplab-v3-resnet50', 'conv5_3 / relu', [1, 2048, 33, 33]],
    ['deeplab-v3-mobilenet-v2', 'block 17 / project bn', [1, 320, 33, 33]],
    ['deeplab-v3-resnet50', 'logits', [1, 21, 513, 513]],
  ])('%s: %s', (id, value, expected) => {
    expect(shape(id, value)).toEqual(expected);
  });

  it('says which resolution would do', () => {
    expect(() => unet({ resolution: 256 })).toThrow('use 252');
    expect(() => unet({ resolution: 32 })).toThrow('use 188');
    expect(() => fcn8s({ resolution: 100 })).toThrow('use 96');
  });
});

describe('the list of networks', () => {
  it('has each id once', () => {
    const ids = networks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('finds a network, or names those that there are', () => {
    expect(networkById('vgg16').title).toBe('VGG-16');
    expect(() => networkById('vgg17')).toThrow(/"vgg17".*vgg16/);
  });

  it('takes parameters as a form has them', async () => {
    const { build, parameters } = networkById('mobilenet-v1');
    const initial = await build(initialWorkload(parameters));
    expect(initial.inputs.image).toEqual([1, 3, 224, 224]);
    const half = countsOf(await build({ width: '0.5' }));
    expect(half.params).toBe(countsOf(mobileNetV1({ width: 0.5 })).params);
    expect(() => build({ width: '0.3' })).toThrow('choose one of');
    expect(() => build({ depth: 3 })).toThrow('no parameter "depth"');
  });
});
