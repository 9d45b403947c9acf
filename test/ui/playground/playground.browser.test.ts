/** The Playground page with the real engine behind it, on small problems. */
import { EditorView } from '@codemirror/view';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createEngine, type DeviceReport, type Engine } from '../../../src';
import { packDraft } from '../../../src/state/draft-link';
import '../../../src/ui/playground/playground-page';
import { expectAccessible, find, mount, soon, text } from '../page';

const small = 'op=conv2d&in=6x6&cin=2&cout=2';
let engine: Engine;
let device: DeviceReport;

beforeEach(async () => {
  localStorage.clear();
  engine = await createEngine();
  device = await engine.device();
});
afterEach(async () => {
  document.body.replaceChildren();
  await engine.dispose();
});

/** The page, its last link, and whether something was run. */
function open(query: string) {
  const seen = { link: new URLSearchParams(), trials: 0 };
  const watched: Engine = Object.create(engine);
  watched.trial = (op, call) => {
    seen.trials++;
    return engine.trial(op, call);
  };
  const page = mount('rp-playground-page', {
    ...{ engine: watched, device, query: new URLSearchParams(query) },
  });
  page.addEventListener('rp-query', (event) => {
    seen.link = new URLSearchParams(
      (event as CustomEvent<Record<string, string>>).detail,
    );
  });
  return { page, seen };
}

const desk = (page: Element) => find(page, 'rp-kernel-desk');
const card = (page: Element) => find(desk(page), 'rp-text-card');
const answer = (page: Element) => text(find(desk(page), 'rp-trial-card'));
const editor = (page: Element) => {
  const content = find(card(page), 'rp-wgsl-editor', '.cm-content');
  const view = EditorView.findFromDOM(content);
  if (!view) throw new Error('no editor there');
  return view;
};
const shown = (page: Element) =>
  soon(() => {
    expect(editor(page).state.doc.toString()).toContain('fn main');
    return editor(page);
  }, 20_000);
const textIn = (page: Element) => editor(page).state.doc.toString();
const button = (page: Element, name: string) =>
  [...(card(page).shadowRoot?.querySelectorAll('button') ?? [])].find(
    (one) => text(one) === name,
  );
function replace(page: Element, what: string, by: string) {
  const view = editor(page);
  const from = view.state.doc.toString().indexOf(what);
  if (from < 0) throw new Error(`no "${what}" in the text`);
  view.dispatch({ changes: { from, to: from + what.length, insert: by } });
}

test("shows a kernel's text, what it is given, and is accessible", async () => {
  const { page, seen } = open(`${small}&kernel=naive`);
  await shown(page);
  const list = () => text(find(desk(page), 'rp-binding-list'));
  expect(list()).toMatch(/1 filters filter filter, read only/);
  expect(list()).toMatch(/out_height u32 6/);
  await soon(() => expect(text(card(page))).toContain('Compiles'));
  await expectAccessible();
  expect(seen.trials).toBe(0);
}, 60_000);

test('marks a mistake at its line while one types, and jumps to it', async () => {
  const { page } = open(`${small}&kernel=naive`);
  const view = await shown(page);
  view.dispatch({ selection: { anchor: view.state.doc.line(3).to } });
  view.focus();
  await userEvent.keyboard('nonsense');
  const said = () =>
    text(find(card(page), 'rp-wgsl-editor', 'rp-diagnostic-list'));
  await soon(() => expect(said()).toMatch(/error 4:|error 3:/), 10_000);
  expect(text(find(card(page), '.verdict'))).toMatch(/error/);
  find(card(page), 'rp-wgsl-editor', '.cm-lintRange-error');
  view.dispatch({ selection: { anchor: 0 } });
  find(card(page), 'rp-wgsl-editor', 'rp-diagnostic-list', 'li button').click();
  const { doc, selection } = view.state;
  expect(doc.lineAt(selection.main.head).number).toBeGreaterThan(2);
  await expectAccessible();
  // Tab leaves the text: nobody is kept inside.
  await userEvent.keyboard('{Tab}');
  expect(view.hasFocus).toBe(false);
}, 60_000);

test('a right edit is verified and timed; a wrong one gets no speed', async () => {
  const { page } = open(`${small}&kernel=naive`);
  await shown(page);
  replace(page, 'var sum = 0.0;', 'var sum = 0.0 + 0.0;');
  editor(page).focus();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await soon(() => expect(answer(page)).toMatch(/×/), 40_000);
  await expectAccessible();
  replace(page, 'var sum = 0.0 + 0.0;', 'var sum = 1.0;');
  await soon(() => expect(answer(page)).toMatch(/has changed since/));
  button(page, 'Run')?.click();
  await soon(() => {
    expect(answer(page)).toMatch(/[Ww]rong/);
    expect(answer(page)).not.toMatch(/\d×/);
  }, 40_000);
}, 120_000);

test('reset brings the text back, and a reload the edited one', async () => {
  const first = open(`${small}&kernel=naive`);
  await shown(first.page);
  const before = textIn(first.page);
  replace(first.page, 'var sum = 0.0;', 'var sum = 0.5;');
  await soon(() => expect(first.seen.link.has('draft')).toBe(true));
  const { page } = open(`${small}&kernel=naive`);
  await shown(page);
  expect(textIn(page)).toContain('var sum = 0.5;');
  button(page, 'Reset')?.click();
  await soon(() => expect(textIn(page)).toBe(before));
}, 60_000);

test("a link brings its text, runs nothing, and keeps one's own", async () => {
  const first = open(`${small}&kernel=naive`);
  await shown(first.page);
  replace(first.page, 'var sum = 0.0;', 'var sum = 0.25;');
  await soon(() => expect(first.seen.link.has('draft')).toBe(true));
  const link = first.seen.link.toString();
  replace(first.page, 'var sum = 0.25;', 'var sum = 0.75;');
  await soon(() => expect(first.seen.link.toString()).not.toBe(link));

  const { page, seen } = open(link);
  await soon(() => expect(textIn(page)).toContain('var sum = 0.25;'), 20_000);
  expect(find<HTMLSelectElement>(desk(page), '#kernel').value).toBe('naive');
  await soon(() => expect(seen.link.toString()).toBe(link));
  await expectAccessible();
  expect(seen.trials).toBe(0);
  expect(answer(page)).toMatch(/Run compiles your text/);
  const back = find<HTMLButtonElement>(page, '.notice button');
  expect(text(back)).toBe('Back to my text');
  back.click();
  await soon(() => expect(textIn(page)).toContain('var sum = 0.75;'));
}, 60_000);

test('a damaged link says so and shows the kernel', async () => {
  const { page } = open(`${small}&kernel=naive&draft=1.AAAA`);
  await shown(page);
  expect(text(find(page, '.notice'))).toMatch(/link/);
}, 60_000);

test('a problem that no form has posed comes with its draft', async () => {
  const packed = await packDraft({
    ...{ kind: 'kernel', op: 'relu', kernel: 'naive', constants: {}, seed: 1 },
    ...{ shapes: { input: [3, 5] }, options: {} },
    ...{ sources: {}, workgroups: {} },
  });
  const { page } = open(`draft=${packed}`);
  await soon(
    () => expect(text(desk(page))).toMatch(/problem of its own.*3 × 5/),
    20_000,
  );
}, 60_000);

test('a slider changes the text, and the plan with it', async () => {
  const { page } = open('op=conv2d&in=8x8&cin=4&cout=8&kernel=blocks');
  await shown(page);
  const sliders = find(desk(page), 'rp-constant-sliders');
  const slider = await soon(() =>
    find<HTMLInputElement>(sliders, 'input[type=range]'),
  );
  const value = () =>
    Number(
      new RegExp(`const ${slider.id}[^=]*= (\\d+)`).exec(textIn(page))?.[1],
    );
  const before = value();
  slider.focus();
  const isLast = slider.value === slider.max;
  await userEvent.keyboard(isLast ? '{ArrowLeft}' : '{ArrowRight}');
  await soon(() => expect(value()).not.toBe(before));
  expect(text(find(sliders, 'output'))).toBe(String(value()));
  expect(button(page, 'Reset')).toBeDefined();
}, 60_000);

test('workgroups take formulas, and say what is wrong with one', async () => {
  const { page } = open(`${small}&kernel=naive`);
  await shown(page);
  const field = () => find(card(page), 'rp-workgroup-field');
  const input = find<HTMLInputElement>(field(), 'input');
  await userEvent.fill(input, 'ceil(elements / 10)');
  await userEvent.keyboard('{Tab}');
  await soon(() => expect(text(field())).toContain('come to 8 × 1 × 1'));
  await userEvent.fill(input, 'ceil(nothing)');
  await userEvent.keyboard('{Tab}');
  await soon(() => expect(text(field())).toContain('"nothing" is not known'));
  find(field(), '.link').click();
  await soon(() => expect(input.value).toBe('2'));
}, 60_000);

test("an op's own field named mode is not one of the page's", async () => {
  const { page, seen } = open('op=pad&mode=edge');
  await shown(page);
  await soon(() => expect(seen.link.get('mode')).toBe('edge'));
  expect(page.shadowRoot?.querySelectorAll('.notice')).toHaveLength(0);
  expect(text(find(page, 'nav [aria-current=page]'))).toBe('Edit a kernel');
}, 60_000);
