/** See it work, with the real engine, weights and pictures. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createEngine, type DeviceReport, type Engine } from '../../src';
import type { SeePage } from '../../src/ui/see/see-page';
import '../../src/ui/see/see-page';
import type { SideResult } from '../../src/ui/see/runner';
import { noGpu } from './literals';
import { expectAccessible, find, mount, soon, text } from './page';

/** An emulated GPU takes seconds for a network, and longer to compile it. */
const patience = 150_000;
vi.setConfig({ testTimeout: patience });

let engine: Engine;
let device: DeviceReport;
beforeAll(async () => {
  engine = await createEngine();
  device = await engine.device();
});
afterAll(() => engine.dispose());
afterEach(() => document.body.replaceChildren());

/** A page as the shell hosts it: its link state comes back as the query. */
function open(query: string, properties: Partial<SeePage> = {}) {
  const element = mount('rp-see-page', {
    ...{ engine, device, query: new URLSearchParams(query) },
    ...properties,
  });
  element.addEventListener('rp-query', (event) => {
    const { detail } = event as CustomEvent<Record<string, string>>;
    element.query = new URLSearchParams(detail);
  });
  return element;
}

const results = (host: Element) =>
  find<HTMLElement & { results: Record<'wasm' | 'webgpu', SideResult> }>(
    host,
    'rp-see-verdict',
  ).results;
const part = (host: Element, name: string) =>
  text(find(host, `rp-see-${name}`));
const settled = (host: Element) =>
  soon(() => expect(part(host, 'stages')).toMatch(/again/), patience);

const facesOf = (host: Element, side: 'wasm' | 'webgpu') => {
  const answer = results(host)[side].seen?.answer;
  return answer?.kind === 'faces'
    ? answer.faces.filter(({ score }) => score >= 0.5)
    : [];
};

test('BlazeFace finds the astronaut on both sides, and says how soon', async () => {
  const host = open('');
  await settled(host);
  const [cpu, gpu] = [facesOf(host, 'wasm'), facesOf(host, 'webgpu')];
  expect([cpu.length, gpu.length]).toEqual([1, 1]);
  expect(cpu[0].score).toBeCloseTo(0.864, 2);
  expect(cpu[0].keypoints).toHaveLength(6);
  const verdict = part(host, 'verdict');
  expect(verdict).toMatch(/1 face.*CPU against.*GPU: the .* faster/);
  // It says so where the boxes overlap by 0.99 or more.
  expect(verdict).toMatch(/Both see the same: overlap (1\.000|0\.99)/);
  const result = part(host, 'result');
  expect(result).toMatch(/score 0\.86, 103 × 103 at 174, 77/);
  const stages = part(host, 'stages');
  for (const stage of [
    ...['Preprocess', 'Upload', 'Network', 'Readback', 'Decode', 'NMS'],
  ])
    expect(stages).toContain(stage);
  await expectAccessible();
});

test('the slider asks for more without another run', async () => {
  const host = open('', { device: noGpu });
  await settled(host);
  const { seen } = results(host).wasm;
  const slider = find<HTMLInputElement>(
    host,
    'rp-see-result',
    'input[type="range"]',
  );
  slider.value = '0.9';
  slider.dispatchEvent(new Event('input'));
  await soon(() => expect(part(host, 'verdict')).toContain('No face'));
  expect(part(host, 'result')).toMatch(/No face scores 0\.90 or more/);
  expect(host.query.get('score')).toBe('0.9');
  expect(results(host).wasm.seen).toBe(seen);
  // What an old GPU lacks is said, not hidden.
  expect(part(host, 'stages')).toContain(noGpu.reason);
});

test('SSD finds the same face on both sides', async () => {
  const host = open('model=ssd-face');
  await soon(() => {
    expect(facesOf(host, 'wasm')).toHaveLength(1);
    expect(facesOf(host, 'webgpu')).toHaveLength(1);
  }, patience);
  expect(facesOf(host, 'wasm')[0].score).toBeCloseTo(0.973, 2);
  expect(part(host, 'verdict')).toMatch(/overlap (1\.000|0\.99)/);
});

test('selfie segmentation masks the astronaut', async () => {
  const host = open('model=selfie-segmentation&view=cut', { device: noGpu });
  await settled(host);
  expect(part(host, 'verdict')).toMatch(/5[45] % person/);
  const canvas = find<HTMLCanvasElement>(host, 'rp-see-result', 'canvas');
  const alpha = (x: number, y: number) =>
    canvas.getContext('2d')!.getImageData(x, y, 1, 1).data[3];
  // Her face, and the sky in the corner.
  expect(alpha(225, 120)).toBeGreaterThan(240);
  expect(alpha(500, 20)).toBeLessThan(15);
});

test('layers open as maps of their channels', async () => {
  const host = open('', { device: noGpu });
  await settled(host);
  const layers = find(host, 'rp-see-layers');
  find<HTMLButtonElement>(layers, '.closed button').click();
  const tiles = () => layers.shadowRoot!.querySelectorAll('.grid button');
  await soon(() => expect(tiles().length).toBeGreaterThan(8), patience);
  const select = find<HTMLSelectElement>(layers, 'select');
  expect(select.options.length).toBeGreaterThan(20);
  find<HTMLButtonElement>(layers, '[aria-label="Next layer"]').click();
  await soon(() => expect(select.selectedIndex).toBe(1));
  expect(host.query.get('layer')).toBe(select.value);
  (tiles()[3] as HTMLButtonElement).click();
  await soon(() => expect(text(layers)).toMatch(/Channel 3 of \d+/));
  await expectAccessible();
});

test('a camera that is not allowed says what to do', async () => {
  const host = open('', { device: noGpu });
  const denied = vi
    .spyOn(navigator.mediaDevices, 'getUserMedia')
    .mockRejectedValue(new DOMException('', 'NotAllowedError'));
  try {
    find<HTMLButtonElement>(host, '.camera button').click();
    await soon(() =>
      expect(text(find(host, '.camera'))).toMatch(/not allowed; permit it/),
    );
  } finally {
    denied.mockRestore();
  }
});

test('frames of a camera run until the page is hidden', async () => {
  const host = open('', { device: noGpu });
  // A canvas in motion stands for the camera.
  const drawn = document.createElement('canvas');
  [drawn.width, drawn.height] = [320, 240];
  const context = drawn.getContext('2d')!;
  const timer = setInterval(() => {
    context.fillStyle = `hsl(${performance.now() % 360} 50% 50%)`;
    context.fillRect(0, 0, 320, 240);
  }, 30);
  const stream = drawn.captureStream(30);
  const camera = vi
    .spyOn(navigator.mediaDevices, 'getUserMedia')
    .mockResolvedValue(stream);
  try {
    find<HTMLButtonElement>(host, '.camera button').click();
    await soon(
      () => expect(part(host, 'verdict')).toMatch(/frames a second on the CPU/),
      patience,
    );
    expect(part(host, 'stages')).toMatch(/Where a frame’s time goes.*Take/);
    host.hidden = true;
    await soon(() => expect(stream.getTracks()[0].readyState).toBe('ended'));
  } finally {
    clearInterval(timer);
    camera.mockRestore();
  }
});
