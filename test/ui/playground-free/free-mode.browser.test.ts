/** The free mode as its user meets it, hostile programs included. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createEngine, type Engine } from '../../../src/index';
import type { DeviceReport, FreeBuffer } from '../../../src/engine/api';
import type { FreeDraft } from '../../../src/state/draft';
import { examples } from '../../../src/ui/playground/free/examples';
import '../../../src/ui/playground/free/free-mode';
import { expectAccessible, find, mount, soon, text } from '../page';

let engine: Engine;
let device: DeviceReport;
beforeAll(async () => {
  engine = await createEngine();
  device = await engine.device();
});
afterAll(() => engine.dispose());

let told: FreeDraft[] = [];
beforeEach(() => {
  told = [];
});

async function opened(draft: FreeDraft | null = null) {
  const mode = mount('rp-free-mode', { engine, device, draft });
  mode.addEventListener('rp-draft-change', (event) => {
    told.push((event as CustomEvent<FreeDraft>).detail);
  });
  await mode.updateComplete;
  return mode;
}
type Mode = Awaited<ReturnType<typeof opened>>;

const result = (mode: Mode) => find(mode, 'rp-free-result');
const run = (mode: Mode) => find(mode, '.head .primary').click();
const ended = (mode: Mode, words: RegExp) =>
  soon(() => expect(text(result(mode))).toMatch(words), 25_000);

const out: FreeBuffer = {
  ...{ name: 'out', access: 'read_write', elementType: 'float32' },
  ...{ length: 8, init: 'zeros' },
};
const program = (body: string, more: Partial<FreeDraft> = {}): FreeDraft => ({
  kind: 'free',
  code: `@group(0) @binding(0) var<storage, read_write> out: array<f32>;
@compute @workgroup_size(1)
fn main() {
  ${body}
}
`,
  ...{ entryPoint: '', workgroups: [1], buffers: [out], shown: 'out' },
  ...{ view: 'numbers', imageWidth: 4, ...more },
});

test('opens with an example, runs nothing, and runs on Run', async () => {
  const mode = await opened();
  expect(find<HTMLSelectElement>(mode, '.start select').value).toBe('saxpy');
  await soon(() => expect(text(find(mode, '.head p'))).toBe('Compiles'));
  expect(text(result(mode))).toMatch(/Nothing has run yet/);
  expect(told).toEqual([]);
  run(mode);
  await ended(mode, /1 × 1 workgroups on|one run by/);
  expect(text(result(mode))).toMatch(/16 × 1 × 1 workgroups/);
  const table = find(result(mode), 'rp-output-view', 'rp-number-table');
  expect(find(table, 'tbody').textContent).toMatch(/\d/);
  await expectAccessible();
});

test('each view of an image and a plot is drawn', async () => {
  const life = examples.find(({ id }) => id === 'life')!;
  const mode = await opened(life.draft);
  run(mode);
  await ended(mode, /96 × 96 pixels|Show as/);
  const view = () => find(result(mode), 'rp-output-view');
  await soon(() => find(view(), 'rp-pixel-view', 'canvas'));
  const canvas = find<HTMLCanvasElement>(view(), 'rp-pixel-view', 'canvas');
  expect([canvas.width, canvas.height]).toEqual([96, 96]);
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, 96, 96);
  expect(new Set(data.filter((_, i) => i % 4 === 0))).toEqual(
    new Set([0, 255]),
  );
  await expectAccessible();

  find<HTMLInputElement>(
    result(mode),
    '.segments label:last-child input',
  ).click();
  await soon(() => find(view(), 'rp-plot-view', 'path'));
  expect(told.at(-1)).toMatchObject({ view: 'plot', shown: 'next' });
  await expectAccessible();
});

test('typing is compiled, told and marks the answer as stale', async () => {
  const mode = await opened(program('out[0] = 1.0;'));
  run(mode);
  await ended(mode, /one run by/);
  const editor = () => find(mode, 'rp-wgsl-editor', '.cm-content');
  await soon(editor);
  const { code } = program('out[0] = nothing;');
  await userEvent.fill(editor(), code);
  const list = () => find(mode, 'rp-wgsl-editor', 'rp-diagnostic-list');
  await soon(() => expect(text(list())).toMatch(/4:12.*unresolved/));
  expect(told.at(-1)?.code).toContain('out[0] = nothing');
  expect(text(result(mode))).toMatch(/before your last changes/);
  await expectAccessible();
  run(mode);
  await ended(mode, /It does not compile/);
  find(result(mode), 'rp-diagnostic-list', 'button').click();
  await soon(() =>
    expect(find(mode, 'rp-wgsl-editor').shadowRoot!.activeElement).toBe(
      editor(),
    ),
  );
});

/** The fields of the buffer at binding `at`. */
const fields = (mode: Mode, at: number) =>
  find(mode, 'rp-free-buffers', `rp-buffer-fields:nth-of-type(${at + 1})`);

test('form and text agree, or the page says where they do not', async () => {
  const mode = await opened(program('out[0] = 1.0;'));
  const type = find<HTMLSelectElement>(
    fields(mode, 0),
    'select[aria-label*="Elements"]',
  );
  type.value = 'uint32';
  type.dispatchEvent(new Event('change'));
  await soon(() =>
    expect(text(find(mode, 'rp-wgsl-editor', 'rp-diagnostic-list'))).toMatch(
      /1:1 .*"out" holds f32, but buffer 0 of the form holds uint32/,
    ),
  );
  await expectAccessible();
  find(mode, 'rp-free-buffers', '.both button:nth-child(2)').click();
  await soon(() =>
    expect(find(mode, 'rp-wgsl-editor', '.cm-content').textContent).toContain(
      'out: array<u32>;',
    ),
  );
});

test('buffers are added, named, moved and removed by keyboard', async () => {
  const mode = await opened(program('out[0] = 1.0;'));
  const press = async (button: HTMLElement) => {
    button.focus();
    await userEvent.keyboard('{Enter}');
    await mode.updateComplete;
  };
  const tool = (at: number, label: string) =>
    find(fields(mode, at), `button[aria-label="${label}"]`);
  await press(find(mode, 'rp-free-buffers', '.head button'));
  await soon(() => find(fields(mode, 1), 'input'));
  const name = find<HTMLInputElement>(fields(mode, 1), 'input');
  await userEvent.clear(name);
  await userEvent.type(name, 'out');
  await soon(() =>
    expect(text(fields(mode, 1))).toMatch(/a buffer "out" already/),
  );
  await expectAccessible();
  await userEvent.type(name, '2');
  await soon(() => tool(1, 'Move up out2'));
  await press(tool(1, 'Move up out2'));
  expect(told.at(-1)?.buffers.map((one) => one.name)).toEqual(['out2', 'out']);
  await soon(() => tool(0, 'Remove out2'));
  await press(tool(0, 'Remove out2'));
  expect(told.at(-1)?.buffers).toEqual([out]);
});

test('numbers are pasted, and a wrong one is named', async () => {
  const mode = await opened(program('out[0] = 1.0;'));
  const kind = find<HTMLSelectElement>(
    fields(mode, 0),
    'select[aria-label*="begins"]',
  );
  kind.value = 'numbers';
  kind.dispatchEvent(new Event('change'));
  await soon(() => find(fields(mode, 0), 'textarea'));
  const area = find<HTMLTextAreaElement>(fields(mode, 0), 'textarea');
  await userEvent.fill(area, '[1, 2.5\n-3e2]');
  await soon(() =>
    expect(told.at(-1)?.buffers[0].init).toEqual([1, 2.5, -300]),
  );
  await userEvent.fill(area, '1 two');
  await soon(() => expect(text(fields(mode, 0))).toMatch(/"two" is no number/));
  expect(told.at(-1)?.buffers[0].init).toEqual([1, 2.5, -300]);
  await expectAccessible();
});

test('workgroups show what they come to, or what is wrong', async () => {
  const mode = await opened(program('out[0] = 1.0;'));
  const form = find(mode, 'rp-free-dispatch');
  const x = find<HTMLInputElement>(form, 'input');
  await userEvent.clear(x);
  await userEvent.type(x, 'out / 3');
  await soon(() => expect(text(find(form, '#dispatch'))).toMatch(/^3 × 1 × 1/));
  await userEvent.type(x, ' * width');
  await soon(() =>
    expect(text(find(form, '#dispatch'))).toMatch(/"width" is not known/),
  );
  await expectAccessible();
});

/** The page goes on: the next program runs. */
async function alive(mode: Mode) {
  mode.draft = program('out[0] = 7.0;');
  await mode.updateComplete;
  run(mode);
  await soon(() => {
    const view = find(result(mode), 'rp-output-view');
    expect(text(view)).toMatch(/greatest 7 /);
  }, 25_000);
}

test('a loop without end is stopped and its line is named', async () => {
  const mode = await opened(
    program('while (out[0] > -1.0) { out[0] += 1.0; }', { timeLimitMs: 1000 }),
  );
  run(mode);
  await ended(mode, /A loop did not end.*line 4/);
  await expectAccessible();
  await alive(mode);
});

test('a store out of bounds changes nothing else', async () => {
  const mode = await opened(
    program('out[4000000000u] = 9.0;\n  out[1] = 3.0;'),
  );
  run(mode);
  await soon(() => find(result(mode), 'rp-output-view'), 25_000);
  const view = find(result(mode), 'rp-output-view');
  // Clamped to the last element, or left out: both are within the rules.
  expect(text(view)).toMatch(/greatest (3|9) .*zeros (6|7) /);
  await alive(mode);
});

test('a huge buffer is refused with its number', async () => {
  const huge = { ...out, length: 2_500_000_000 };
  const mode = await opened(program('out[0] = 1.0;', { buffers: [huge] }));
  run(mode);
  await ended(
    mode,
    /Refused: more than this device takes.*"out" needs 9,537 MiB/,
  );
  await expectAccessible();
  await alive(mode);
});

test('a run is cancelled', async () => {
  const mode = await opened(
    program('for (var i = 0u; i < 4000000000u; i++) { out[0] += 1.0; }', {
      timeLimitMs: 15_000,
    }),
  );
  run(mode);
  await soon(() => find(result(mode), '.running button'), 10_000);
  find(result(mode), '.running button').click();
  await ended(mode, /Cancelled/);
  await alive(mode);
});

test('a run that nobody sees any more is cancelled', async () => {
  const mode = await opened(
    program('for (var i = 0u; i < 4000000000u; i++) { out[0] += 1.0; }'),
  );
  run(mode);
  await soon(() => find(result(mode), '.running button'), 10_000);
  mode.hidden = true;
  await ended(mode, /Cancelled/);
  mode.hidden = false;
  await alive(mode);
});

test('an example takes the place of a program, which can be had back', async () => {
  const own = program('out[0] = 1.0;');
  const mode = await opened(own);
  const select = find<HTMLSelectElement>(mode, '.start select');
  select.value = 'blur';
  select.dispatchEvent(new Event('change'));
  await mode.updateComplete;
  expect(told.at(-1)?.shown).toBe('blurred');
  find(mode, '.start button').click();
  await mode.updateComplete;
  expect(told.at(-1)).toEqual(own);
});

test('without a GPU there is a reason, and no Run', async () => {
  const reason = 'No WebGPU in this browser.';
  const none: DeviceReport = { ...device, gpu: false, reason };
  const mode = mount('rp-free-mode', { engine, device: none });
  await mode.updateComplete;
  const button = find<HTMLButtonElement>(mode, '.head .primary');
  expect([button.disabled, button.title]).toEqual([true, reason]);
  await expectAccessible();
});
