import { afterEach, beforeEach, expect, test } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import { roofsOf } from '../../src/roofline/ceiling-roofs';
import { dotsOf } from '../../src/roofline/dots';
import '../../src/ui/app';
import {
  chartPng,
  chartSvg,
  dotsCsv,
  dotsJson,
} from '../../src/ui/roofline/chart-export';
import { noCeilings } from '../../src/ui/roofline/ceilings-view';
import '../../src/ui/roofline/roofline-card';
import '../../src/ui/roofline/roofline-page';
import { expectAccessible, find, mount, soon, tabInto, text } from './page';
import { ceilings, ladder, runs } from './roofline-literals';

const roofs = roofsOf(ceilings);
const dots = dotsOf(runs, roofs);
const measured = { ...noCeilings, ceilings };
const marks = (from: Element) => [
  ...(from.shadowRoot?.querySelectorAll<SVGElement>('.dot') ?? []),
];

beforeEach(() => localStorage.clear());
afterEach(async () => {
  document.body.replaceChildren();
  await browser.viewport(1440, 900);
});

const chartOf = async () => {
  const { sweep } = ceilings.evidence;
  const chart = mount('rp-roofline-chart', { roofs, dots, sweep });
  await chart.updateComplete;
  const drawn = () => find<SVGElement & HTMLElement>(chart, 'svg');
  await soon(() =>
    expect(drawn().getAttribute('viewBox')).not.toMatch(/^0 0 640/),
  );
  await chart.updateComplete;
  return chart;
};

test('the chart shows every roof, dot, ladder and sweep point', async () => {
  const chart = await chartOf();
  const count = (selector: string) =>
    chart.renderRoot.querySelectorAll(selector).length;
  expect(count('.roof .line')).toBe(3);
  expect(count('.roof .ridge')).toBe(3);
  expect(count('.dot')).toBe(dots.length);
  expect(count('.ladders path')).toBe(3);
  expect(count('.sweep path')).toBe(ceilings.evidence.sweep.length);
  const words = text(chart);
  expect(words).toContain('GPU · 3.6 TFLOP/s · 200 GB/s');
  expect(words).toContain('fits in cache · 540 GB/s');
  expect(words).toContain('FLOP per logical byte');
  for (const mark of marks(chart)) {
    const { width, height } = mark
      .querySelector('.hit')!
      .getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(16);
  }
  await expectAccessible();
});

test('arrow keys walk the dots, Enter opens, Escape closes the card', async () => {
  const chart = await chartOf();
  const told: [string, boolean][] = [];
  chart.addEventListener('rp-dot-select', ({ dotId, open }) =>
    told.push([dotId, open]),
  );
  const focused = () =>
    (chart.shadowRoot?.activeElement as SVGElement | null)?.dataset.dot;
  expect(marks(chart).filter((mark) => mark.tabIndex === 0)).toHaveLength(1);
  await tabInto(chart);
  const walked = [focused()];
  for (let i = 1; i < dots.length; i++) {
    await userEvent.keyboard('{ArrowRight}');
    walked.push(focused());
  }
  expect(new Set(walked)).toEqual(new Set(dots.map(({ id }) => id)));
  await userEvent.keyboard('{ArrowRight}');
  expect(focused()).toBe(walked[0]);
  await userEvent.keyboard('{End}');
  expect(focused()).toBe(walked.at(-1));
  const tip = text(find(chart, '.tip'));
  expect(tip).toMatch(/of its roof.*FLOP\/byte/);
  await userEvent.keyboard(' ');
  await userEvent.keyboard('{Enter}');
  expect(told).toEqual([
    [walked.at(-1), false],
    [walked.at(-1), true],
  ]);
  await userEvent.keyboard('{Escape}');
  await chart.updateComplete;
  expect(() => find(chart, '.tip')).toThrow();
});

test('a card under the pointer names the run and what to try', async () => {
  const chart = await chartOf();
  const mark = marks(chart).find((one) =>
    one.getAttribute('aria-label')?.startsWith('WebGPU depthwise-slide'),
  )!;
  await userEvent.hover(mark.querySelector('.hit')!);
  const tip = await soon(() => find(chart, '.tip'));
  expect(text(tip)).toMatch(
    /block 1 depthwise.*22\.4 µs.*2\.25 FLOP\/byte, 0\.237 without reuse.*Memory-bound: 72 %.*Fusing/,
  );
  const [card, plot] = [tip, chart].map((one) => one.getBoundingClientRect());
  expect(card.left).toBeGreaterThanOrEqual(plot.left);
  expect(card.right).toBeLessThanOrEqual(plot.right);
});

test('the card says why roofs are wanted, measures, and gives a verdict', async () => {
  const card = mount('rp-roofline-card', { runs: ladder });
  const asked: string[] = [];
  for (const name of ['rp-measure-roofs', 'rp-cancel-roofs'] as const)
    document.body.addEventListener(name, () => asked.push(name), {
      once: true,
    });
  await card.updateComplete;
  expect(text(card)).toContain('no faster than');
  find(card, 'button').click();
  card.roofs = {
    ...noCeilings,
    state: 'measuring',
    progress: { done: 0.4, label: 'measuring bandwidth' },
  };
  await card.updateComplete;
  expect(text(card)).toContain('measuring bandwidth');
  await expectAccessible();
  find(card, 'button').click();
  expect(asked).toEqual(['rp-measure-roofs', 'rp-cancel-roofs']);
  card.roofs = measured;
  await card.updateComplete;
  expect(text(find(card, '.verdict'))).toBe(
    'Compute-bound: 67 % of the FMA roof. Winograd F(2×2, 3×3) would need ' +
      '2.25 times fewer multiplications. The ladder naive → direct gained 11×.',
  );
  card.selected = 'reference/reference';
  await card.updateComplete;
  expect(text(find(card, '.verdict'))).toContain('It is the oracle');
  await expectAccessible();
});

test('the page answers, and its table is the chart’s twin', async () => {
  const page = mount('rp-roofline-page', { runs, roofs: measured });
  await page.updateComplete;
  expect(text(find(page, '.figure'))).toBe('72 % of the roof');
  expect(text(find(page, '.sentence'))).toMatch(
    /WebGPU depthwise-slide on block 1 .* lies 3 % off this roof/,
  );
  const chart = find(page, 'rp-roofline-chart');
  const table = find(page, 'rp-dot-table');
  const rows = [...table.shadowRoot!.querySelectorAll('tbody tr')].map(text);
  expect(rows).toHaveLength(dots.length);
  expect(marks(chart)).toHaveLength(dots.length);
  for (const { kernel, label } of dots)
    expect(rows.some((row) => row.includes(`${kernel} ${label}`))).toBe(true);
  const slide = rows.find((row) => row.includes('depthwise-slide'));
  expect(slide).toMatch(/WebGPU depthwise-slide .* 323 2\.25 .*72 % memory/);
  await expectAccessible();
});

test('filters narrow chart and table alike and stand in the link', async () => {
  const page = mount('rp-roofline-page', { runs, roofs: measured });
  const links: unknown[] = [];
  page.addEventListener('rp-query', (event) =>
    links.push((event as CustomEvent).detail),
  );
  await page.updateComplete;
  const selects = [...page.renderRoot.querySelectorAll('select')];
  await userEvent.selectOptions(selects[2], 'wasm');
  await page.updateComplete;
  const expected = dots.filter(({ backend }) => backend === 'wasm').length;
  const table = find(page, 'rp-dot-table');
  await soon(() => {
    expect(marks(find(page, 'rp-roofline-chart'))).toHaveLength(expected);
    expect(table.shadowRoot!.querySelectorAll('tbody tr')).toHaveLength(
      expected,
    );
  });
  expect(links).toEqual([{ backend: 'wasm' }]);
  page.query = new URLSearchParams('network=none&backend=wasm');
  await page.updateComplete;
  expect(text(find(page, '.verdict'))).toContain('No run passes');
  await expectAccessible();
});

test('runs of another adapter are not held against this one’s roofs', async () => {
  const other = runs.map(({ report, ...run }, i) => ({
    ...run,
    report: i === 0 ? { ...report, adapter: 'another' } : report,
  }));
  const page = mount('rp-roofline-page', { runs: other, roofs: measured });
  await page.updateComplete;
  expect(text(page)).toContain(
    `${runs.length - 1} of ${runs.length} · 1 of other adapters`,
  );
});

test('ceilings are tabled with their plateaus, costs and warnings', async () => {
  const warned = {
    ...ceilings,
    software: true,
    evidence: { ...ceilings.evidence, warnings: ['the clock moved'] },
  };
  const page = mount('rp-roofline-page', {
    roofs: { ...noCeilings, ceilings: warned },
  });
  await page.updateComplete;
  expect(text(find(page, '.figure'))).toMatch(
    /3\.60 TFLOP\/s GPU \(software\)/,
  );
  const table = text(find(page, 'rp-ceilings-table'));
  expect(table).toMatch(/memory 20018\.042\.0 GB\/s/);
  expect(table).toMatch(/fits in cache 54070\.0410 GB\/s/);
  expect(table).toContain('The clock moved.');
  expect(text(find(page, 'rp-ceilings-evidence'))).toMatch(
    /vec4<f32> × 2 chains 3 600.*drift/,
  );
  const sets = text(find(page, 'rp-working-set-chart'));
  expect(sets).toMatch(/fits in cache.*memory/);
  expect(text(find(page, '.badge'))).toContain('software adapter');
  await expectAccessible();
});

test('before anything is measured the page says what to do', async () => {
  const page = mount('rp-roofline-page', {});
  await page.updateComplete;
  expect(text(find(page, '.measure'))).toBe('Measure the roofs');
  await expectAccessible();
  page.roofs = { ...noCeilings, state: 'failed', problem: 'lost the device.' };
  await page.updateComplete;
  expect(text(find(page, '[role=alert]'))).toBe('lost the device.');
  await expectAccessible();
});

test('dots without roofs wait for them, and no filter is blamed', async () => {
  const state = 'measuring' as const;
  const page = mount('rp-roofline-page', {
    runs,
    roofs: { ...noCeilings, state },
  });
  await page.updateComplete;
  expect(text(find(page, '.verdict'))).toMatch(/roofs are being measured/);
  page.roofs = noCeilings;
  await page.updateComplete;
  expect(text(find(page, '.verdict'))).toMatch(/^Measure the roofs/);
});

test('nothing overflows a phone, and the chart keeps 16:11', async () => {
  await browser.viewport(360, 780);
  const page = mount('rp-roofline-page', { runs, roofs: measured });
  await page.updateComplete;
  const chart = find(page, 'rp-roofline-chart');
  await soon(() => {
    const { width, height } = find(chart, 'svg').getBoundingClientRect();
    expect(width / height).toBeCloseTo(16 / 11, 1);
  });
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  await expectAccessible();
});

test('exports hold what the page shows', async () => {
  const chart = await chartOf();
  const picture = chartSvg(
    find<HTMLElement & SVGSVGElement>(chart, 'svg'),
    'Roofline of Apple M2',
  );
  const parsed = new DOMParser().parseFromString(picture, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')).toBeNull();
  expect(parsed.querySelector('title')?.textContent).toBe(
    'Roofline of Apple M2',
  );
  expect(picture).toContain('GPU · 3.6 TFLOP/s · 200 GB/s');
  expect(picture).not.toMatch(/class=|tabindex|var\(|NaN|lit\$/);
  const png = await chartPng(picture);
  const bitmap = await createImageBitmap(png);
  expect([bitmap.width, bitmap.height]).toEqual([
    2 * Number(parsed.documentElement.getAttribute('width')),
    2 * Number(parsed.documentElement.getAttribute('height')),
  ]);

  const lines = dotsCsv(dots).trim().split('\n');
  expect(lines).toHaveLength(dots.length + 1);
  expect(lines[0]).toMatch(/^op,layer,network,backend,kernel,ms,gflops/);
  const json = JSON.parse(dotsJson(dots, ceilings));
  expect(json.dots).toHaveLength(dots.length);
  expect(json.ceilings.adapter).toBe('Apple M2');
});

test('a first visit’s runs land under measured roofs by themselves', async () => {
  history.replaceState(null, '', '#bench');
  const app = mount('rp-app', {});
  await app.updateComplete;
  const bench = find(app, 'rp-bench-page');
  const verdict = await soon(
    () => find(bench, 'rp-roofline-card', '.verdict strong'),
    30_000,
  );
  expect(text(verdict)).toMatch(/roof/);
  location.hash = '#roofline';
  const page = await soon(() => find(app, 'rp-roofline-page', '.big'));
  await soon(() => expect(text(page)).toMatch(/\d %/));
  await expectAccessible();
}, 40_000);
