/** The Break-even page: each answer from literals, a sweep for real. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { page as screen } from 'vitest/browser';
import { createEngine, type DeviceReport, type Engine } from '../../src';
import { ops } from '../../src/ops';
import '../../src/ui/app';
import type { BreakevenPage } from '../../src/ui/breakeven/breakeven-page';
import '../../src/ui/breakeven/breakeven-page';
import type { Cell, SweepRun } from '../../src/ui/breakeven/rows';
import { planOf, readState } from '../../src/ui/breakeven/state';
import { device as mac, noGpu, report, stats } from './literals';
import { expectAccessible, find, mount, soon, tabInto, text } from './page';

let engine: Engine;
let device: DeviceReport;
beforeAll(async () => {
  engine = await createEngine();
  device = await engine.device();
});
afterAll(() => engine.dispose());
afterEach(async () => {
  document.body.replaceChildren();
  await screen.viewport(1440, 900);
});

const plan = planOf(readState(ops, new URLSearchParams()));
const software = { ...mac, software: true };

type Law = readonly [overheadMs: number, gmacs: number];
interface Laws {
  readonly cpu?: Law;
  readonly gpu?: Law;
}

/** A finished run whose times follow t = overhead + MACs / rate exactly. */
function run({ cpu, gpu }: Laws, change: Partial<SweepRun> = {}): SweepRun {
  const cell = (side: 'wasm' | 'webgpu', macs: number, law?: Law): Cell => {
    if (!law) return { state: 'left-out', report: null, note: '' };
    const ms = law[0] + macs / law[1] / 1e6;
    const kernel = side === 'wasm' ? 'packed-simd' : 'direct';
    const kernelMs = stats(macs / law[1] / 1e6 + law[0] / 50);
    const measured = report(side, kernel, ms, {
      endToEndMs: stats(ms),
      kernelMs,
    });
    return { state: 'done', report: measured, note: '' };
  };
  const rows = plan.points.map((point) => ({
    point,
    cpu: cell('wasm', point.cost.macs, cpu),
    gpu: cell('webgpu', point.cost.macs, gpu),
  }));
  return { state: 'done', rows, ...change };
}

async function answer(laws: Laws, on: DeviceReport = mac) {
  const card = mount('rp-answer-card', { plan, run: run(laws), device: on });
  await card.updateComplete;
  return card;
}
const main = (card: Element) => text(find(card, '.main'));
const big = (card: Element) => text(find(card, '.big'));

test('says below which size the CPU wins and why', async () => {
  const card = await answer({ cpu: [0.02, 20], gpu: [0.6, 200] });
  // 0.58 ms at the difference of the rates: 12.9 M MACs, 18.7 pixels.
  expect(big(card)).toBe('19×19×64');
  expect(main(card)).toBe(
    'Below 19×19×64 the CPU wins: the GPU spends 0.600 ms before its first ' +
      'multiply.',
  );
  expect(text(card)).toMatch(/On kernel time alone.*GPU wins from 3×3×64 on/);
  expect(text(card)).toContain('CPU: WASM packed-simd on one thread');
  expect(text(card)).toContain('GPU: direct on Apple M2');
  expect(text(card)).not.toContain('software adapter');
  await expectAccessible();
});

test('says from which size on the CPU wins', async () => {
  const card = await answer({ cpu: [0.6, 200], gpu: [0.02, 20] });
  expect(main(card)).toBe(
    'From 19×19×64 on the CPU wins: it does 200 GMAC/s, this GPU 20.0 GMAC/s.',
  );
});

test('says that the CPU wins everywhere, and where it might not', async () => {
  const card = await answer({ cpu: [0.02, 20], gpu: [40, 200] });
  expect(big(card)).toBe('CPU');
  expect(main(card)).toMatch(
    /^The CPU wins at every size measured: the GPU spends 40\.0 ms before its first multiply and is still \S+× slower at 96×96×64\. The lines would meet near 156×156×64\.$/,
  );
});

test('says what a software adapter is', async () => {
  const card = await answer({ cpu: [0.02, 20], gpu: [3, 0.6] }, software);
  expect(main(card)).toMatch(
    /CPU wins at every size measured: on this software adapter the "GPU" is the processor itself, \S+× slower at 96×96×64\./,
  );
  expect(text(find(card, '.badge'))).toMatch(/software adapter/);
  await expectAccessible();
});

test('says that the GPU wins everywhere', async () => {
  const card = await answer({ cpu: [0.6, 20], gpu: [0.02, 200] });
  expect(big(card)).toBe('GPU');
  expect(main(card)).toMatch(
    /^The GPU wins at every size measured: at 96×96×64 it is \S+× faster/,
  );
});

test('without WebGPU the CPU curve stands alone, with what to do', async () => {
  const card = await answer({ cpu: [0.02, 20] }, noGpu);
  expect(text(find(card, '.figure'))).toMatch(
    /^20\.0 µs before the first multiply/,
  );
  expect(main(card)).toContain('20.0 GMAC/s');
  expect(text(card)).toContain(noGpu.reason);
  await expectAccessible();
});

test('one size is too little for an answer', async () => {
  const whole = run({ cpu: [0.02, 20], gpu: [0.6, 200] });
  const card = mount('rp-answer-card', {
    plan,
    run: { state: 'cancelled', rows: whole.rows.slice(0, 1) },
    device: mac,
  });
  await card.updateComplete;
  expect(main(card)).toMatch(/a line needs two sizes/);
  const left: Cell = { state: 'left-out', report: null, note: '' };
  const [first, second] = whole.rows;
  const rows = [first, { ...second, gpu: left }];
  card.run = { state: 'cancelled', rows };
  await card.updateComplete;
  expect(main(card)).toMatch(/a line needs two sizes/);
});

test('the chart marks the crossing and reads a size by keyboard', async () => {
  const { rows } = run({ cpu: [0.02, 20], gpu: [0.6, 200] });
  const chart = mount('rp-sweep-chart', {
    rows,
    axis: 'height = width, pixels',
    meeting: '19×19×64',
  });
  await chart.updateComplete;
  expect(text(find(chart, '.meet'))).toBe('19×19×64');
  const names = [...chart.renderRoot.querySelectorAll('.name')].map(text);
  expect(names.sort()).toEqual(['CPU', 'CPU kernel', 'GPU', 'GPU kernel']);
  expect(text(chart)).toContain('CPU wins');
  expect(chart.shadowRoot?.innerHTML).not.toMatch(/NaN|undefined|style=/);
  await tabInto(chart);
  await soon(() =>
    expect(text(find(chart, '.readout'))).toMatch(
      /^2×2×64, 147 k MACs: CPU 27\.4 µs end to end.*CPU ahead 21/,
    ),
  );
  await expectAccessible();
});

test('a curve that ends early and one that failed say so', async () => {
  const whole = run({ cpu: [0.02, 20], gpu: [0.6, 200] });
  const cpu: Cell = { state: 'too-long', report: null, note: 'it is long' };
  const rows = whole.rows.map((row, index) =>
    index < 6 ? row : { ...row, cpu },
  );
  const chart = mount('rp-sweep-chart', { rows });
  await chart.updateComplete;
  expect(text(chart)).toContain(
    `The CPU's curve ends before ${plan.points[6].size}: it is long.`,
  );
  const table = mount('rp-sweep-table', { rows });
  await table.updateComplete;
  const lines = [...table.renderRoot.querySelectorAll('tbody tr')].map(text);
  expect(lines[0]).toMatch(/^2×2×64 147 k 0\.0274 .*CPU 21\.9× .*verified/);
  expect(lines[7]).toContain('too long');
  await expectAccessible();
});

/** A page as the shell hosts it: its link state comes back as the query. */
function open(query: string, properties: Partial<BreakevenPage> = {}) {
  const element = mount('rp-breakeven-page', {
    engine,
    device,
    query: new URLSearchParams(query),
    ...properties,
  });
  element.addEventListener('rp-query', (event) => {
    const { detail } = event as CustomEvent<Record<string, string>>;
    element.query = new URLSearchParams(detail);
  });
  return element;
}
const button = (host: Element) =>
  find<HTMLButtonElement>(host, 'rp-sweep-head', 'button.primary');
const finished = (host: Element) =>
  soon(() => expect(text(button(host))).toBe('Sweep again'), 60_000);
const measured = (host: Element) =>
  [...find(host, 'rp-sweep-table').shadowRoot!.querySelectorAll('tbody tr')]
    .map(text)
    .filter((line) => /ms|\d \.?\d/.test(line) && /verified|timed/.test(line));
const notices = (host: Element) =>
  [...(host.shadowRoot?.querySelectorAll('.notice') ?? [])].map(text);

test('a real sweep measures both sides and fits on a phone', async () => {
  await screen.viewport(360, 740);
  const host = open('preset=first-visit');
  await expectAccessible();
  find(host, 'rp-answer-card', 'button').click();
  await finished(host);
  expect(big(find(host, 'rp-answer-card'))).toMatch(/^(CPU|GPU|\d+×\d+×\d+)$/);
  expect(text(find(host, 'rp-answer-card'))).toMatch(
    /CPU: WASM depthwise\S* on .*threads?; GPU: depthwise-\S+ on /,
  );
  expect(measured(host).length).toBeGreaterThanOrEqual(5);
  expect(measured(host)[0]).toContain('✓ verified');
  expect(notices(host)).toEqual([]);
  expect(document.documentElement.scrollWidth).toBe(360);
  await expectAccessible();
}, 90_000);

test('a cancelled sweep keeps what it has, and each sweep its own', async () => {
  const host = open('preset=vgg16-conv3-2');
  await soon(() => expect(button(host).disabled).toBe(false));
  button(host).click();
  await soon(() => expect(measured(host).length).toBeGreaterThan(1), 30_000);
  expect(text(button(host))).toBe('Cancel');
  button(host).click();
  await finished(host);
  const kept = measured(host);
  expect(kept.length).toBeGreaterThan(1);
  expect(kept.length).toBeLessThan(planOf(host.plan).points.length);
  expect(notices(host)[0]).toMatch(/^Cancelled\./);
  await expectAccessible();
  const channels = 'input[value="channels"]';
  find(host, 'rp-sweep-form', channels).click();
  await soon(() => expect(host.query.get('sweep')).toBe('channels'));
  await soon(() =>
    expect(text(find(host, 'rp-answer-card'))).toContain('Nothing measured'),
  );
  find(host, 'rp-sweep-form', 'input[value="pixels"]').click();
  await soon(() => expect(measured(host)).toEqual(kept));
}, 90_000);

test('without WebGPU only the CPU is measured', async () => {
  const host = open('preset=first-visit', { device: noGpu });
  expect(await soon(() => text(find(host, 'rp-answer-card')))).toContain(
    noGpu.reason,
  );
  button(host).click();
  await finished(host);
  expect(text(find(host, 'rp-answer-card'))).toContain('The CPU alone');
  expect(notices(host)).toEqual([]);
  await expectAccessible();
}, 60_000);

test('a failure is told with its size and ends that curve', async () => {
  const broken: Engine = Object.create(engine, {
    bench: {
      value: (...[op, call]: Parameters<Engine['bench']>) =>
        engine.bench(
          op,
          call.backend === 'webgpu' ? { ...call, kernel: 'no-such' } : call,
        ),
    },
  });
  const host = open('preset=first-visit', { engine: broken });
  await soon(() => expect(button(host).disabled).toBe(false));
  button(host).click();
  await finished(host);
  expect(notices(host)).toHaveLength(1);
  expect(notices(host)[0]).toMatch(/^GPU at \S+: .*no-such/);
  expect(text(find(host, 'rp-answer-card'))).toContain('The CPU alone');
}, 60_000);

test('a bad link says what was wrong and still opens', async () => {
  const host = open('op=conv2d&preset=nonsense&sweep=boxes');
  await soon(() => expect(notices(host)).toHaveLength(2));
  expect(notices(host)[0]).toContain('preset "nonsense"');
  const select = find<HTMLSelectElement>(host, 'rp-sweep-form', '#preset');
  expect(select.value).toBe('resnet50-conv2-3x3');
  await expectAccessible();
});

test('the address holds the sweep and follows it', async () => {
  history.replaceState(null, '', '#breakeven?op=conv2d&sweep=channels');
  const app = mount('rp-app', {});
  const host = await soon(() => {
    const found = find<BreakevenPage>(app, 'rp-breakeven-page');
    expect(button(found).disabled).toBe(false);
    return found;
  }, 20_000);
  expect(host.plan.sweep.id).toBe('channels');
  expect(document.title).toBe('Break-even · Ridgepoint');
  const pixels = find(host, 'rp-sweep-form', 'input[value="pixels"]');
  pixels.focus();
  pixels.click();
  await soon(() =>
    expect(window.location.hash).toBe(
      '#breakeven?op=conv2d&preset=resnet50-conv2-3x3&sweep=pixels',
    ),
  );
  await expectAccessible();
  history.replaceState(null, '', window.location.pathname);
}, 30_000);
