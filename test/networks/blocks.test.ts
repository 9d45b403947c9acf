import { describe, expect, it } from 'vitest';
import { blockIds, blockOf, type BlockShape } from '../../src/networks/blocks';
import { countsOf } from '../../src/networks/counts';
import { shapesOfValues, type Network } from '../../src/networks/graph';
import { evaluate } from '../ops/evaluate';

const outputShape = (network: Network) =>
  shapesOfValues(network)[network.outputs[0]];

/** The middle layers of MobileNetV1. */
const middle: BlockShape = {
  kernel: 3,
  inChannels: 512,
  outChannels: 512,
  side: 14,
  stride: 1,
};
const shapes: readonly BlockShape[] = [
  middle,
  { kernel: 3, inChannels: 24, outChannels: 32, side: 57, stride: 2 },
  { kernel: 5, inChannels: 16, outChannels: 16, side: 20, stride: 1 },
  { kernel: 1, inChannels: 8, outChannels: 4, side: 6, stride: 2 },
];
const cases = blockIds.flatMap((id) =>
  shapes.map((shape) => [id, shape] as const),
);

describe('blocks', () => {
  it.each(cases)('%s of %o keeps what it promises', (id, shape) => {
    const block = blockOf(id, shape);
    const counts = countsOf(block.network);
    const norms = counts.byKind['batch norm'].params;
    expect(block.macs.value).toBe(counts.macs);
    expect(block.params.value).toBe(counts.params - norms);

    const dense = countsOf(blockOf('dense', shape).network);
    const denseFilters = dense.params - dense.byKind['batch norm'].params;
    expect(block.macsRatio.value).toBeCloseTo(counts.macs / dense.macs, 12);
    expect(block.paramsRatio.value).toBeCloseTo(
      (counts.params - norms) / denseFilters,
      12,
    );
  });

  it.each(cases)('%s of %o explains its numbers', (id, shape) => {
    const { macs, params, macsRatio, paramsRatio } = blockOf(id, shape);
    for (const { name, text, value } of [macs, params, macsRatio, paramsRatio])
      expect(evaluate(text), `${name}: ${text}`).toBeCloseTo(value, 12);
  });

  it.each(cases)('%s of %o makes what the dense one makes', (id, shape) => {
    const [block, dense] = [blockOf(id, shape), blockOf('dense', shape)].map(
      ({ network }) => network,
    );
    expect(block.inputs).toEqual(dense.inputs);
    expect(outputShape(block)).toEqual(outputShape(dense));
  });

  /** Howard et al. 2017, table 3: millions of multiply-adds and parameters. */
  it.each([
    ['dense', 512, 14, 462, 2.36],
    ['separable', 512, 14, 52.3, 0.27],
    ['separable', 384, 14, 29.6, 0.15],
    ['separable', 384, 10, 15.1, 0.15],
  ] as const)(
    '%s, %d channels @%d: %f M',
    (id, channels, side, macs, params) => {
      const block = blockOf(id, {
        ...middle,
        inChannels: channels,
        outChannels: channels,
        side,
      });
      expect(Math.abs(block.macs.value / 1e6 - macs)).toBeLessThan(0.5);
      expect(block.params.value / 1e6).toBeCloseTo(params, 2);
    },
  );

  it('saves 1/N + 1/Dk² by separating', () => {
    const { macsRatio, paramsRatio } = blockOf('separable', middle);
    expect(macsRatio).toMatchObject({
      text: '1/512+1/(3·3)',
      value: 1 / 512 + 1 / 9,
    });
    expect(paramsRatio.value).toBe(macsRatio.value);
  });

  it('writes a formula as the papers do', () => {
    const text = (id: 'separable' | 'bottleneck' | 'grouped-shuffle') =>
      blockOf(id, middle).macs.text;
    expect(text('separable')).toBe('3·3·512·14·14+512·512·14·14');
    expect(text('grouped-shuffle')).toBe('3·3·128·512·14·14');
    expect(text('bottleneck')).toBe(
      '512·128·14·14+3·3·128·128·14·14+128·512·14·14',
    );
  });

  it('carries the input across where shapes allow it', () => {
    const ops = (stride: number) =>
      blockOf('inverted-residual', { ...middle, stride }).network.nodes.map(
        ({ op }) => op,
      );
    expect(ops(1)).toContain('add');
    expect(ops(2)).not.toContain('add');
  });

  it('refuses what does not fit, with a way out', () => {
    expect(() => blockOf('dense', { ...middle, kernel: 4 })).toThrow('use 5');
    expect(() => blockOf('bottleneck', { ...middle, outChannels: 10 })).toThrow(
      'does not divide the 10 channels',
    );
    expect(() =>
      blockOf('grouped-shuffle', { ...middle, inChannels: 10 }),
    ).toThrow('groups 4: must divide both the 10');
  });
});
