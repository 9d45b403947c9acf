/** The Boxes page with the real engine. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { createEngine, type DeviceReport, type Engine } from '../../src';
import type { BoxesPage } from '../../src/ui/boxes/boxes-page';
import '../../src/ui/boxes/boxes-page';
import { noGpu } from './literals';
import { expectAccessible, find, mount, soon, text } from './page';

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

/** As the shell hosts it: its link state comes back as the query. */
function open(query: string, properties: Partial<BoxesPage> = {}) {
  const element = mount('rp-boxes-page', {
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

const answer = (host: Element) => text(find(host, 'rp-box-answer'));
const stage = (host: Element) => find(host, 'rp-box-canvas', '.stage');
const detail = (host: Element) => text(find(host, 'rp-box-detail'));

const answered = (host: Element, what: RegExp) =>
  soon(() => expect(answer(host)).toMatch(what), 20_000);

function slide(host: Element, id: string, value: number, type = 'input') {
  const slider = find<HTMLInputElement>(host, 'rp-box-controls', `#${id}`);
  slider.value = String(value);
  slider.dispatchEvent(new Event(type, { bubbles: true }));
}

/** Two boxes of which the second is suppressed, IoU 2/3. */
const two = 'boxes=100~100~500~500~0.9~0_180~100~580~500~0.8~0&on=wasm';

test('GPU and CPU keep the same boxes; the page is accessible', async () => {
  const host = open('n=150&on=webgpu');
  await answered(host, /of 150 kept.*GPU/);
  const gpu = answer(host).match(/^\d+/)![0];
  const cpu = open('n=150&on=wasm');
  await answered(cpu, /of 150 kept.*WASM/);
  expect(answer(cpu).match(/^\d+/)![0]).toBe(gpu);
  expect(Number(gpu)).toBeGreaterThan(5);
  expect(Number(gpu)).toBeLessThan(100);
  await expectAccessible();
});

test('the result follows the slider, the link when the hand rests', async () => {
  const host = open(two);
  await answered(host, /^1 of 2 kept/);
  slide(host, 'iou', 0.7);
  await answered(host, /^2 of 2 kept/);
  expect(host.query.get('iou')).toBeNull();
  slide(host, 'iou', 0.7, 'change');
  expect(host.query.get('iou')).toBe('0.7');
  slide(host, 'score', 0.85);
  await answered(host, /^1 of 2 kept 1 score too low/);
});

test('a suppressed box names the one that suppressed it', async () => {
  const host = open(two);
  await answered(host, /^1 of 2 kept/);
  stage(host).focus();
  await userEvent.keyboard('{PageDown}{PageDown}');
  await soon(() =>
    expect(detail(host)).toMatch(
      /^Box 1 .*Suppressed by box 0 \(score 0\.900\): IoU 0\.667 is above 0\.50\./,
    ),
  );
  expect(text(find(host, 'rp-box-table', 'tbody'))).toMatch(
    /✓ kept.*by 0, IoU 0\.667/,
  );
});

const choose = (host: Element, name: string, value: string) =>
  find<HTMLInputElement>(
    host,
    'rp-box-controls',
    `[name=${name}][value=${value}]`,
  ).click();

test('soft NMS takes score instead of boxes, on GPU and CPU alike', async () => {
  const rows: string[] = [];
  for (const on of ['webgpu', 'wasm']) {
    const host = open(`n=120&mode=soft&method=gaussian&on=${on}`);
    const name = on === 'webgpu' ? 'GPU rounds' : 'WASM fours';
    await answered(host, new RegExp(`of 120 kept.*lost some\\. ${name}`));
    rows.push(text(find(host, 'rp-box-table', 'tbody')));
  }
  expect(rows[0]).toBe(rows[1]);
  expect(rows[0]).toMatch(/✓ kept, less by \d+, IoU 0\.\d+/);
  await expectAccessible();
});

test('the kind of NMS and its decay are controls, and in the link', async () => {
  const host = open(two);
  await answered(host, /^1 of 2 kept/);
  choose(host, 'mode', 'soft');
  await answered(host, /^2 of 2 kept 1 of those kept lost some/);
  stage(host).focus();
  await userEvent.keyboard('{PageDown}{PageDown}');
  // A third of 0.8 is left.
  await soon(() =>
    expect(detail(host)).toMatch(
      /0\.800 → 0\.267\. Box 0 took most, IoU 0\.667\. Select box 0/,
    ),
  );
  choose(host, 'method', 'gaussian');
  await soon(() => expect(detail(host)).toMatch(/0\.800 → 0\.329/));
  slide(host, 'sigma', 1, 'change');
  await soon(() => expect(detail(host)).toMatch(/0\.800 → 0\.513/));
  choose(host, 'variant', 'tensorflow');
  await soon(() => expect(detail(host)).toMatch(/0\.800 → 0\.641/));
  expect(Object.fromEntries(host.query)).toMatchObject({
    ...{ mode: 'soft', method: 'gaussian', sigma: '1' },
    variant: 'tensorflow',
  });
  await soon(
    () =>
      expect(text(find(host, 'rp-box-conventions', '.rows'))).toMatch(
        /authors’ code 2 kept 1 differ .*Box 1: 0\.641 on this page, 0\.51\d here/,
      ),
    15_000,
  );
});

test('more boxes than the GPU takes go to the CPU, which is said', async () => {
  const host = open('n=5000&mode=soft&score=0.4&on=webgpu');
  await answered(
    host,
    /of 5 000 kept.*WASM fours.*Runs on the CPU\. 5000 boxes: .* 4096 at most\./,
  );
});

test('says what of a link cannot be used, and what is used', async () => {
  const host = open('n=20&iou=7&mode=hardest&on=wasm');
  await answered(host, /of 20 kept/);
  expect(text(find(host, '.problems'))).toBe(
    'iou 7 in the link: needs a number from 0 to 1; 1 is used.' +
      'mode "hardest" in the link: needs one of batched, hard, soft; ' +
      'batched is used.',
  );
  await expectAccessible();
  slide(host, 'iou', 0.5, 'change');
  await soon(() =>
    expect(host.shadowRoot!.querySelector('.problems')).toBeNull(),
  );
});

test('takes pasted boxes, or says what is wrong with which', async () => {
  const host = open(two);
  await answered(host, /^1 of 2 kept/);
  const paste = find(host, 'rp-box-controls', 'rp-box-paste');
  find(paste, 'summary').click();
  const field = find<HTMLTextAreaElement>(paste, 'textarea');
  const use = () => find(paste, 'button').click();
  field.value = '[[0, 0, 9, 9, 1.5, 0]]';
  use();
  await soon(() =>
    expect(text(find(paste, '[role=alert]'))).toBe(
      'Box 0: score 1.5 needs a number from 0 to 1.',
    ),
  );
  await expectAccessible();
  field.value = '[[10, 10, 90, 90, 0.5, 2], [500, 10, 700, 90, 0.9]]';
  use();
  await answered(host, /^2 of 2 kept/);
  expect(paste.shadowRoot!.querySelector('[role=alert]')).toBeNull();
  expect(host.query.get('boxes')).toBe('10~10~90~90~0.5~2_500~10~700~90~0.9~0');
});

test('a number out of range stays as it was, with the reason', async () => {
  const host = open(two);
  await answered(host, /^1 of 2 kept/);
  slide(host, 'classes', 500, 'change');
  await soon(() =>
    expect(text(find(host, 'rp-box-controls', '#classes-wrong'))).toBe(
      'Classes 500: needs a whole number from 1 to 80; 3 stays.',
    ),
  );
  expect(answer(host)).toMatch(/^1 of 2 kept/);
});

test('an empty canvas says what to do', async () => {
  const host = open('boxes=&on=wasm');
  await answered(host, /^0 of 0 kept There are no boxes to judge: draw one/);
  await expectAccessible();
});

test('zooms by keys and buttons, and keeps the pointer’s place', async () => {
  const host = open(two);
  await answered(host, /^1 of 2 kept/);
  stage(host).focus();
  await userEvent.keyboard('++');
  const canvas = find(host, 'rp-box-canvas');
  await soon(() => expect(text(find(canvas, '.zoom'))).toBe('4×'));
  const tools = find(canvas, 'rp-canvas-tools');
  expect(text(tools)).toMatch(/Select Draw Pan Delete/);
  // The plane's middle, 640, 400, is in the middle of the canvas still.
  await userEvent.click(stage(host));
  await userEvent.keyboard('n');
  await soon(() =>
    expect(host.query.get('boxes')).toMatch(/_620~385~660~415~0\.9~0$/),
  );
  await userEvent.keyboard('0');
  await soon(() =>
    expect(canvas.shadowRoot!.querySelector('.zoom')).toBeNull(),
  );
  expect(text(tools)).not.toContain('Pan');
});

test('a run that takes long can be stopped and begun again', async () => {
  const host = open('n=100000&mode=soft&score=0&on=wasm');
  await answered(host, /Running 100 000 boxes.*Cancel/);
  find(host, 'rp-box-answer', '.busy button').click();
  await answered(host, /^Stopped before an answer came\. Run$/);
  slide(host, 'n', 0, 'change');
  await answered(host, /of 10 kept/);
});

test('keys add, move and delete a box, and the answer follows', async () => {
  const host = open(two);
  await answered(host, /^1 of 2 kept/);
  stage(host).focus();
  await userEvent.keyboard('n');
  await answered(host, /^2 of 3 kept/);
  const before = host.query.get('boxes');
  await userEvent.keyboard('{ArrowRight}');
  await soon(() => expect(host.query.get('boxes')).not.toBe(before));
  await userEvent.keyboard('{Delete}');
  await answered(host, /^1 of 2 kept/);
});

test('a drag draws a box; another one moves it', async () => {
  const host = open('boxes=&on=wasm');
  await answered(host, /^0 of 0 kept/);
  expect(text(stage(host))).toMatch(/No boxes. Drag here/);
  const at = stage(host);
  const point = (type: string, x: number, y: number) => {
    const { left, top, width } = at.getBoundingClientRect();
    at.dispatchEvent(
      new PointerEvent(type, {
        clientX: left + x * width,
        clientY: top + y * width,
        ...{ pointerId: 1, button: 0, pointerType: 'mouse' },
      }),
    );
  };
  // A made-up pointer cannot be captured.
  at.setPointerCapture = () => {};
  point('pointerdown', 0.1, 0.1);
  point('pointermove', 0.3, 0.2);
  point('pointerup', 0.3, 0.2);
  await answered(host, /^1 of 1 kept/);
  const [drawn] = host.query.get('boxes')!.split('_');
  expect(drawn).toMatch(/^12[78](\.\d)?~12[78]/);
  point('pointerdown', 0.2, 0.15);
  point('pointermove', 0.4, 0.15);
  point('pointerup', 0.4, 0.15);
  await soon(() =>
    expect(host.query.get('boxes')).toMatch(/^38[34](\.\d)?~12[78]/),
  );
});

test('the conventions differ where they should, and say why', async () => {
  const host = open('on=wasm');
  await answered(host, /of 200 kept/);
  find(host, 'rp-box-conventions', 'button').click();
  await answered(host, /^7 of 8 kept/);
  await soon(() => {
    const panel = text(find(host, 'rp-box-conventions', '.rows'));
    expect(panel).toMatch(/torchvision nms, batched_nms 7 kept/);
    expect(panel).toMatch(/most boxes left out 0 kept/);
    expect(panel).toMatch(
      /Box 1 falls out: its IoU with box 0 is the threshold itself/,
    );
    expect(panel).toMatch(
      /IoU with box 3 is 0\.5031 here, 0\.4969 in torchvision/,
    );
  }, 15_000);
});

test('times both sides and the passes of the GPU', async () => {
  const host = open('n=20&on=wasm');
  await answered(host, /of 20 kept/);
  find(host, 'rp-box-times', 'button').click();
  await soon(() => {
    const card = text(find(host, 'rp-box-times'));
    expect(card).toMatch(/WASM \S+ .*✓ exact.*WebGPU \S+ .*✓ exact/);
    expect(card).toMatch(/What the GPU does, in order.*nms\/\S+\.wgsl/);
    expect(card).toContain('Measure again');
  }, 25_000);
  await expectAccessible();
});

test('ROI pool moves an edge that ROI align leaves', async () => {
  const host = open('on=wasm');
  await answered(host, /of 200 kept/);
  const card = find(host, 'rp-roi-card');
  card.scrollIntoView();
  await soon(
    () =>
      expect(text(find(card, '.verdict'))).toMatch(
        /moves by \S+ pixels, \d+ % of the box is left out/,
      ),
    20_000,
  );
  const bins = () => {
    const canvas = find<HTMLCanvasElement>(card, 'canvas.align');
    const { width, height } = canvas;
    return [...canvas.getContext('2d')!.getImageData(0, 0, width, height).data];
  };
  await soon(() => expect(bins()).toHaveLength(4 * 9), 20_000);
  const before = bins();
  expect(new Set(before).size).toBeGreaterThan(4);
  const hold = card.shadowRoot!.querySelector<SVGElement>('.hold')!;
  hold.focus();
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
  await soon(() => expect(bins()).not.toEqual(before));
});

test('without WebGPU the CPU answers', async () => {
  const host = open('n=50&on=wasm', { device: noGpu });
  await answered(host, /of 50 kept.*WASM/);
  await expectAccessible();
});

test('nothing overflows on a phone', async () => {
  await screen.viewport(360, 740);
  const host = open('n=100&on=wasm');
  await answered(host, /of 100 kept/);
  const { scrollWidth, clientWidth } = document.documentElement;
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  await expectAccessible();
});
