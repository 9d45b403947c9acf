/** The Picture page with the real engine, on the CPU and on the GPU. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createEngine, type DeviceReport, type Engine } from '../../src';
import type { PicturePage } from '../../src/ui/picture/picture-page';
import '../../src/ui/picture/picture-page';
import { noGpu } from './literals';
import { expectAccessible, find, mount, soon, text } from './page';

let engine: Engine;
let device: DeviceReport;
beforeAll(async () => {
  engine = await createEngine();
  device = await engine.device();
});
afterAll(() => engine.dispose());
afterEach(() => document.body.replaceChildren());

/** A page as the shell hosts it: its link state comes back as the query. */
function open(query: string, properties: Partial<PicturePage> = {}) {
  const element = mount('rp-picture-page', {
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

const pane = (host: Element, heading: string) =>
  find(host, 'rp-result-panes', `rp-pane[heading="${heading}"]`);
const canvas = (host: Element, heading: string) =>
  find<HTMLCanvasElement>(pane(host, heading), 'rp-plane-canvas', 'canvas');
const status = (host: Element) =>
  text(find(host, 'rp-result-panes', 'rp-run-status'));
const table = (host: Element) => text(find(host, 'rp-time-table', 'tbody'));
const results = (host: Element) => find(host, 'rp-result-panes');

const settled = (host: Element) =>
  soon(() => {
    expect(status(host)).toBe('');
    expect(results(host).hasAttribute('stale')).toBe(false);
    expect(table(host)).toMatch(/\d/);
  }, 30_000);

const bytes = (host: Element, heading: string) => {
  const { width, height } = canvas(host, heading);
  return canvas(host, heading)
    .getContext('2d')!
    .getImageData(0, 0, width, height).data;
};

/** A small picture without any symmetry, as a PNG file. */
async function smallPicture(): Promise<File> {
  const drawn = new OffscreenCanvas(32, 24);
  const context = drawn.getContext('2d')!;
  context.fillStyle = '#204060';
  context.fillRect(0, 0, 32, 24);
  context.fillStyle = '#e0b040';
  context.fillRect(5, 4, 13, 9);
  const blob = await drawn.convertToBlob({ type: 'image/png' });
  return new File([blob], 'small.png', { type: 'image/png' });
}

function choose(host: Element, file: File): void {
  const input = find<HTMLInputElement>(
    host,
    'rp-picture-source',
    'input[type="file"]',
  );
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change'));
}

async function openSmall(query: string): Promise<PicturePage> {
  const host = open(query);
  await soon(() => expect(table(host)).not.toBe(''), 20_000);
  choose(host, await smallPicture());
  await soon(() => expect(canvas(host, 'CPU').width).toBe(32), 20_000);
  await settled(host);
  return host;
}

test('CPU and GPU make the same picture, measured and verified', async () => {
  const host = await openSmall('filter=gaussian&size=3');
  const cpu = bytes(host, 'CPU');
  const gpu = bytes(host, 'GPU');
  expect(cpu).not.toEqual(bytes(host, 'Original'));
  const apart = Math.max(...cpu.map((byte, i) => Math.abs(byte - gpu[i])));
  expect(apart).toBeLessThanOrEqual(1);
  expect(text(find(host, 'rp-picture-verdict'))).toMatch(
    /(faster|slower) on the GPU.*The same picture/,
  );
  expect(table(host)).toMatch(/WASM.*of \S+ ULP.*WebGPU.*of \S+ ULP/);
  expect(host.query.get('picture')).toBe('own');
  await expectAccessible();
});

test('flipping changes emboss, but not a Gaussian', async () => {
  const host = await openSmall('filter=emboss');
  const flip = async (to: 'Convolution' | 'Cross-correlation') => {
    await userEvent.click(page.getByText(to, { exact: true }));
    await settled(host);
  };
  const before = bytes(host, 'GPU');
  const kernel = () =>
    find(host, 'rp-kernel-grid', '.coefficients').getAttribute('aria-label');
  expect(kernel()).toMatch(/−2 −1 0;.*0 1 2$/);
  await flip('Convolution');
  expect(kernel()).toMatch(/2 1 0;.*0 −1 −2$/);
  await soon(() => expect(bytes(host, 'GPU')).not.toEqual(before));
  expect(host.query.get('flip')).toBe('1');

  await userEvent.click(page.getByText('Gaussian', { exact: true }));
  await soon(() => expect(kernel()).toMatch(/^5 by 5/));
  await settled(host);
  const smooth = bytes(host, 'GPU');
  await flip('Cross-correlation');
  expect(host.query.has('flip')).toBe(false);
  expect(bytes(host, 'GPU')).toEqual(smooth);
});

test('a file that is no picture says so and leaves the page as it is', async () => {
  const host = await openSmall('filter=sobel');
  const before = bytes(host, 'CPU');
  choose(host, new File(['# notes'], 'notes.md', { type: 'text/markdown' }));
  await soon(() =>
    expect(text(find(host, 'rp-picture-source', '.problem'))).toMatch(
      /“notes.md” \(text\/markdown, 7 B\) is not a picture.*choose a JPEG/,
    ),
  );
  expect(bytes(host, 'CPU')).toEqual(before);
  await expectAccessible();
});

test('a picture pasted or dropped on the page is taken', async () => {
  const host = open('filter=sharpen');
  await settled(host);
  const transfer = new DataTransfer();
  transfer.items.add(await smallPicture());
  window.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: transfer }),
  );
  await soon(() => expect(canvas(host, 'CPU').width).toBe(32), 20_000);
  const other = new DataTransfer();
  other.items.add(new File(['x'], 'dropped.txt', { type: 'text/plain' }));
  window.dispatchEvent(new DragEvent('drop', { dataTransfer: other }));
  await soon(() =>
    expect(text(find(host, 'rp-picture-source', '.problem'))).toMatch(
      /“dropped.txt”/,
    ),
  );
});

test('a large picture is scaled down and the page says so', async () => {
  const host = await openSmall('filter=box&size=3');
  const large = new OffscreenCanvas(2048, 96);
  large.getContext('2d')!.fillRect(0, 0, 700, 96);
  choose(host, new File([await large.convertToBlob()], 'large.png'));
  await soon(() => expect(canvas(host, 'CPU').width).toBe(1024), 20_000);
  expect(text(find(host, 'rp-picture-source', '.note'))).toMatch(
    /from 2048 × 96 to 1024 × 48/,
  );
});

test('the ladder shows four results; one is looked at', async () => {
  const host = await openSmall('filter=ladder&base=laplacian&stage=rate-4');
  const strip = find(host, 'rp-stage-strip');
  const stages = [...strip.shadowRoot!.querySelectorAll('button')];
  expect(stages.map(text).join(' ')).toMatch(
    /Rate 1 sees 3 × 3.*Rate 2 sees 5 × 5.*Rate 4 sees 9 × 9.*sees 17 × 17/,
  );
  expect(stages[2].getAttribute('aria-pressed')).toBe('true');
  const third = bytes(host, 'GPU');
  await userEvent.click(stages[3]);
  await soon(() => expect(bytes(host, 'GPU')).not.toEqual(third));
  expect(host.query.get('stage')).toBe('rate-8');
  expect(status(host)).toBe('');
  await expectAccessible();
});

test('dense does three times the multiply-adds of depthwise', async () => {
  const host = await openSmall('filter=depthwise');
  expect(table(host)).toMatch(/Depthwise .*Dense/);
  expect(table(host)).toContain('20.7 k');
  expect(table(host)).toContain('62.2 k');
  expect(text(find(host, 'rp-stage-strip'))).toMatch(
    /Dense does 3.00× the multiply-adds/,
  );
});

test('the oracle can stand in for the CPU', async () => {
  const host = await openSmall('filter=sobel-x&cpu=oracle');
  expect(table(host)).toMatch(/^Oracle.*reference.*WebGPU/);
});

test('arrow keys move the pixel, whose values are told', async () => {
  const host = await openSmall('filter=sharpen');
  const loupe = find(results(host), 'rp-loupe');
  const frame = find(pane(host, 'GPU'), 'rp-plane-canvas', '.frame');
  frame.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  await soon(() => expect(text(loupe)).toMatch(/^Pixel 17, 13/));
  expect(text(loupe)).toMatch(/CPU −?0\.\d{7}.*GPU −?0\.\d{7}/);
});

test('without WebGPU the CPU still filters and the GPU says why not', async () => {
  const host = open('filter=sobel', { device: noGpu });
  await settled(host);
  expect(text(pane(host, 'GPU'))).toContain(noGpu.reason);
  expect(bytes(host, 'CPU').some((byte, i) => i % 4 < 3 && byte > 0)).toBe(
    true,
  );
  expect(text(find(host, 'rp-picture-verdict'))).toMatch(/ms on the CPU/);
  await expectAccessible();
});

test('a run can be stopped, and started again', async () => {
  const host = open('filter=gaussian&size=15&cpu=oracle');
  await soon(() => expect(status(host)).toMatch(/Cancel/));
  find(results(host), 'rp-run-status', 'button').click();
  await soon(() => expect(status(host)).toMatch(/Stopped/), 500);
  find(results(host), 'rp-run-status', 'button').click();
  await soon(() => expect(status(host)).toMatch(/Cancel/));
});

test("a link to somebody's own picture shows another one and says why", async () => {
  const host = open('picture=own&filter=sobel');
  await settled(host);
  expect(text(find(host, 'rp-picture-source', '.problem'))).toMatch(
    /never left their device; Chelsea stands in/,
  );
});

test('nothing overflows on a phone', async () => {
  await page.viewport(360, 740);
  const host = await openSmall('filter=ladder');
  const { scrollWidth, clientWidth } = document.documentElement;
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  // The camera's button stands in a slot, which has no box of its own.
  const own = find(host, 'rp-picture-source', '.own');
  const targets = [...own.querySelectorAll(':scope > label, slot > *')];
  expect(targets).toHaveLength(2);
  const small = targets.filter(
    (target) => target.getBoundingClientRect().height < 40,
  );
  expect(small).toEqual([]);
  await expectAccessible();
  await page.viewport(1440, 900);
});
