/** The card over real trials: hostile shaders included. */
import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Engine, KernelSources } from '../../../src/engine/api';
import { createEngine } from '../../../src/index';
import type { KernelDraft } from '../../../src/state/draft';
import type { Place } from '../../../src/ui/playground/run/events';
import '../../../src/ui/playground/run/trial-card';
import { TrialRunner } from '../../../src/ui/playground/run/trial-runner';
import {
  noCeilings,
  type CeilingsView,
} from '../../../src/ui/roofline/ceilings-view';
import { expectAccessible, find, mount, soon, text } from '../page';
import { ceilings } from '../roofline-literals';

/** As the page does it: a runner, a card, nothing between them. */
@customElement('rp-trial-test')
class TrialTest extends LitElement {
  roofs: CeilingsView = noCeilings;
  sources: KernelSources | null = null;
  runner = new TrialRunner(this);
  override render() {
    const { runner, roofs, sources } = this;
    return html`<rp-trial-card
      .state=${runner.state}
      .history=${runner.history}
      .sources=${sources}
      .roofs=${roofs}
      @rp-cancel=${() => runner.cancel()}
    ></rp-trial-card>`;
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'rp-trial-test': TrialTest;
  }
}

const file = 'conv2d/naive.wgsl';
const shapes = { input: [1, 8, 16, 16], filter: [8, 8, 3, 3] };
const options = { padding: [1, 1, 1, 1] };
const effort = { budgetMs: 100, timeLimitMs: 5000 };

let engine: Engine;
let sources: KernelSources;
let original: string;
beforeAll(async () => {
  engine = await createEngine();
  const call = { shapes, options, kernel: 'naive' };
  sources = await engine.sources('conv2d', call);
  original = sources.passes[0].code;
});
afterAll(() => engine.dispose());

const draftOf = (code: string): KernelDraft => ({
  ...{ kind: 'kernel', op: 'conv2d', kernel: 'naive', shapes, options },
  ...{ constants: {}, seed: 1, sources: { [file]: code }, workgroups: {} },
});
const edit = (from: string, to: string) => {
  expect(original).toContain(from);
  return original.replace(from, to);
};
const lineOf = (code: string, part: string) =>
  code.slice(0, code.indexOf(part)).split('\n').length;

function page() {
  const host = mount('rp-trial-test', { sources });
  return { host, card: () => find(host, 'rp-trial-card') };
}

async function shown(code: string, more = {}) {
  const { host, card } = page();
  await host.runner.run(engine, draftOf(code), { ...effort, ...more });
  await soon(() => expect(host.isUpdatePending).toBe(false));
  const element = find<HTMLElementTagNameMap['rp-trial-card']>(
    host,
    'rp-trial-card',
  );
  await element.updateComplete;
  return { host, card: card(), answer: text(find(element, '.answer')) };
}

/** Whatever reads as a time, a speed or a ratio. */
const figures = /\d\s*(ms|µs|ns|s)\b|\d×|faster|slower|FLOP\/s|NaN ms|null/;

test('before the first run it says what Run does, and runs', async () => {
  const { host, card } = page();
  await host.updateComplete;
  let asked = 0;
  host.addEventListener('rp-run', () => asked++);
  expect(text(find(card(), '.answer'))).toMatch(
    /conv2d naive: Run compiles.*float64 oracle/,
  );
  find(card(), 'button.primary').focus();
  await userEvent.keyboard('{Enter}');
  expect(asked).toBe(1);
  await expectAccessible();
});

test('a right text that is slower: by how much, and on what evidence', async () => {
  // Many more sums, for nothing that the compiler can see.
  const code = edit(
    'for (var ky = 0u;',
    'var more = 0.0;\n  for (var j = 0u; j < 400u * params.batch; j++) ' +
      '{ more += sqrt(f32(j) + input[j]); }\n  ' +
      'if (more == -1.0) { sum = 1.0; }\n  for (var ky = 0u;',
  );
  const { host, card, answer } = await shown(code, { budgetMs: 800 });
  const { state } = host.runner;
  if (state.kind !== 'done') throw new Error(JSON.stringify(state));
  const { n } = state.report.ab!;
  expect(answer).toMatch(
    /^[\d.]+× slower [\d.]+–[\d.]+× against "naive", 99 % sure, from \d+ pairs by/,
  );
  expect(answer).toMatch(/ULP where \d+ are allowed/);
  const ab = text(find(card, 'rp-trial-ab'));
  expect(ab).toContain(`${n} pair`);
  expect(ab).toMatch(/naive.*edited.*interleaved.*Clock/);
  expect(find(card, 'rp-trial-ab', 'svg.strip')).toBeTruthy();
  expect(ab).not.toMatch(/NaN|null|undefined/);
  expect(text(find(card, 'rp-trial-history'))).toMatch(/\+3 ✓ right/);
  await expectAccessible();
});

test('without roofs it asks for them; with them it draws both and the way', async () => {
  const { host, card } = await shown(original);
  let asked = 0;
  host.addEventListener('rp-measure-roofs', () => asked++);
  find(card, 'rp-trial-roofline', 'button').click();
  expect(asked).toBe(1);
  await host.runner.run(engine, draftOf(`${original}\n`), effort);
  host.roofs = { ...noCeilings, ceilings };
  host.requestUpdate();
  await host.updateComplete;
  const roofline = find(card, 'rp-trial-roofline');
  await soon(() =>
    expect(roofline.shadowRoot!.querySelectorAll('.dot')).toHaveLength(3),
  );
  expect(text(find(roofline, '.verdict'))).toMatch(
    /roof.*So far: naive.*run 1.*now/,
  );
  await expectAccessible();
});

test('the text as it was is not called faster', async () => {
  const { answer } = await shown(original, { budgetMs: 400 });
  expect(answer).toMatch(/No difference|not yet compared/);
  expect(answer).not.toMatch(/faster|slower/);
});

test('a wrong text: where, how much, and no time at all', async () => {
  const { card, answer } = await shown(
    edit('sum += input', 'sum += 1.01 * input'),
  );
  expect(answer).toMatch(
    /^Wrong outside the tolerance [\d\s]+elements of 2\s048 are too far off\. The worst, output\[\d+, \d+, \d+, \d+\], is \S+ where the float64 oracle has \S+: [\d\s]+ULP where \d+ are allowed/,
  );
  expect(find(card, 'rp-error-map', 'canvas')).toBeTruthy();
  expect(card.shadowRoot!.querySelector('rp-trial-ab')).toBeNull();
  expect(card.shadowRoot!.querySelector('rp-trial-roofline')).toBeNull();
  expect(text(card)).not.toMatch(figures);
  expect(text(find(card, 'rp-trial-history'))).toMatch(/✗ wrong – –/);
  await expectAccessible();
});

test('a race: the element, both values, and no time', async () => {
  const { card, answer } = await shown(
    edit(
      'output[at] =',
      'output[at] = f32(at % 7u) + output[(at + 97u) % 2048u] + ',
    ),
  );
  expect(answer).toMatch(
    /^Two answers for the same inputs: a race output\[[\d, ]+\] was \S+ in one run and \S+ in the other/,
  );
  expect(text(card)).not.toMatch(figures);
  await expectAccessible();
});

// On a machine that is too busy the time limit comes before the meter's.
test(
  'an endless loop: its line, which is a way there',
  { retry: 2 },
  async () => {
    const code = edit('ky < params.kernel_height', 'true');
    const { host, card, answer } = await shown(code);
    expect(answer).toMatch(
      /^Endless a loop was stopped Line \d+ of conv2d\/naive\.wgsl ?The loop at line/,
    );
    const places: Place[] = [];
    host.addEventListener('rp-go-to-line', (event) =>
      places.push((event as CustomEvent<Place>).detail),
    );
    find(card, '.answer button.link').focus();
    await userEvent.keyboard('{Enter}');
    expect(places).toEqual([{ file, line: lineOf(code, 'for (var ky') }]);
    expect(text(card)).not.toMatch(/faster|slower|FLOP/);
    await expectAccessible();
  },
);

test('a text that does not compile: the first error and its line', async () => {
  const code = edit('var sum = 0.0;', 'var sum = zero;');
  const { host, card, answer } = await shown(code);
  expect(answer).toMatch(/^Does not compile Line \d+ of .*zero/);
  const places: Place[] = [];
  host.addEventListener('rp-go-to-line', (event) =>
    places.push((event as CustomEvent<Place>).detail),
  );
  find(card, '.answer button.link').click();
  expect(places).toEqual([{ file, line: lineOf(code, 'zero') }]);
  expect(text(card)).not.toMatch(figures);
  await expectAccessible();
});

test('a run shows what it is at, and is cancelled by its button', async () => {
  const { host, card } = page();
  await host.updateComplete;
  const run = host.runner.run(engine, draftOf(original), {
    ...effort,
    budgetMs: 20_000,
  });
  await soon(() => expect(find(card(), '.current')).toBeTruthy());
  await soon(
    () => expect(text(find(card(), '.current'))).toContain('in turns'),
    20_000,
  );
  await expectAccessible();
  find(card(), '.answer button').click();
  await run;
  await soon(() =>
    expect(text(find(card(), '.answer'))).toMatch(/^Cancelled .*kept/),
  );
  expect(card().shadowRoot!.querySelector('rp-trial-history')).toBeNull();
  await expectAccessible();
});

test('a run out of time keeps the text, and the next one is right', async () => {
  const { host, card, answer } = await shown(original, { timeLimitMs: 1 });
  expect(answer).toMatch(/^It took too long .*limit of 1 ms.*text is kept/);
  await expectAccessible();
  await host.runner.run(engine, draftOf(original), effort);
  await soon(() => expect(text(find(card, '.answer'))).toMatch(/ULP where/));
});

test('too many workgroups: the limit, in words', async () => {
  const { host, card } = page();
  const draft = { ...draftOf(original), workgroups: { [file]: [70_000] } };
  await host.runner.run(engine, draft, effort);
  await soon(() =>
    expect(text(find(card(), '.answer'))).toMatch(
      /^More than this device takes .*70000.*65535.*kept/,
    ),
  );
});

test('a changed text greys the old answer and offers a new run', async () => {
  const { host, card } = await shown(original);
  const element = find<HTMLElementTagNameMap['rp-trial-card']>(
    host,
    'rp-trial-card',
  );
  element.stale = true;
  await element.updateComplete;
  expect(text(find(card, '.notice'))).toMatch(
    /changed since.*Run the new text/,
  );
  await expectAccessible();
});

test('each run of the visit gives its text back', async () => {
  const code = edit('sum += input', 'sum += 1.01 * input');
  const { host, card } = await shown(code);
  const drafts: KernelDraft[] = [];
  host.addEventListener('rp-draft', (event) =>
    drafts.push((event as CustomEvent<KernelDraft>).detail),
  );
  find(card, 'rp-trial-history', 'tbody button').focus();
  await userEvent.keyboard('{Enter}');
  expect(drafts).toEqual([draftOf(code)]);
});
