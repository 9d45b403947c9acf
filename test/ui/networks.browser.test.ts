/** The Networks page: promises from literals, small networks for real. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { createEngine, type DeviceReport, type Engine } from '../../src';
import '../../src/ui/app';
import type { LayerTable } from '../../src/ui/networks/layer-table';
import type { NetworksPage } from '../../src/ui/networks/networks-page';
import '../../src/ui/networks/networks-page';
import {
  noCeilings,
  type CeilingsView,
} from '../../src/ui/roofline/ceilings-view';
import { noGpu } from './literals';
import { expectAccessible, find, mount, soon, text } from './page';
import { ceilings } from './roofline-literals';

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

const small = 'net=mobilenet-v1&width=0.25&resolution=32';
const roofs: CeilingsView = { ...noCeilings, ceilings };

/** A page as the shell hosts it: its link state comes back as the query. */
async function open(query: string, properties: Partial<NetworksPage> = {}) {
  const element = mount('rp-networks-page', {
    ...{ engine, device, roofs },
    query: new URLSearchParams(query),
    ...properties,
  });
  element.addEventListener('rp-query', (event) => {
    const { detail } = event as CustomEvent<Record<string, string>>;
    element.query = new URLSearchParams(detail);
  });
  await soon(() => expect(lines(element).length).toBeGreaterThan(0), 20_000);
  return element;
}
const button = (host: Element) =>
  find<HTMLButtonElement>(host, 'rp-networks-head', 'button.primary');
const answer = (host: Element) => find(host, 'rp-networks-answer');
const main = (host: Element) => text(find(answer(host), '.main'));
const steps = (host: Element) =>
  [...answer(host).shadowRoot!.querySelectorAll('li b')].map(text);
const table = (host: Element) => find<LayerTable>(host, 'rp-layer-table');
const lines = (host: Element) =>
  [
    ...(host.shadowRoot
      ?.querySelector('rp-layer-table')
      ?.shadowRoot?.querySelectorAll('tbody tr') ?? []),
  ].map(text);
const names = (host: Element) =>
  [...table(host).shadowRoot!.querySelectorAll('tbody th')].map(text);
const heading = (host: Element, name: string) =>
  [...table(host).shadowRoot!.querySelectorAll('thead th')].find(
    (th) => text(th).replace(/ [↑↓]$/, '') === name,
  )!;
const notices = (host: Element) =>
  [...(host.shadowRoot?.querySelectorAll('.notice') ?? [])].map(text);
const finished = (host: Element) =>
  soon(() => expect(text(button(host))).toBe('Run again'), 60_000);
const choose = (host: Element, id: string, value: string) => {
  const select = find<HTMLSelectElement>(host, 'rp-networks-form', id);
  select.value = value;
  select.dispatchEvent(new Event('change'));
};

test('promises everything before it runs', async () => {
  const host = await open('');
  expect(main(host)).toMatch(
    /^MobileNetV1 has 8\.56× fewer multiply-adds than MobileNetV1, full convolutions, but only 2\.47× fewer bytes to move\.$/,
  );
  const [promised, predicted, measured] = steps(host);
  expect(promised).toBe('8.56×');
  expect(predicted).toMatch(/^\d+\.\d+×$/);
  expect(measured).toBe('–');
  expect(names(host).slice(0, 4)).toEqual([
    'stem',
    'block 1 2',
    'depthwise',
    'pointwise',
  ]);
  const depthwise = lines(host)[2].replaceAll('\u202f', '');
  expect(depthwise).toMatch(
    /^depthwise Depthwise 3×3 3×3 1 1 32 32×112×112 32×112×112 7 3\.61 0\.320 3\.21 2\.25 memory \d/,
  );
  expect(text(find(host, 'rp-totals-card'))).toContain(
    '569 M in the paper; Howard et al. 2017, table 4',
  );
  expect(text(find(host, 'rp-networks-form'))).toContain(
    'Random weights: its answers mean nothing, its speed does.',
  );
  await expectAccessible();
});

test('without roofs it says so, and offers to measure them', async () => {
  const host = await open(small, { roofs: noCeilings });
  const measure = vi.fn();
  host.addEventListener('rp-measure-roofs', measure);
  expect(steps(host)).toEqual([expect.stringMatching(/×$/), '–', '–']);
  const card = find(host, 'rp-layers-roofline');
  expect(text(card)).toContain('nothing can be predicted');
  find(card, 'button.measure').click();
  expect(measure).toHaveBeenCalledOnce();
  await expectAccessible();
});

test('sorts by any column and folds its blocks, by keyboard', async () => {
  const host = await open(small);
  const sortBy = async (name: string) => {
    heading(host, name).querySelector('button')!.focus();
    await userEvent.keyboard('{Enter}');
    await table(host).updateComplete;
  };
  await sortBy('params, k');
  expect(heading(host, 'params, k').getAttribute('aria-sort')).toBe(
    'descending',
  );
  expect(names(host)[0]).toBe('classifier');
  await sortBy('params, k');
  expect(heading(host, 'params, k').getAttribute('aria-sort')).toBe(
    'ascending',
  );
  await sortBy('params, k');
  expect(heading(host, 'params, k').hasAttribute('aria-sort')).toBe(false);
  expect(names(host)[0]).toBe('stem');

  const all = names(host).length;
  const block = find(table(host), 'tr.group button');
  block.focus();
  await userEvent.keyboard('{Enter}');
  await table(host).updateComplete;
  expect(block.getAttribute('aria-expanded')).toBe('false');
  expect(names(host)).toHaveLength(all - 2);

  const flops = find(table(host), 'fieldset label:last-child input');
  flops.click();
  await soon(() => expect(heading(host, 'FLOPs, M')).toBeDefined());
  await expectAccessible();
});

test('more than a hundred layers begin folded', async () => {
  const host = await open('net=shufflenet-v2&resolution=64');
  const { length } = names(host);
  expect(length).toBeLessThan(30);
  const [unfold] = table(host).shadowRoot!.querySelectorAll('.tools button');
  expect(text(unfold)).toBe('Unfold all');
  (unfold as HTMLElement).click();
  await soon(() => expect(names(host).length).toBeGreaterThan(110));
});

test('a run measures both networks, layer by layer', async () => {
  const host = await open(small);
  find(answer(host), 'button').click();
  await finished(host);
  expect(notices(host)).toEqual([]);
  const [, , ratio] = steps(host);
  expect(ratio).toMatch(/^\d.*×$/);
  expect(text(find(answer(host), '.word'))).toMatch(
    /^(faster|slower), of \S+× promised$/,
  );
  const result = host.shadowRoot!.querySelector('rp-totals-card')!.figures;
  const { times, memory } = result.result!;
  expect(times!.layers.map(({ name }) => name)).toEqual(
    result.layers.map(({ name }) => name),
  );
  const sum = result.layers.reduce((all, l) => all + (l.measuredMs ?? 0), 0);
  expect(sum).toBeGreaterThan(0.9 * times!.sumMs);
  expect(memory!.plannedBytes).toBeLessThan(memory!.withoutReuseBytes);
  expect(text(find(host, 'rp-memory-card'))).toMatch(
    /Layer by layer .*, the whole run .*as planned/,
  );
  const kinds = text(find(host, 'rp-kinds-card'));
  expect(kinds).toMatch(/Depthwise 3×3 13 layers MACs [\d.]+ % time [\d.]+ %/);

  // A dot opens its layer; Enter goes to its row.
  const chart = find(host, 'rp-layers-roofline', 'rp-roofline-chart');
  const dots = chart.shadowRoot!.querySelectorAll<SVGElement>('.dot');
  expect(dots.length).toBeGreaterThan(25);
  const dot = [...dots].find((one) => one.dataset.dot === 'stem')!;
  dot.focus();
  await userEvent.keyboard('{Enter}');
  const row = await soon(() => find(table(host), 'tr[data-selected]'));
  expect(text(row)).toMatch(/^stem/);
  const detail = text(find(table(host), 'tr.detail'));
  expect(detail).toMatch(/Runs \S+.*Fused into it: stem bn, stem relu6\./);
  await soon(() =>
    expect(table(host).shadowRoot!.activeElement?.closest('tr')).toBe(row),
  );
  expect(text(table(host))).toMatch(
    /Each layer by itself: .*, mean of \d+ runs/,
  );

  // The same details of the other network.
  find(host, 'rp-compare-card', 'label:last-child input').click();
  await soon(() => expect(names(host)).toContain('block 1 / conv'));
  expect(text(find(host, 'rp-kinds-card'))).toMatch(
    /^By kind of layer Dense 3×3/,
  );
  expect(host.shadowRoot!.innerHTML).not.toMatch(/NaN|undefined|style=/);
  expect(table(host).shadowRoot!.innerHTML).not.toMatch(/NaN|undefined|style=/);
  await expectAccessible();
}, 90_000);

test('on WASM, on a phone, and nothing overflows', async () => {
  await screen.viewport(360, 740);
  const host = await open(`${small}&vs=unoptimised&backend=wasm`);
  button(host).click();
  await finished(host);
  expect(notices(host)).toEqual([]);
  expect(main(host)).toMatch(
    /^MobileNetV1 and MobileNetV1, unoptimised do the same multiply-adds, the first on \S+× fewer bytes\.$/,
  );
  expect(text(find(host, 'rp-totals-card'))).toMatch(/median of \d+ runs, \d/);
  expect(document.documentElement.scrollWidth).toBe(360);
  await expectAccessible();
}, 90_000);

test('measures what each optimisation buys', async () => {
  const host = await open(`${small}&vs=nothing&backend=wasm`);
  const card = find(host, 'rp-switches-card');
  await soon(() =>
    expect(find<HTMLButtonElement>(card, 'button').disabled).toBe(false),
  );
  find(card, 'button').click();
  await soon(() => expect(text(card)).toContain('Measure again'), 60_000);
  const rows = [...card.shadowRoot!.querySelectorAll('li')].map(text);
  expect(rows).toHaveLength(5);
  expect(rows[0]).toBe('as it is 1×');
  expect(rows[1]).toMatch(
    /^Fold batch norms, off [\d.]+× \S+ ms against \S+ ms: /,
  );
  expect(rows[3]).toMatch(/^Fuse depthwise and pointwise, on [\d.]+×/);
  expect(rows[4]).toMatch(/^Reuse memory, off .* KiB of memory instead of /);
  await expectAccessible();
}, 90_000);

test('a cancelled run says so, and another choice is quiet', async () => {
  const host = await open('net=vgg16');
  await soon(() => expect(button(host).disabled).toBe(false));
  button(host).click();
  await soon(() => expect(text(button(host))).toBe('Cancel'));
  button(host).click();
  await soon(() => expect(text(button(host))).toBe('Run'), 20_000);
  expect(notices(host)[0]).toMatch(/^Cancelled\./);
  choose(host, '#net', 'resnet18');
  await soon(() => expect(host.query.get('net')).toBe('resnet18'));
  await soon(() => expect(notices(host)).toEqual([]));
}, 60_000);

test('a failure names the network, the layer and what to do', async () => {
  const broken: Engine = Object.create(engine, {
    prepareNetwork: {
      value: () =>
        Promise.reject(
          new Error('block 1 / depthwise: too large; choose a smaller image.'),
        ),
    },
  });
  const host = await open(`${small}&vs=nothing`, { engine: broken });
  await soon(() => expect(button(host).disabled).toBe(false));
  button(host).click();
  await soon(() => expect(notices(host)).toHaveLength(1));
  expect(notices(host)[0]).toBe(
    'MobileNetV1: block 1 / depthwise: too large; choose a smaller image.',
  );
  await expectAccessible();
});

test('parameters that do not fit are explained where they stand', async () => {
  const host = await open('net=unet&resolution=188');
  const form = find(host, 'rp-networks-form');
  const field = find<HTMLInputElement>(form, '#resolution');
  field.value = '7';
  field.dispatchEvent(new Event('change'));
  await soon(() => expect(text(find(form, '.why'))).toContain('188'));
  field.value = '190';
  field.dispatchEvent(new Event('change'));
  await soon(() => expect(text(find(form, '.why'))).toMatch(/16·n|188|204/));
  await soon(() => expect(button(host).disabled).toBe(true));
  await expectAccessible();
});

test('without WebGPU it runs on WASM and says why', async () => {
  const host = await open(`${small}&vs=nothing`, { device: noGpu });
  expect(notices(host)[0]).toContain(noGpu.reason);
  const radio = find<HTMLInputElement>(
    host,
    'rp-networks-form',
    'input[value=webgpu]',
  );
  expect(radio.disabled).toBe(true);
  await expectAccessible();
});

test('a bad link says what was wrong and still opens', async () => {
  const host = await open('net=nonsense&off=magic');
  expect(notices(host)).toHaveLength(2);
  expect(notices(host)[0]).toContain('net "nonsense"');
  await expectAccessible();
});

test('the address holds the choice, in the shell', async () => {
  history.replaceState(null, '', `#networks?${small}&vs=nothing`);
  const app = mount('rp-app', {});
  const host = await soon(() => {
    const found = find<NetworksPage>(app, 'rp-networks-page');
    expect(button(found).disabled).toBe(false);
    return found;
  }, 30_000);
  expect(document.title).toBe('Networks · Ridgepoint');
  find(
    host,
    'rp-networks-form',
    'rp-network-switches',
    'input[name=foldBatchNorm]',
  ).click();
  await soon(() =>
    expect(window.location.hash).toBe(
      '#networks?net=mobilenet-v1&width=0.25&resolution=32&off=foldBatchNorm&vs=nothing',
    ),
  );
  await expectAccessible();
  history.replaceState(null, '', window.location.pathname);
}, 60_000);

test('ten pages fit the rail, and a phone scrolls to the one in view', async () => {
  const ids = Array.from({ length: 10 }, (_, i) => `page ${i}`);
  const pages = ids.map((id) => ({ id, title: id, href: `#${id}` }));
  const rail = mount('rp-rail', { pages, device, current: 'page 9' });
  await rail.updateComplete;
  const nav = find(rail, 'nav');
  expect(nav.scrollHeight).toBeLessThanOrEqual(nav.clientHeight);
  const { bottom } = find(rail, 'rp-device-card').getBoundingClientRect();
  expect(bottom).toBeLessThanOrEqual(900);

  await screen.viewport(390, 844);
  rail.current = 'page 0';
  await rail.updateComplete;
  rail.current = 'page 9';
  await rail.updateComplete;
  expect(nav.scrollWidth).toBeGreaterThan(nav.clientWidth);
  const { right } = find(rail, '[aria-current]').getBoundingClientRect();
  expect(right).toBeLessThanOrEqual(390);
  expect(document.documentElement.scrollWidth).toBe(390);
});
