import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createEngine, type Engine } from '../../src';
import { RidgepointError } from '../../src/errors';
import '../../src/ui/app';
import {
  downloads,
  expectAccessible,
  exportAll,
  find,
  mount,
  soon,
  text,
} from './page';
import { noGpu } from './literals';

const open = (hash: string) => {
  history.replaceState(null, '', hash || location.pathname);
  return mount('rp-app', {});
};
const bench = (app: Element) => find(app, 'rp-bench-page');
const hero = (app: Element) => text(find(bench(app), 'rp-hero-card', '.big'));
const button = (app: Element) =>
  find<HTMLButtonElement>(bench(app), 'button.primary');
const finished = (app: Element) =>
  soon(() => {
    expect(hero(app)).toMatch(/\d/);
    expect(text(button(app))).toBe('Run all');
  }, 20_000);
const notices = (app: Element) =>
  [...(bench(app).shadowRoot?.querySelectorAll('.notice') ?? [])].map(text);

beforeEach(() => localStorage.clear());
afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

test('a first visit measures and verifies without a click', async () => {
  const app = open('');
  await finished(app);
  const table = text(find(bench(app), 'rp-kernel-table', 'tbody'));
  expect(table).toMatch(/✓ \S+ of \S+ ULP/);
  expect(notices(app)).toEqual([]);
  expect(window.ridgepoint).toBeDefined();
  await expectAccessible();
}, 30_000);

test('storage that is forbidden takes nothing but the memory', async () => {
  vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  const app = open('');
  await finished(app);
  location.hash = '#roofline';
  await soon(() =>
    expect(text(find(app, 'rp-roofline-page'))).toContain('depthwise'),
  );
}, 30_000);

test('what was measured is saved as JSON and as CSV', async () => {
  const app = open('#bench?op=conv2d&in=8x8&cin=4&cout=4');
  await finished(app);
  const files = downloads();
  await exportAll(find(bench(app), 'rp-export-menu', 'rp-save-menu'));
  await soon(() => expect(files.size).toBe(2));
  const all = JSON.parse(await files.get('ridgepoint-conv2d.json')!.text());
  expect(all.device.userAgent).toBe(navigator.userAgent);
  expect(all.reports[0].shapes.input).toEqual([1, 4, 8, 8]);
  const lines = (await files.get('ridgepoint-conv2d.csv')!.text()).trim();
  expect(lines.split('\n')).toHaveLength(all.reports.length + 1);
}, 30_000);

test('a bad link says what was wrong and still opens', async () => {
  const app = open('#bench?op=conv2d&cin=99999&nonsense=1');
  await soon(() => expect(notices(app)).toHaveLength(2));
  expect(notices(app)[0]).toMatch(/Channels in 99999.*1 to 4096/);
  const input = find<HTMLInputElement>(bench(app), 'rp-workload-form', '#cin');
  expect(input.value).toBe('64');
  await expectAccessible();
});

test('figures of a changed workload are marked, and the link follows', async () => {
  const app = open('#bench?op=conv2d&in=8x8&cin=4&cout=4');
  await finished(app);
  const input = find<HTMLInputElement>(bench(app), 'rp-workload-form', '#cin');
  await userEvent.fill(input, '8');
  await soon(() => expect(notices(app)[0]).toMatch(/4 → 4 at 8×8.*changed/));
  expect(location.hash).toBe('#bench?op=conv2d&in=8x8&cin=8&cout=4');
  await expectAccessible();
  await userEvent.fill(input, '4');
  await soon(() => expect(notices(app)).toEqual([]));
});

test('a long run is cancelled at once and keeps what it has', async () => {
  const app = open('#bench?op=conv2d&preset=vgg16-conv3-2');
  await soon(() => expect(button(app).disabled).toBe(false), 20_000);
  expect(text(find(bench(app), 'rp-hero-card'))).toMatch(/Nothing measured/);
  await expectAccessible();
  button(app).click();
  await soon(() => expect(text(button(app))).toBe('Cancel'));
  await soon(() => find(bench(app), 'progress'));
  const start = performance.now();
  button(app).click();
  await soon(() => expect(text(button(app))).toBe('Run all'));
  expect(performance.now() - start).toBeLessThan(500);
  expect(notices(app)[0]).toMatch(/^Cancelled\./);
  await expectAccessible();
});

test('a workload no device can hold is refused, and the page stays', async () => {
  const app = open('#bench?op=conv2d&in=2048x2048&cin=4096&cout=8&n=64');
  await soon(() => expect(button(app).disabled).toBe(false), 20_000);
  button(app).click();
  const said = () => text(find(bench(app), '.notice.bad'));
  await soon(
    () => expect(said()).toMatch(/needs \d+ MiB.*at most \d+ MiB.*use fewer/),
    10_000,
  );
  await soon(() => expect(text(button(app))).toBe('Run all'));
  await expectAccessible();
});

test('pages keep their link state when one comes back to them', async () => {
  const app = open('#bench?op=conv2d&in=8x8&cin=4&cout=4&tab=timing');
  await soon(() => expect(hero(app)).toMatch(/\d/), 20_000);
  find(app, 'rp-rail', 'a[href="#device"]').click();
  await soon(() =>
    expect(text(find(app, 'rp-device-page'))).toMatch(/limits/i),
  );
  await expectAccessible();
  find(app, 'rp-rail', 'nav a').click();
  await soon(() => expect(location.hash).toContain('tab=timing'));
  expect(hero(app)).toMatch(/\d/);
});

test('without WebGPU the page measures the CPU kernels', async () => {
  const engine: Engine = await createEngine();
  const page = mount('rp-bench-page', {
    engine,
    device: noGpu,
    query: new URLSearchParams('op=conv2d&in=8x8&cin=4&cout=4'),
  });
  await soon(() => {
    expect(text(find(page, 'rp-hero-card'))).toContain('WASM');
    expect(text(find(page, 'button.primary'))).toBe('Run all');
  }, 20_000);
  expect(text(find(page, 'rp-hero-card'))).toContain(noGpu.reason);
  const table = text(find(page, 'rp-kernel-table', 'tbody'));
  expect(table).toContain('No WebGPU here.');
  await expectAccessible();
  await engine.dispose();
});

/** The failures themselves are real in test/engine/faults.browser.test.ts. */
test.each([
  ['device-lost', 'The GPU device was lost; the next run asks for a new one.'],
  ['out-of-memory', 'The GPU has no memory left; use a smaller workload.'],
  ['compile', 'conv2d/naive.wgsl:3:11: unresolved value'],
] as const)(
  '%s on the GPU is told, and the CPU rows stand',
  async (code, message) => {
    const engine: Engine = await createEngine();
    const failing: Engine = Object.create(engine);
    failing.bench = (op, call) =>
      call.backend === 'webgpu'
        ? Promise.reject(new RidgepointError(code, message))
        : engine.bench(op, call);
    const page = mount('rp-bench-page', {
      engine: failing,
      device: await engine.device(),
      query: new URLSearchParams('op=conv2d&in=8x8&cin=4&cout=4'),
    });
    await soon(() => {
      expect(text(find(page, '.notice.bad'))).toContain(message);
      expect(text(find(page, 'rp-kernel-table', 'tbody'))).toMatch(/✓/);
      expect(text(find(page, 'button.primary'))).toBe('Run all');
    }, 10_000);
    await expectAccessible();
    await engine.dispose();
  },
);

test('the op menu opens another op, which measures and verifies', async () => {
  const app = open('#bench?op=relu&preset=peers-0a');
  await finished(app);
  const menu = find<HTMLSelectElement>(bench(app), 'rp-workload-form', '#op');
  const families = [...menu.querySelectorAll('optgroup')].map((g) => g.label);
  expect(families).toEqual(
    expect.arrayContaining(['Convolution', 'Pooling', 'Element-wise']),
  );
  menu.value = 'softsign';
  menu.dispatchEvent(new Event('change'));
  await soon(() => expect(text(find(bench(app), 'h1'))).toBe('softsign'));
  expect(location.hash).toBe('#bench?op=softsign&preset=glorot-2010-hidden');
  await expectAccessible();
  button(app).click();
  await soon(() => expect(notices(app)).toEqual([]));
  await finished(app);
  const table = text(find(bench(app), 'rp-kernel-table', 'tbody'));
  expect(table).toMatch(/vec4.*✓ \S+ of 3 ULP/s);
}, 40_000);
