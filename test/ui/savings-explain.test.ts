import { describe, expect, it } from 'vitest';
import { explain, predictedRatio } from '../../src/ui/savings/explain';
import { extentOf, marksOf } from '../../src/ui/savings/marks';
import { outcomeOf, type SavingsRun } from '../../src/ui/savings/outcome';
import { chosenId, planOf } from '../../src/ui/savings/plan';
import { initialSettings, type Settings } from '../../src/ui/savings/settings';
import { roof, runOf, variantRun } from './savings-literals';

function told(
  run: SavingsRun,
  change: Partial<Settings> = {},
  on: { roof?: typeof roof | null; software?: boolean } = {},
) {
  const plan = planOf({ ...initialSettings, ...change });
  const outcome = outcomeOf(plan, run, chosenId(plan))!;
  const { lead, reason, more, next } = explain(
    plan,
    outcome,
    on.roof === undefined ? roof : on.roof,
    on.software ?? false,
  );
  return { lead, reason, more: more.join(' '), next };
}

describe('the answer', () => {
  it('names the layer that takes the time, and its limit', () => {
    const { lead, reason, more, next } = told(runOf());
    expect(lead).toBe('Of the promised 7.89×, 3.00× arrives.');
    expect(reason).toBe(
      'The depthwise 3×3 does 12 % of the multiply-adds and takes 60 % of ' +
        'the time: 2.2 FLOP for each byte, under the ridge at 15, so memory ' +
        'is its limit, of which it reaches 27 %.',
    );
    expect(more).toContain(
      'The dense form does 95 FLOP for each byte: arithmetic is its limit, of ' +
        'which it reaches 51 %.',
    );
    expect(more).toContain(
      '3.21 MB of 8.04 MB are written and read again. The fused kernel ' +
        '(fused-registers) keeps them in and runs 2.00× as fast.',
    );
    expect(next).toBe('Switch the fused kernel on and see the point move.');
  });

  it.each([
    [1.54, 'The promise is kept: 7.89× on paper, 7.70× measured.'],
    [0.1, '7.89× fewer multiply-adds, and yet it takes 2.00× the time'],
    [1.9, '7.89× was promised and 9.50× came'],
  ])('of %f ms dense weighs what came of the promise', (ms, lead) => {
    const dense = variantRun([ms], 'direct');
    expect(told(runOf({ dense })).lead).toContain(lead);
  });

  it('says when launching hides the savings', () => {
    expect(told(runOf()).more).toContain(
      'Run alone, 0.100 ms of 0.300 ms (33 %) are launching and waiting, and ' +
        'the ratio is 2.33×',
    );
    const quick = {
      dense: variantRun([0.6], 'direct', 0.01),
      cheap: variantRun([0.12, 0.08], 'direct', 0.01),
    };
    expect(told(runOf(quick)).more).not.toContain('launching');
  });

  it('says what the kernels make of their roofs', () => {
    const { more } = told(runOf({ cheap: variantRun([0.24, 0.08], 'direct') }));
    // 0.308 ms of 0.6, and 0.032 + 0.048 of 0.32, at the least.
    expect(more).toContain(
      'The kernels come unequally near to their roofs: the dense form to ' +
        '51 %, the other to 25 %. That turns the predicted 3.84× into 1.87×.',
    );
    expect(told(runOf()).more).not.toContain('unequally');
  });

  it('tells of Winograd, which multiplies less than the promise counts', () => {
    const dense = variantRun([0.3], 'winograd');
    expect(told(runOf({ dense })).more).toContain('Winograd spares');
  });

  it('on a slower fused kernel is honest', () => {
    const fused = variantRun([0.3], 'fused-tiled');
    const { more, next } = told(runOf({ fused }), { fused: true });
    expect(more).toContain('Fused (fused-tiled) keeps them in and takes 1.50×');
    expect(next).not.toContain('Switch');
  });

  it('says that the tuner fused nothing', () => {
    const fused = variantRun([0.2], 'two-pass');
    const { more, reason } = told(runOf({ fused }), { fused: true });
    expect(more).toContain('kept two passes for this block: the 3.21 MB');
    expect(reason).toMatch(/^The two-pass 3×3 and 1×1 is all of it/);
  });

  it('without roofs says what can be said, and how to learn more', () => {
    const { reason, next } = told(runOf(), {}, { roof: null });
    expect(reason).toContain('measure the roofs');
    expect(next).toContain('Measure the roofs');
  });

  it('without a clock for layers compares whole runs', () => {
    const without = (ms: number) => ({
      ...variantRun([ms], 'direct'),
      layerMs: null,
    });
    const { reason } = told(
      runOf({ dense: without(0.6), cheap: without(0.2), fused: without(0.1) }),
    );
    expect(reason).toContain('no clock that times a layer');
  });

  it('is plain about a software adapter', () => {
    expect(told(runOf(), {}, { software: true }).more).toContain(
      'say nothing about a graphics card',
    );
    expect(told(runOf()).more).not.toContain('software');
  });

  it('where a roof is far away blames the kernel, near a cache the cache', () => {
    const slow = told(runOf({ cheap: variantRun([1.2, 0.08], 'direct') }));
    expect(slow.reason).toContain('neither roof explains it');
    const fast = told(runOf({ cheap: variantRun([0.02, 0.01], 'direct') }));
    expect(fast.reason).toContain('above that roof');
  });

  it('blames the launch where that is most of a layer', () => {
    const cheap = variantRun([0.009, 0.001], 'direct');
    const { reason } = told(
      runOf({ cheap }),
      { side: 8 },
      {
        roof: { ...roof, launchUs: 5 },
      },
    );
    expect(reason).toContain('launching alone is 56 % of its time');
  });

  it('asks for calm where the rounds differ much', () => {
    const { wholeMs, ...cheap } = variantRun([0.12, 0.08], 'direct');
    const layerMs = cheap.layerMs!.map(([a, b], i) => [a * (i + 1), b]);
    const { next } = told(runOf({ cheap: { ...cheap, wholeMs, layerMs } }));
    expect(next).toMatch(/^The rounds differ much \(\S+×\): measure again/);
  });

  it('of an inverted residual says where V2 saves', () => {
    const { lead } = told(
      runOf({
        cheap: variantRun([0.5, 0.2, 0.5], 'direct'),
        fused: variantRun([0.5, 0.6], 'fused-registers'),
      }),
      { kind: 'inverted-residual', inChannels: 64, outChannels: 64, side: 14 },
    );
    expect(lead).toBe(
      'This block costs 1.43× the multiply-adds of the dense one and takes ' +
        '2.00× the time. MobileNetV2 saves elsewhere: its blocks filter 384 ' +
        'channels and hand on only 64.',
    );
  });
});

describe('the roofline', () => {
  const plan = planOf(initialSettings);

  it('predicts by each layer’s own limit', () => {
    // Dense at the arithmetic roof, the block at the memory’s: 8.04 MB.
    const dense = (2 * 9 * 32 * 64 * 112 * 112) / 1500 / 1e6;
    expect(predictedRatio(plan, 'cheap', roof)).toBeCloseTo(
      dense / (8.042624 / 100),
      2,
    );
    expect(predictedRatio(plan, 'fused', roof)).toBeGreaterThan(
      predictedRatio(plan, 'cheap', roof)!,
    );
    expect(predictedRatio(plan, 'cheap', null)).toBeNull();
  });

  it('shows the forms on the roof before they are measured', () => {
    const { marks, trail } = marksOf(plan, null, roof);
    expect(marks.map(({ id }) => id)).toEqual([
      'dense',
      'layer depthwise 3×3',
      'layer pointwise 1×1',
      'block',
    ]);
    expect(marks.every(({ isMeasured }) => !isMeasured)).toBe(true);
    expect(marks[0].gflops).toBeCloseTo(1500, 9);
    expect(marks[1].gflops).toBeCloseTo(100 * marks[1].intensity, 9);
    expect(trail).toBeNull();
  });

  it('moves the block, and leaves a trail, when it is fused', () => {
    const place = (fused: boolean) => {
      const own = planOf({ ...initialSettings, fused });
      return marksOf(own, outcomeOf(own, runOf(), chosenId(own)), roof);
    };
    const [off, on] = [place(false), place(true)];
    const block = ({ marks }: typeof off) => marks.at(-1)!;
    expect(block(off)).toMatchObject({ id: 'block', ms: 0.2 });
    expect(block(on)).toMatchObject({ id: 'block', label: 'fused', ms: 0.1 });
    expect(block(on).intensity).toBeGreaterThan(block(off).intensity);
    expect(on.trail).toEqual([{ ...block(off), id: 'before' }, block(on)]);
    expect(extentOf(on, roof).length).toBe(2 * (on.marks.length + 2));
  });

  it('does not move what the tuner left in two passes', () => {
    const own = planOf({ ...initialSettings, fused: true });
    const run = runOf({ fused: variantRun([0.2], 'two-pass') });
    const { trail } = marksOf(own, outcomeOf(own, run, 'fused'), roof);
    const [from, to] = trail!;
    expect(to.label).toContain('two passes');
    expect(to.intensity).toBeCloseTo(from.intensity, 9);
  });

  it('has no place for what multiplies nothing', () => {
    const own = planOf({ ...initialSettings, kind: 'grouped-shuffle' });
    const ids = marksOf(own, null, roof).marks.map(({ id }) => id);
    expect(ids).toEqual(['dense', 'layer grouped 3×3', 'block']);
  });
});
