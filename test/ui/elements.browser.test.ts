import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { conv2d } from '../../src/ops/conv2d';
import { initialWorkload, type Workload } from '../../src/ops/fields';
import '../../src/ui/bench/detail-tabs';
import '../../src/ui/bench/hero-card';
import '../../src/ui/bench/kernel-table';
import '../../src/ui/bench/workload-form';
import '../../src/ui/device-page';
import { device, done, noGpu, row } from './literals';
import { expectAccessible, find, mount, soon, text } from './page';

const rows = [
  done('webgpu', 'naive', 5),
  done('webgpu', 'direct', 2),
  row('webgpu', 'pointwise', {
    state: 'unsupported',
    note: 'Not for this: 1×1.',
  }),
  row('webgpu', 'broken', { state: 'failed', note: 'the shader is wrong.' }),
  done('wasm', 'simd', 20),
  done('reference', 'reference', 90, { check: null }),
];

test('the table tells each figure, reason and failure', async () => {
  const table = mount('rp-kernel-table', { rows });
  await table.updateComplete;
  const lines = [...table.renderRoot.querySelectorAll('tbody tr')].map(text);
  expect(lines[0]).toMatch(/WebGPU direct .*2\.00.*10\.0× ✓ 12 of 36 ULP/);
  expect(lines[2]).toContain('the shader is wrong.');
  expect(lines[3]).toContain('Not for this: 1×1.');
  expect(lines[4]).toMatch(/WASM simd .*1\.00×/);
  expect(lines[5]).toContain('reference');
  await expectAccessible();
});

test('a time below the clock is said to be so, never 0', async () => {
  const coarse = done('webgpu', 'naive', 5, { kernelMs: null });
  const table = mount('rp-kernel-table', { rows: [coarse] });
  await table.updateComplete;
  expect(text(find(table, 'tbody'))).toContain('below resolution');
});

test('rows are chosen by click and by keyboard', async () => {
  const table = mount('rp-kernel-table', { rows });
  const chosen: string[] = [];
  table.addEventListener('rp-row-select', ({ rowId }) => chosen.push(rowId));
  await table.updateComplete;
  find(table, 'tbody tr:nth-child(2) td:last-child').click();
  find(table, 'tbody tr:nth-child(5) td button').focus();
  await userEvent.keyboard('{Enter}');
  expect([...new Set(chosen)]).toEqual(['webgpu/naive', 'wasm/simd']);
});

test('the hero answers with a number and a sentence', async () => {
  const hero = mount('rp-hero-card', { rows, device });
  await hero.updateComplete;
  expect(text(find(hero, '.figure'))).toBe('10.0× faster');
  expect(text(hero)).toMatch(/GPU direct 2\.00 ms against WASM simd 20\.0 ms/);
  await expectAccessible();
});

test('the hero says plainly when the GPU is slower, and on what', async () => {
  const slower = [done('webgpu', 'naive', 24), done('wasm', 'simd', 1)];
  const software = { ...device, software: true };
  const hero = mount('rp-hero-card', { rows: slower, device: software });
  await hero.updateComplete;
  expect(text(find(hero, '.figure'))).toBe('24.0× slower');
  expect(text(find(hero, '.badge'))).toMatch(/software adapter/);
  await expectAccessible();
});

test('tabs follow arrow keys, Home and End', async () => {
  const tabs = mount('rp-detail-tabs', { row: rows[0] });
  tabs.addEventListener('rp-tab-select', ({ tab }) => {
    tabs.tab = tab as typeof tabs.tab;
  });
  await tabs.updateComplete;
  find(tabs, '#tab-source').focus();
  for (const [key, id] of [
    ['{ArrowLeft}', 'timing'],
    ['{Home}', 'source'],
    ['{ArrowRight}', 'map'],
    ['{ArrowRight}', 'passes'],
  ]) {
    await userEvent.keyboard(key);
    await tabs.updateComplete;
    expect(tabs.shadowRoot?.activeElement?.id).toBe(`tab-${id}`);
    expect(find(tabs, '[aria-selected=true]').id).toBe(`tab-${id}`);
  }
});

test('each tab shows what ran and passes axe', async () => {
  const problem = conv2d.problem(initialWorkload(conv2d.fields));
  const [naive] = conv2d.kernels;
  const { passes } = naive.plan(problem.shapes, problem.options, device, {});
  const tabs = mount('rp-detail-tabs', { row: rows[0], passes });
  const expected = {
    source: 'fn main(',
    map: '12 ULP',
    passes: 'workgroups',
    timing: 'First run, with compiling',
  } as const;
  for (const [tab, words] of Object.entries(expected)) {
    tabs.tab = tab as keyof typeof expected;
    await tabs.updateComplete;
    const panel = find(tabs, '[role=tabpanel]').lastElementChild!;
    await soon(() => expect(text(panel)).toContain(words));
    await expectAccessible();
  }
});

test('the error map paints its cells, outside ones in another colour', async () => {
  const map = { width: 2, height: 1, ulp: [0, 99] };
  const { check } = rows[0].report!;
  const tabs = mount('rp-detail-tabs', {
    row: done('webgpu', 'naive', 1, { check: { ...check!, ok: false, map } }),
    tab: 'map',
  });
  await tabs.updateComplete;
  await soon(() => find(tabs, 'rp-error-map', 'canvas'));
  const canvas = find<HTMLCanvasElement>(tabs, 'rp-error-map', 'canvas');
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, 2, 1);
  expect(data[3]).toBe(0);
  expect([data[4] > data[5] + 60, data[7]]).toEqual([true, 255]);
  await expectAccessible();
});

test('the form says what is wrong with a value and keeps the last good one', async () => {
  const form = mount('rp-workload-form', {
    op: conv2d,
    workload: initialWorkload(conv2d.fields),
  });
  const given: Workload[] = [];
  form.addEventListener('rp-workload-change', ({ workload }) => {
    given.push(workload);
    form.workload = workload;
  });
  await form.updateComplete;
  const input = find<HTMLInputElement>(form, '#cin');
  await userEvent.clear(input);
  await userEvent.type(input, '9999');
  await form.updateComplete;
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(text(find(form, '#cin-why'))).toMatch(/9999.*1 to 4096/);
  expect(given.at(-1)?.cin).toBe(999);
  await expectAccessible();

  await userEvent.clear(input);
  await userEvent.type(input, '12{ArrowUp}');
  await form.updateComplete;
  expect(given.at(-1)?.cin).toBe(13);
  expect(input.getAttribute('aria-invalid')).toBe('false');
});

test('fields that have no effect are left out', async () => {
  const workload = { ...initialWorkload(conv2d.fields), pad: 'explicit' };
  const form = mount('rp-workload-form', { op: conv2d, workload });
  await form.updateComplete;
  expect(find(form, '#pads')).toBeTruthy();
  form.workload = { ...workload, pad: 'valid' };
  await form.updateComplete;
  expect(() => find(form, '#pads')).toThrow('no #pads');
});

test('the device page names limits with units, and why there is no GPU', async () => {
  const page = mount('rp-device-page', { device });
  await page.updateComplete;
  expect(text(page)).toContain('128 MiB');
  await expectAccessible();
  page.device = noGpu;
  await page.updateComplete;
  expect(text(page)).toContain(noGpu.reason);
  await expectAccessible();
});
