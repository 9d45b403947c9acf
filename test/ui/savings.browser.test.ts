/** The Savings page: the answer from literals, small blocks for real. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { page as screen } from 'vitest/browser';
import { createEngine, type DeviceReport, type Engine } from '../../src';
import '../../src/ui/app';
import type { CeilingsView } from '../../src/ui/roofline/ceilings-view';
import { planOf } from '../../src/ui/savings/plan';
import type { SavingsPage } from '../../src/ui/savings/savings-page';
import '../../src/ui/savings/savings-page';
import { initialSettings } from '../../src/ui/savings/settings';
import { device as mac, noGpu } from './literals';
import { expectAccessible, find, mount, soon, tabInto, text } from './page';
import { ceilings } from './roofline-literals';
import { roof, runOf } from './savings-literals';

let engine: Engine;
let device: DeviceReport;
beforeAll(async () => {
  engine = await createEngine();
  device = await engine.device();
});
afterAll(() => engine.dispose());
afterEach(async () => {
  document.body.replaceChildren();
  history.replaceState(null, '', window.location.pathname);
  await screen.viewport(1440, 900);
});

const small = 'inChannels=8&outChannels=16&side=12';
const plan = planOf(initialSettings);
const view: CeilingsView = {
  ceilings,
  state: 'idle',
  progress: { done: 0, label: '' },
  problem: '',
};

/** A page as the shell hosts it: its link state comes back as the query. */
function open(query: string, properties: Partial<SavingsPage> = {}) {
  const element = mount('rp-savings-page', {
    ...{ engine, device, roofs: view },
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
  find<HTMLButtonElement>(host, 'rp-savings-head', 'button.primary');
const answer = (host: Element) => text(find(host, 'rp-savings-answer'));
const big = (host: Element) =>
  [...find(host, 'rp-savings-answer').shadowRoot!.querySelectorAll('.big')].map(
    text,
  );
const lines = (host: Element) =>
  [
    ...find(host, 'rp-savings-table').shadowRoot!.querySelectorAll('tbody tr'),
  ].map(text);
const notices = (host: Element) =>
  [...(host.shadowRoot?.querySelectorAll('.notice') ?? [])].map(text);
const flip = (host: Element) =>
  find(host, 'rp-savings-roofline', '[role=switch]').click();

async function measured(host: Element) {
  await soon(() => expect(button(host).disabled).toBe(false));
  button(host).click();
  await soon(() => expect(text(button(host))).toBe('Measure again'), 60_000);
}

test('three figures and the sentence between them', async () => {
  const card = mount('rp-savings-answer', {
    ...{ plan, run: runOf(), roof, device: mac },
  });
  await card.updateComplete;
  const figures = [...card.renderRoot.querySelectorAll('.big')].map(text);
  expect(figures).toEqual(['7.89×', '3.84×', '3.00×']);
  expect(text(card)).toContain(
    '1/64 + 1/9 = 0.127 → 7.89× fewer multiply-adds',
  );
  expect(text(find(card, '.main'))).toMatch(
    /^Of the promised 7\.89×, 3\.00× arrives\. The depthwise 3×3 does 12 %/,
  );
  expect(card.shadowRoot?.innerHTML).not.toMatch(/NaN|undefined|style=/);
  await expectAccessible();
});

test('says on a software adapter what it is', async () => {
  const software = { ...mac, software: true };
  const card = mount('rp-savings-answer', {
    ...{ plan, run: runOf(), roof, device: software },
  });
  await card.updateComplete;
  expect(text(find(card, '.badge'))).toContain('software adapter');
  expect(text(card)).toContain('say nothing about a graphics card');
  await expectAccessible();
});

test('the roofline names its dots and reads one by keyboard', async () => {
  const card = mount('rp-savings-roofline', {
    ...{ plan, run: runOf(), roof, roofs: view },
  });
  await card.updateComplete;
  const labels = [...card.renderRoot.querySelectorAll('.labels text')]
    .map(text)
    .join(' ');
  for (const name of ['dense', 'depthwise 3×3', 'pointwise 1×1', 'separable'])
    expect(labels).toContain(name);
  await tabInto(card, '{Tab}{Tab}');
  await soon(() =>
    expect(text(find(card, '.readout'))).toMatch(
      /^dense: 0\.600 ms, 77\d GFLOP\/s at 94\.5 FLOP\/byte, 51 % of the roof/,
    ),
  );
  expect(card.shadowRoot?.innerHTML).not.toMatch(/NaN|undefined|style=/);
  await expectAccessible();
});

test('before the roofs are known asks for them', async () => {
  const host = open(small, { roofs: { ...view, ceilings: null } });
  let asked = 0;
  host.addEventListener('rp-measure-roofs', () => asked++);
  await host.updateComplete;
  expect(big(host)[1]).toBe('–');
  find(host, 'rp-savings-answer', '.how button').click();
  find(host, 'rp-savings-roofline', 'button.measure').click();
  expect(asked).toBe(2);
  await expectAccessible();
});

test('a real block in three forms, on a phone', async () => {
  await screen.viewport(360, 740);
  const host = open(`${small}&on=wasm`);
  await host.updateComplete;
  expect(answer(host)).toContain('1/16 + 1/9 = 0.174');
  await expectAccessible();
  await measured(host);
  expect(big(host)[2]).toMatch(/^\d[\d.]*×$/);
  expect(lines(host)).toHaveLength(5);
  expect(lines(host)[4]).toContain('fused-simd');
  expect(answer(host)).toMatch(/fused kernel \(fused-simd\) keeps them in/);
  expect(notices(host)).toEqual([]);
  expect(document.documentElement.scrollWidth).toBe(360);
  await expectAccessible();
}, 90_000);

test('the fused switch moves the block without another run', async () => {
  const host = open(`${small}&on=webgpu`);
  await measured(host);
  const before = lines(host);
  const dot = () => find(host, 'rp-savings-roofline', '.block .mark');
  const [x] = [dot().getAttribute('cx')];
  const mark = dot();
  flip(host);
  await soon(() => expect(host.query.get('fused')).toBe('1'));
  await soon(() => expect(dot().getAttribute('cx')).not.toBe(x));
  // The same element, so that it glides.
  expect(dot()).toBe(mark);
  expect(Number(dot().getAttribute('cx'))).toBeGreaterThan(Number(x));
  expect(lines(host)).toEqual(before);
  expect(text(button(host))).toBe('Measure again');
  await expectAccessible();
}, 90_000);

test('a cancelled run says so, and numbers that do not fit stop it', async () => {
  const host = open('on=wasm');
  await soon(() => expect(button(host).disabled).toBe(false));
  button(host).click();
  await soon(() => expect(text(button(host))).toBe('Cancel'));
  button(host).click();
  await soon(() => expect(notices(host)[0]).toMatch(/^Cancelled/), 20_000);
  const kernel = find<HTMLInputElement>(host, 'rp-savings-form', '#kernel');
  kernel.value = '4';
  kernel.dispatchEvent(new Event('change'));
  await soon(() =>
    expect(text(find(host, 'rp-savings-form', '.notice'))).toContain('use 5'),
  );
  expect(button(host).disabled).toBe(true);
  await expectAccessible();
}, 60_000);

test('a failure is told as it is', async () => {
  const broken: Engine = Object.create(engine, {
    prepareNetwork: {
      value: () => engine.prepareNetwork('no-such'),
    },
  });
  const host = open(small, { engine: broken });
  await soon(() => expect(button(host).disabled).toBe(false));
  button(host).click();
  await soon(() => expect(notices(host)[0]).toContain('no-such'));
});

test('narrower forms are timed on demand', async () => {
  const host = open(`${small}&on=wasm`);
  const family = () => find(host, 'rp-savings-family');
  await soon(() =>
    expect(
      find<HTMLButtonElement>(host, 'rp-savings-family', '.empty button')
        .disabled,
    ).toBe(false),
  );
  find(host, 'rp-savings-family', '.empty button').click();
  await soon(() => expect(text(family())).toContain('Measure again'), 60_000);
  expect(text(family())).toMatch(/From width 1 to width 0\.25 .* fall \d/);
  expect(family().shadowRoot!.querySelectorAll('.bar')).toHaveLength(4);
  expect(family().shadowRoot?.innerHTML).not.toMatch(/NaN|undefined|style=/);
  await expectAccessible();
}, 90_000);

test('without WebGPU it runs on WebAssembly and says why', async () => {
  const host = open(`${small}&on=webgpu`, { device: noGpu });
  await host.updateComplete;
  expect(text(find(host, 'rp-savings-form'))).toContain(noGpu.reason);
  expect(answer(host)).toContain('on WebAssembly');
  await expectAccessible();
});

test('a bad link says what was wrong and still opens', async () => {
  const host = open('kind=mystery&side=12');
  await soon(() => expect(notices(host)).toHaveLength(1));
  expect(notices(host)[0]).toContain('mystery');
  expect(host.plan.settings.side).toBe(12);
});

test('the address holds the network and follows its sliders', async () => {
  history.replaceState(null, '', '#savings?kind=network&width=0.5');
  const app = mount('rp-app', {});
  const host = await soon(() => {
    const found = find<SavingsPage>(app, 'rp-savings-page');
    expect(button(found).disabled).toBe(false);
    return found;
  }, 20_000);
  expect(document.title).toBe('Savings · Ridgepoint');
  expect(text(find(host, 'rp-savings-head'))).toContain('width 0.5, 224×224');
  const slider = find<HTMLInputElement>(host, 'rp-savings-form', '#resolution');
  slider.value = '1';
  slider.dispatchEvent(new Event('input'));
  await soon(() =>
    expect(window.location.hash).toBe(
      '#savings?kind=network&width=0.5&resolution=128',
    ),
  );
  await expectAccessible();
}, 30_000);
