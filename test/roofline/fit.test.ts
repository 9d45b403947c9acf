import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossing, fitLine, timeAt, type Sample } from '../../src/roofline/fit';

const works = [1e5, 4e5, 1.6e6, 6.4e6, 2.6e7, 1e8];
const line = (overheadMs: number, slope: number) => ({ overheadMs, slope });
const on = (
  overheadMs: number,
  slope: number,
  noise: (index: number) => number = () => 1,
) =>
  works.map((work, i): Sample => ({
    work,
    ms: timeAt(line(overheadMs, slope), work) * noise(i),
  }));

describe('fitLine', () => {
  it('recovers an exact line', () => {
    const fit = fitLine(on(0.6, 2e-9));
    expect(fit?.overheadMs).toBeCloseTo(0.6, 9);
    expect(fit?.slope).toBeCloseTo(2e-9, 18);
    expect(fit?.deviation).toBeLessThan(1e-9);
  });

  it('finds the overhead although the largest size is noisy', () => {
    // Plain least squares would put some 20 ms of noise into the overhead.
    const fit = fitLine(on(0.6, 1e-5, (i) => (i === 5 ? 0.8 : 1)));
    expect(fit?.overheadMs).toBeGreaterThan(0.4);
    expect(fit?.overheadMs).toBeLessThan(0.8);
    expect(fit?.slope).toBeGreaterThan(0.85e-5);
  });

  it('stays near a line under noise of 10 %', () => {
    const fit = fitLine(on(0.6, 2e-7, (i) => (i % 2 ? 1.1 : 0.9)));
    expect(fit?.overheadMs).toBeGreaterThan(0.5);
    expect(fit?.overheadMs).toBeLessThan(0.7);
    expect(fit?.deviation).toBeLessThan(0.15);
  });

  it('has no negative overhead and no negative slope', () => {
    const steep = works.map((work) => ({ work, ms: work ** 1.3 * 1e-6 }));
    expect(fitLine(steep)?.overheadMs).toBe(0);
    const falling = works.map((work, i) => ({ work, ms: 6 - i }));
    expect(fitLine(falling)?.slope).toBe(0);
  });

  it('needs two different sizes with times', () => {
    expect(fitLine([])).toBeNull();
    expect(fitLine([{ work: 5, ms: 1 }])).toBeNull();
    expect(
      fitLine([
        { work: 5, ms: 1 },
        { work: 5, ms: 2 },
      ]),
    ).toBeNull();
    expect(
      fitLine([
        { work: 5, ms: 1 },
        { work: 9, ms: NaN },
        { work: 10, ms: 0 },
      ]),
    ).toBeNull();
  });

  it('is finite and not negative for any times', () => {
    const sample = fc.record({
      work: fc.integer({ min: 1, max: 1e12 }),
      ms: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 10 }), (samples) => {
        const fit = fitLine(samples);
        for (const value of Object.values(fit ?? {})) {
          expect(Number.isFinite(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe('crossing', () => {
  it('is where both take the same time', () => {
    const [cpu, gpu] = [line(0.02, 5e-8), line(0.6, 5e-9)];
    const work = crossing(cpu, gpu)!;
    expect(timeAt(cpu, work)).toBeCloseTo(timeAt(gpu, work), 12);
    expect(crossing(gpu, cpu)).toBeCloseTo(work, 0);
  });

  it('is none for lines that part or run side by side', () => {
    expect(crossing(line(0.1, 1e-9), line(0.6, 2e-9))).toBeNull();
    expect(crossing(line(0.1, 1e-9), line(0.6, 1e-9))).toBeNull();
    expect(crossing(line(0.1, 1e-9), line(0.1, 1e-9))).toBeNull();
  });
});
