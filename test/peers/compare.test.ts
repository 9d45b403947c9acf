import { describe, expect, it } from 'vitest';
import {
  duelOf,
  geometricMean,
  placesOf,
  standingOf,
  wrongOf,
} from '../../src/peers/compare';
import { row, rows, timed, wrong } from './literals';

const [two, nine] = rows;

describe('geometricMean', () => {
  it('multiplies and takes the root', () => {
    expect(geometricMean([2, 8])).toBeCloseTo(4, 12);
    expect(geometricMean([0.5, 2])).toBeCloseTo(1, 12);
    expect(geometricMean([3])).toBeCloseTo(3, 12);
  });
  it('is nothing of nothing', () => expect(geometricMean([])).toBeNull());
});

describe('duelOf', () => {
  it('takes the fastest peer of the same league', () => {
    const duel = duelOf(two, 'webgpu');
    expect(duel?.fastest.peer.id).toBe('jax-webgpu');
    expect(duel?.ratio).toBeCloseTo(3, 12);
    expect(duel?.minRatio).toBeCloseTo(3, 12);
    expect(duel?.kernelRatio).toBeCloseTo(4, 12);
    expect(duelOf(two, 'wasm-all')?.fastest.peer.id).toBe('ort-wasm');
  });
  it('leaves out a peer whose answer is wrong, however fast', () => {
    expect(duelOf(nine, 'webgpu')?.fastest.peer.id).toBe('tfjs-webgpu');
    expect(placesOf(nine, 'webgpu')).toHaveLength(2);
    expect(wrongOf(nine).map(({ peer }) => peer.id)).toEqual([
      'jax-webgpu',
      'ours-wasm',
    ]);
  });
  it('is none where our own answer is wrong', () =>
    expect(duelOf(nine, 'wasm-all')).toBeNull());
  it('is none without a peer', () =>
    expect(duelOf(row('1', { 'ours-webgpu': timed(1) }), 'webgpu')).toBeNull());
  it('knows no kernel ratio where nobody else has a GPU clock', () => {
    const cells = { 'ours-wasm-1': timed(1), 'tfjs-wasm-1': timed(2) };
    expect(duelOf(row('1', cells), 'wasm-1')?.kernelRatio).toBeNull();
  });
});

describe('standingOf', () => {
  it('is the geometric mean of the ratios', () => {
    const standing = standingOf(rows, 'webgpu');
    // 3 and 27: their mean is 9.
    expect(standing.mean).toBeCloseTo(9, 12);
    expect(standing).toMatchObject({ compared: 2, counted: 2, slower: [] });
    expect(standing.lowest).toMatchObject({ id: '2' });
    expect(standing.kernelMean).toBeCloseTo(8, 12);
  });
  it('names the layers on which a peer is faster', () => {
    const standing = standingOf(rows, 'wasm-1');
    expect(standing.mean).toBeCloseTo(Math.sqrt(2), 12);
    expect(standing.slower).toEqual(['2']);
    expect(standing.lowest?.ratio).toBeCloseTo(0.5, 12);
  });
  it('does not call an exact tie slower', () => {
    const cells = { 'ours-wasm-1': timed(1), 'tfjs-wasm-1': timed(1) };
    expect(standingOf([row('1', cells)], 'wasm-1').slower).toEqual([]);
  });
  it('says how many of the layers it rests on', () =>
    expect(standingOf(rows, 'wasm-all')).toMatchObject({
      compared: 1,
      counted: 2,
    }));
  it('leaves overheads out of the mean', () => {
    const cells = { 'ours-webgpu': timed(9), 'tfjs-webgpu': timed(1) };
    const overhead = row('0a', cells, { counts: false });
    const standing = standingOf([...rows, overhead], 'webgpu');
    expect(standing.mean).toBeCloseTo(9, 12);
    expect(standing.slower).toEqual([]);
  });
  it('has no mean without a duel', () => {
    const cells = { 'ours-webgpu': timed(1, { check: wrong }) };
    expect(standingOf([row('1', cells)], 'webgpu')).toMatchObject({
      ...{ mean: null, compared: 0, lowest: null },
    });
  });
});
