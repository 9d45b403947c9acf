/** Promise, roofline and clock: the arithmetic of the Networks page. */
import { beforeAll, describe, expect, test } from 'vitest';
import { costOf, shapesOfValues } from '../../src/networks/graph';
import { networkById } from '../../src/networks';
import type { LayerTimes } from '../../src/engine/api';
import type { Roof } from '../../src/roofline/roof';
import { answerOf, tellingKind } from '../../src/ui/networks/answer';
import { kindSentence } from '../../src/ui/networks/answer-words';
import { compareRows, ratiosOf } from '../../src/ui/networks/compare';
import {
  figuresOf,
  predictedMs,
  type NetworkResult,
} from '../../src/ui/networks/figures';
import { kindsOf, kindTitle } from '../../src/ui/networks/kinds';
import { columnsOf, shapeText } from '../../src/ui/networks/layer-columns';
import { layerDots } from '../../src/ui/networks/layer-dots';
import {
  groupsOf,
  inOrder,
  nextSorting,
  sorted,
} from '../../src/ui/networks/layer-order';
import { layersCsv, networksJson } from '../../src/ui/networks/layer-export';
import {
  blockOf,
  promiseOf,
  type NetworkPromise,
} from '../../src/ui/networks/promise';
import { readState } from '../../src/ui/networks/state';
import { rivalOf, subjectOf } from '../../src/ui/networks/subject';
import {
  deviation,
  gapSentence,
  memoryBars,
  paperOf,
} from '../../src/ui/networks/totals';

const roof: Roof = {
  backend: 'webgpu',
  label: 'GPU',
  gflops: 1000,
  gbps: 100,
};

async function promised(query: string): Promise<NetworkPromise> {
  const state = readState(new URLSearchParams(query));
  return promiseOf(subjectOf(state, true));
}

/** A run in which each layer takes `of` milliseconds. */
function measured(
  promise: NetworkPromise,
  of: (index: number) => number,
  gapMs = 1,
): NetworkResult {
  const layers = promise.layers.map(({ name, op, bytes }, i) => ({
    ...{ name, op, kernel: bytes > 0 ? 'direct' : null, ms: of(i) },
  }));
  const sumMs = layers.reduce((sum, { ms }) => sum + ms, 0);
  const times: LayerTimes = {
    ...{ layers, sumMs, gapMs, medianMs: sumMs + gapMs },
    ...{ runs: 5, threads: 1 },
    clock: { source: 'timestamp-query', resolutionMs: 0.1 },
  };
  return {
    layers: promise.layers.map((layer) => ({
      ...{ name: layer.name, op: layer.op, options: {}, constants: {} },
      ...{ inputs: {}, outputs: {}, shapes: {}, outputShapes: {}, fused: [] },
      kernel: layer.bytes > 0 ? 'direct' : null,
      chosen: 'guessed' as const,
      cost: { ...layer },
    })),
    memory: {
      plannedBytes: 500,
      liveBytes: 400,
      withoutReuseBytes: 2000,
      weightBytes: 100,
      arenas: 1,
    },
    ...{ wholeMs: times.medianMs, times, untimed: '', runs: 5, threads: 1 },
    measuredAt: '2026-11-25T00:00:00.000Z',
  };
}

let mobile: NetworkPromise;
let dense: NetworkPromise;
beforeAll(async () => {
  mobile = await promised('net=mobilenet-v1');
  const state = readState(new URLSearchParams('net=mobilenet-v1'));
  dense = await promiseOf(rivalOf(state, subjectOf(state, true))!);
});

describe('the promise', () => {
  test('has the papers’ totals', () => {
    expect(mobile.published.macs / 1e6).toBeCloseTo(568.7, 0);
    expect(mobile.macs).toBe(mobile.published.macs);
    expect(mobile.published.params / 1e6).toBeCloseTo(4.23, 1);
    // Two numbers per channel of a batch norm become one bias.
    expect(mobile.params).toBeLessThan(mobile.published.params);
    expect(dense.published.macs / mobile.published.macs).toBeCloseTo(8.56, 1);
  });

  test('has a layer for each node that runs, with its geometry', () => {
    expect(mobile.layers).toHaveLength(31);
    const find = (name: string) => mobile.layers.find((l) => l.name === name)!;
    expect(find('block 2 / depthwise')).toMatchObject({
      block: 'block 2',
      kind: 'depthwise 3×3',
      window: [3, 3],
      stride: 2,
      dilation: 1,
      groups: 64,
      input: [1, 64, 112, 112],
      output: [1, 64, 56, 56],
      receptive: [11, 11],
      macs: 9 * 64 * 56 * 56,
      params: 9 * 64 + 64,
      fused: ['block 2 / depthwise bn', 'block 2 / depthwise relu6'],
    });
    expect(find('stem').receptive).toEqual([3, 3]);
    expect(find('global pool').window).toEqual([7, 7]);
    expect(find('classifier')).toMatchObject({ window: null, stride: null });
    expect(find('classifier / flatten')).toMatchObject({ bytes: 0, flops: 0 });
  });

  test('counts bytes and operations as the ops do', () => {
    const network = networkById('mobilenet-v1').build() as Parameters<
      typeof shapesOfValues
    >[0];
    const shapes = shapesOfValues(network);
    const node = network.nodes.find(({ name }) => name === 'stem')!;
    const { flops } = costOf(node, shapes);
    const [stem] = mobile.layers;
    expect(stem.flops).toBe(flops);
    const floats = 3 * 224 ** 2 + 32 * 112 ** 2 + 32 * 27 + 32;
    expect(stem.bytes).toBe(4 * floats);
    expect(stem.intensity).toBeCloseTo(flops / (4 * floats), 10);
  });

  test('names the rewrites that change something', async () => {
    expect(mobile.rewrites).toEqual([
      'foldBatchNorm',
      'fuseActivation',
      'fuseSeparable',
    ]);
    const separable = await promised('on=fuseSeparable');
    expect(separable.layers[1]).toMatchObject({
      op: 'separableConv2d',
      groups: 32,
      window: [3, 3],
    });
    expect(separable.bytes).toBeLessThan(mobile.bytes);
    const residual = await promised('net=resnet18&resolution=64');
    expect(residual.rewrites).toContain('fuseResidual');
  });

  test('groups layers by the first part of their names', () => {
    expect(blockOf('block 3 / expand relu6')).toBe('block 3');
    expect(blockOf('stem bn')).toBe('stem');
    expect(blockOf('stem hard-swish')).toBe('stem');
    const groups = groupsOf(figuresOf(mobile, null, null).layers);
    expect(groups.map(({ block }) => block)).toEqual([
      'stem',
      ...Array.from({ length: 13 }, (_, i) => `block ${i + 1}`),
      'global pool',
      'classifier',
      'probabilities',
    ]);
  });
});

describe('figures', () => {
  test('without roofs nothing is predicted', () => {
    const { layers, ...whole } = figuresOf(mobile, null, null);
    expect(whole).toMatchObject({ predictedMs: null, measuredMs: null });
    expect(layers.every((l) => l.bound === null && l.share === null)).toBe(
      true,
    );
  });

  test('the roofline predicts the slower of work and traffic', () => {
    // 1 GFLOP at 1000 GFLOP/s is 1 ms; 50 MB at 100 GB/s half of that.
    expect(predictedMs(roof, { flops: 1e9, bytes: 50e6 })).toBe(1);
    expect(predictedMs(roof, { flops: 1e9, bytes: 200e6 })).toBe(2);
    const { layers, predictedMs: whole } = figuresOf(mobile, roof, null);
    const sum = layers.reduce((total, l) => total + l.predictedMs!, 0);
    expect(whole).toBeCloseTo(sum, 12);
    const of = (name: string) => layers.find((l) => l.name === name)!;
    expect(of('block 1 / depthwise').bound).toBe('memory');
    expect(of('block 7 / pointwise').bound).toBe('compute');
    expect(of('classifier / flatten')).toMatchObject({
      bound: null,
      predictedMs: 0,
    });
    const shares = layers.reduce((total, l) => total + l.share!, 0);
    expect(shares).toBeCloseTo(1, 10);
  });

  test('measured layers tell their share and how near the roof they are', () => {
    const result = measured(mobile, () => 2);
    const figures = figuresOf(mobile, roof, result);
    const [stem] = figures.layers;
    expect(stem.measuredMs).toBe(2);
    expect(stem.ofRoof).toBeCloseTo(stem.predictedMs! / 2, 12);
    // 30 layers that run; the flattening does not.
    expect(stem.share).toBeCloseTo(1 / 30, 12);
    const flat = figures.layers.find((l) => l.bytes === 0)!;
    expect(flat).toMatchObject({ measuredMs: null, ofRoof: null, share: null });
    expect(figures.measuredMs).toBe(result.wholeMs);
  });

  test('a time below the clock is no share of a roof', () => {
    const figures = figuresOf(
      mobile,
      roof,
      measured(mobile, () => 0),
    );
    expect(figures.layers.every(({ ofRoof }) => ofRoof === null)).toBe(true);
    expect(layerDots(figures)).toEqual([]);
  });

  test('dots are the measured layers that compute', () => {
    const figures = figuresOf(
      mobile,
      roof,
      measured(mobile, () => 2),
    );
    const dots = layerDots(figures);
    const computing = mobile.layers.filter((l) => l.flops > 0);
    expect(dots).toHaveLength(computing.length);
    const [stem] = dots;
    expect(stem.gflops).toBeCloseTo(mobile.layers[0].flops / 2e6, 9);
    expect(stem.share).toBeCloseTo(figures.layers[0].ofRoof!, 9);
    expect(layerDots(figuresOf(mobile, roof, null))).toEqual([]);
  });
});

describe('kinds', () => {
  test('share multiply-adds, bytes and time among them', () => {
    const kinds = kindsOf(
      figuresOf(
        mobile,
        roof,
        measured(mobile, () => 2),
      ),
    );
    const sum = (of: 'macShare' | 'byteShare' | 'timeShare') =>
      kinds.reduce((total, kind) => total + kind[of]!, 0);
    for (const of of ['macShare', 'byteShare', 'timeShare'] as const)
      expect(sum(of)).toBeCloseTo(1, 10);
    const depthwise = kinds.find(({ title }) => title === 'Depthwise 3×3')!;
    expect(depthwise.layers).toBe(13);
    expect(depthwise.macShare).toBeCloseTo(0.0306, 3);
    expect(depthwise.timeShare).toBeCloseTo(13 / 30, 10);
    expect(depthwise.bound).toBe('memory');
  });

  test('the small ones are one line', () => {
    const kinds = kindsOf(figuresOf(mobile, roof, null));
    expect(kinds.map(({ title }) => title)).toContain('2 other kinds');
    const order = kinds
      .slice(0, -1)
      .map(({ predictedShare }) => predictedShare!);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
  });

  test('are named in words', () => {
    expect(kindTitle('averagePool2d')).toBe('Average pool');
    expect(kindTitle('channelShuffle')).toBe('Channel shuffle');
    expect(kindTitle('depthwise 3×3')).toBe('Depthwise 3×3');
    expect(kindTitle('1×1')).toBe('1×1');
  });
});

describe('the answer', () => {
  const alone = (ms: ((i: number) => number) | null, top: Roof | null = roof) =>
    answerOf(figuresOf(mobile, top, ms && measured(mobile, ms)), null);

  test('says what the depthwise layers cost beyond their work', () => {
    // Just as fast as the roofline allows.
    const { layers } = figuresOf(mobile, roof, null);
    const answer = alone((i) => layers[i].predictedMs!);
    expect(answer.main).toMatch(
      /^Depthwise 3×3 layers: 3\.1 % of the multiply-adds, \d+ % of the time: memory-bound\.$/,
    );
    expect(answer.word).toBe('of the time in 3.1 % of the multiply-adds');
    expect(answer.why).toMatch(
      /do 1\.72 FLOP per byte, and this GPU needs 10\.0 to keep/,
    );
    expect(answer.steps.map(({ text }) => text)).toEqual([
      '3.1 %',
      answer.big,
      answer.big,
    ]);
  });

  test('does not blame memory for what launches cost', () => {
    const answer = alone(() => 2);
    expect(answer.main).toMatch(
      /43 % of the time: bound by memory, and at .* of what that allows\.$/,
    );
    expect(answer.why).toContain('The rest is launches');
  });

  test('before a run speaks of the prediction, without roofs of bytes', () => {
    expect(alone(null).word).toBe(
      'of the predicted time in 3.1 % of the multiply-adds',
    );
    const bare = alone(null, null);
    expect(bare.word).toBe('of the bytes in 3.1 % of the multiply-adds');
    expect(bare.why).toContain('measure the roofs');
    expect(bare.steps.map(({ text }) => text).slice(1)).toEqual(['–', '–']);
  });

  test('says so where the time follows the multiply-adds', async () => {
    const vgg = await promised('net=vgg16&vs=nothing');
    const byWork = measured(vgg, (i) => vgg.layers[i].macs / 1e8);
    const answer = answerOf(figuresOf(vgg, null, byWork), null);
    expect(tellingKind(figuresOf(vgg, null, byWork))).toBeNull();
    expect(answer.main).toContain('the time follows the multiply-adds');
  });

  test('holds two networks against each other', () => {
    const [a, b] = [
      figuresOf(
        mobile,
        roof,
        measured(mobile, () => 2),
      ),
      figuresOf(
        dense,
        roof,
        measured(dense, () => 8),
      ),
    ];
    const answer = answerOf(a, b);
    const expected = b.measuredMs! / a.measuredMs!;
    expect(answer.big).toBe(`${expected.toFixed(2)}×`);
    expect(answer.word).toBe('faster, of 8.56× promised');
    expect(answer.main).toMatch(
      /^MobileNetV1 has 8\.56× fewer multiply-adds than MobileNetV1, full convolutions, but only 2\.47× fewer bytes to move\.$/,
    );
    expect(answer.steps[0]).toMatchObject({ text: '8.56×', size: 1 });
    expect(answer.steps[2].size).toBeCloseTo(
      expected / ratiosOf(a, b).promised,
      9,
    );
    // Whichever of the two was chosen first.
    expect(answerOf(b, a).main).toBe(answer.main);
    expect(answerOf(b, a).why).toMatch(/^In MobileNetV1: Depthwise/);
  });

  test('names what runs without a multiply-add', async () => {
    const shuffle = await promised(
      'net=shufflenet-v2&resolution=64&vs=nothing',
    );
    const { why } = answerOf(
      figuresOf(
        shuffle,
        roof,
        measured(shuffle, () => 1),
      ),
      null,
    );
    expect(why).toMatch(
      /^They do 1.* Layers without any multiply-add \(slice, concat, channel shuffle\) are 5\d % of the time\./,
    );
  });

  test('without a telling kind it tells how much of the roofline is used', () => {
    const slow = (f: NetworkPromise) =>
      measured(f, (i) => f.layers[i].macs / 1e8 + 1e-6, 0);
    const [a, b] = [
      figuresOf(mobile, roof, slow(mobile)),
      figuresOf(dense, roof, slow(dense)),
    ];
    expect(answerOf(a, b).why).toMatch(
      /^No kind of layer .* They run at \d+ % and \d+ % of what the roofline allows\.$/,
    );
  });

  test('a promise that comes to nothing is called slower', () => {
    const [a, b] = [
      figuresOf(
        mobile,
        roof,
        measured(mobile, () => 8),
      ),
      figuresOf(
        dense,
        roof,
        measured(dense, () => 2),
      ),
    ];
    expect(answerOf(a, b).word).toBe('slower, of 8.56× promised');
  });

  test('a kind that arithmetic holds down is not called memory-bound', () => {
    const [dense3] = kindsOf(figuresOf(dense, roof, null));
    expect(kindSentence(dense3)).toMatch(/bound by multiply-adds all the same/);
  });
});

describe('the comparison', () => {
  test('tells ratios of what is known', () => {
    const [a, b] = [
      figuresOf(mobile, roof, null),
      figuresOf(dense, roof, null),
    ];
    const rows = compareRows(a, b);
    const of = (title: string) => rows.find((row) => row.title === title)!;
    expect(of('Multiply-adds')).toMatchObject({
      texts: ['569 M', '4.87 G'],
      isMain: true,
    });
    expect(of('Predicted').ratio).toBeCloseTo(
      b.predictedMs! / a.predictedMs!,
      9,
    );
    expect(of('Measured')).toMatchObject({ texts: ['–', '–'], ratio: null });
  });
});

describe('the table', () => {
  const layers = () => figuresOf(mobile, roof, null).layers;
  const names = (by: string, descending: boolean) =>
    sorted(layers(), columnsOf('macs'), { by, descending }).map((l) => l.name);

  test('sorts by number, by text, and keeps what has no value last', () => {
    expect(names('groups', true)[0]).toBe('block 13 / depthwise');
    expect(names('intensity', true).at(-1)).toBe('classifier / flatten');
    expect(names('intensity', false).at(-1)).toBe('classifier / flatten');
    expect(names('name', false).slice(0, 3)).toEqual([
      'block 1 / depthwise',
      'block 1 / pointwise',
      'block 2 / depthwise',
    ]);
    expect(names('', false)).toEqual(layers().map((l) => l.name));
  });

  test('a heading sorts down, up, and not at all', () => {
    const down = nextSorting(inOrder, 'bytes');
    expect(down).toEqual({ by: 'bytes', descending: true });
    const up = nextSorting(down, 'bytes');
    expect(up).toEqual({ by: 'bytes', descending: false });
    expect(nextSorting(up, 'bytes')).toEqual(inOrder);
    expect(nextSorting(up, 'op', true)).toEqual({
      by: 'op',
      descending: false,
    });
  });

  test('switches between multiply-adds and operations', () => {
    const work = (count: 'macs' | 'flops') =>
      columnsOf(count).find(({ id }) => id === 'work')!;
    const [stem] = layers();
    expect(work('macs').text(stem)).toBe('10.8');
    expect(work('flops').text(stem)).toBe('21.7');
    expect(work('macs').sum!(layers())).toBe('569');
  });

  test('writes shapes without a batch of one', () => {
    expect(shapeText([1, 32, 112, 112])).toBe('32×112×112');
    expect(shapeText([4, 32, 112, 112])).toBe('4×32×112×112');
    expect(shapeText([1, 1000])).toBe('1000');
  });
});

describe('the whole network', () => {
  test('stands beside its paper, for the paper’s parameters only', async () => {
    expect(paperOf(mobile)).toMatchObject({ macs: 569e6, params: 4.2e6 });
    expect(paperOf(await promised('width=0.5'))).toBeNull();
    expect(paperOf(await promised('net=unet&resolution=188'))).toBeNull();
  });

  test('agrees with a paper in the digits that it gives', () => {
    expect(deviation(568.74e6, 569e6)).toBe('');
    expect(deviation(4.23e6, 4.2e6)).toBe('');
    expect(deviation(4.41e6, 4.2e6)).toBe('+5 %');
    expect(deviation(4.1e9, 4.2e9)).toBe('−2.4 %');
  });

  test('tells the gap between the layers and the run', () => {
    const gap = (ms: number) => gapSentence(measured(mobile, () => 1, ms));
    expect(gap(4)).toMatch(
      /31\.0 ms, the whole run 35\.0 ms: launching.* 4\.00 ms \(11 %\)/,
    );
    expect(gap(-6)).toMatch(/in one go it is 6\.00 ms \(24 %\) faster/);
    expect(gap(0.1)).toContain('no gap to speak of');
    const untimed = {
      ...measured(mobile, () => 1),
      times: null,
      untimed: 'No clock.',
    };
    expect(gapSentence(untimed)).toBe('No clock.');
  });

  test('lists the memory plan', () => {
    const bars = memoryBars(measured(mobile, () => 1).memory!);
    expect(bars.map(({ bytes }) => bytes)).toEqual([2000, 500, 400, 100]);
    expect(bars[1].help).toContain('1 piece.');
  });
});

describe('the files', () => {
  test('CSV has a row for each layer of each network', () => {
    const figures = [
      figuresOf(
        mobile,
        roof,
        measured(mobile, () => 2),
      ),
      figuresOf(dense, roof, null),
    ];
    const lines = layersCsv(figures).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 31 + 18);
    expect(lines[0]).toMatch(/^network,parameters,backend,switches,layer,/);
    expect(lines[1]).toMatch(
      /^mobilenet-v1,.*,stem,conv2d,dense 3×3,direct,3x3,2,1,1,/,
    );
  });

  test('JSON says whose figures these are', () => {
    const figures = figuresOf(
      mobile,
      roof,
      measured(mobile, () => 2),
    );
    const { networks, link } = JSON.parse(
      networksJson('#here', null, [figures]),
    );
    expect(link).toBe('#here');
    expect(networks[0]).toMatchObject({
      network: 'mobilenet-v1',
      paper: { macs: 569e6 },
      roof: { gflops: 1000 },
      runs: 5,
    });
    expect(networks[0].layers).toHaveLength(31);
  });
});
