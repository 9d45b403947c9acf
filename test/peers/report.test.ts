import { describe, expect, it } from 'vitest';
import {
  figure,
  fullMarkdown,
  shareOfRoof,
  standingLine,
  summaryMarkdown,
} from '../../src/peers/report';
import { report, row, rows, timed } from './literals';

describe('standingLine', () => {
  it('says the mean, what it rests on and that none is slower', () =>
    expect(standingLine(report, 'webgpu')).toBe(
      '**WebGPU: 9× the fastest peer** (geometric mean over 2 of 2 ' +
        'workloads; 9× by lowest samples; 8× by GPU time in kernels); none ' +
        'slower; least 3× on 2',
    ));
  it('names what is slower', () =>
    expect(standingLine(report, 'wasm-1')).toMatch(
      /1\.41× the fastest peer.*; slower on 2; least 0\.5× on 2$/,
    ));
});

describe('summaryMarkdown', () => {
  const text = summaryMarkdown(report);
  it('says where and how it was measured', () => {
    expect(text).toContain('`npm run bench:peers -- --only 2,9`');
    expect(text).toContain('8 × Literal, Apple M2, Chromium 1.');
    expect(text).toContain('Load average 0.5 before, 1 after.');
    expect(text).not.toContain('software');
  });
  it('has one row a workload, with the share of the roof', () => {
    // 2 MFLOP in 1 ms are 2 GFLOP/s; 80 GB/s allow 20 at 1/4 FLOP/byte.
    expect(text).toContain('| 2 layer 2 | 2 | 6 jax | **3** | 10% |');
    expect(text).toContain('| 9 layer 9 | 1 | 27 tfjs | **27** | 20% |');
  });
  it('says what a call on nearly nothing costs, where that was measured', () => {
    expect(text).not.toContain('One run of');
    const cells = { 'ours-webgpu': timed(0.4), 'jax-webgpu': timed(1.4) };
    const cost = { ...rows[0].cost, bytesRead: 4, bytesWritten: 4 };
    const call = row('0a', cells, { counts: false, title: 'relu', cost });
    expect(summaryMarkdown({ ...report, rows: [...rows, call] })).toContain(
      '- One run of relu on WebGPU: 0.4 ms, the leanest peer (jax-webgpu) ' +
        '1.4 ms',
    );
  });
  it('warns of a software adapter', () =>
    expect(summaryMarkdown({ ...report, software: true })).toContain(
      "Apple M2 (software: not a GPU's speed)",
    ));
});

describe('fullMarkdown', () => {
  const text = fullMarkdown(report);
  it('leaves no failure and no wrong answer unsaid', () => {
    expect(text).toContain('- ort-webgpu did not start: did not start');
    expect(text).toContain('- workload 17 was left out: this version has no');
    expect(text).toContain('- ort-webgpu on 9: no grouped convolution');
    expect(text).toContain(
      '- jax-webgpu is **wrong** on 9: 90 of 100 elements, up to ∞ of 19 ULP',
    );
  });
  it('strikes the time of a wrong answer out', () =>
    expect(text).toContain('~~0.1 (0.08) 7~~ wrong'));
  it('adds the cold starts where they were measured', () => {
    expect(text).not.toContain('Cold start');
    const cold = [
      { id: 'a', loadedMs: 100, answerMs: 250, verifiedMs: 300, ok: true },
      { id: 'b', loadedMs: 100, answerMs: 250, verifiedMs: 300, ok: false },
      { id: 'c', error: 'no WebGPU' },
    ];
    const whole = fullMarkdown({ ...report, cold });
    expect(whole).toContain('| a | 100 | 250 | 300 | – |');
    expect(whole).toContain('| b | 100 | 250 | **wrong** | – |');
    expect(whole).toContain('| c | no WebGPU | – | – | – |');
  });
});

it('shareOfRoof needs a roof and our time', () => {
  expect(shareOfRoof(report, rows[0], 'webgpu')).toBeCloseTo(0.1, 12);
  expect(shareOfRoof({ ...report, roofs: null }, rows[0], 'webgpu')).toBeNull();
  const { 'ours-webgpu': _, ...cells } = rows[0].cells;
  expect(shareOfRoof(report, { ...rows[0], cells }, 'webgpu')).toBeNull();
});

it('figure keeps three digits, whole from a hundred', () => {
  expect([0.0123456, 1.2, 12.34, 123.4, NaN].map(figure)).toEqual([
    '0.0123',
    '1.2',
    '12.3',
    '123',
    '–',
  ]);
});
