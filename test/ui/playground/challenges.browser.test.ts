/** The challenges' panel: from literals, and once through a real run. */
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  test,
} from 'vitest';
import { page as screen } from 'vitest/browser';
import { challenges } from '../../../src/challenges';
import { depthwiseRoof } from '../../../src/challenges/depthwise-roof';
import { solutionOf, startOf } from '../../../src/challenges/draft';
import { missingBias } from '../../../src/challenges/missing-bias';
import { spareBarrier } from '../../../src/challenges/spare-barrier';
import { createEngine, type Engine } from '../../../src/index';
import { ProgressStore } from '../../../src/state/challenge-progress';
import type { KernelDraft } from '../../../src/state/draft';
import '../../../src/ui/playground/challenges/challenges-panel';
import type { ChallengesPanel } from '../../../src/ui/playground/challenges/challenges-panel';
import { TrialRunner } from '../../../src/ui/playground/run/trial-runner';
import { noCeilings } from '../../../src/ui/roofline/ceilings-view';
import { reportOf, comparison } from '../../challenges/literals';
import { expectAccessible, find, mount, soon, tabInto, text } from '../page';
import { ceilings } from '../roofline-literals';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
afterAll(() => engine.dispose());
beforeEach(() => localStorage.clear());
afterEach(async () => {
  document.body.replaceChildren();
  await screen.viewport(1440, 900);
});

/** As a page hosts it: a draft it asks for becomes the page's own. */
function open(properties: Partial<ChallengesPanel> = {}) {
  const panel = mount('rp-challenges', properties);
  panel.addEventListener('rp-draft', (event) => {
    panel.draft = (event as CustomEvent<KernelDraft>).detail;
  });
  return panel;
}
const list = (panel: Element) => find(panel, 'rp-challenge-list');
const view = (panel: Element) => find(panel, 'rp-challenge');
const goal = (panel: Element) =>
  find(panel, 'rp-challenge', 'rp-challenge-goal');

async function press(panel: ChallengesPanel, inside: string, label: string) {
  const button = await soon(() => {
    const found = [
      ...find(panel, inside).shadowRoot!.querySelectorAll('button'),
    ].find((one) => text(one).includes(label));
    expect(found, label).toBeDefined();
    return found!;
  });
  button.click();
  await panel.updateComplete;
}
const choose = (panel: ChallengesPanel, title: string) =>
  press(panel, 'rp-challenge-list', title);

test('the list says what there is, and what each teaches', async () => {
  const panel = open();
  await panel.updateComplete;
  const rows = [...list(panel).shadowRoot!.querySelectorAll('.row')].map(text);
  expect(rows).toHaveLength(challenges.length);
  expect(rows[1]).toMatch(/Off by one .*, open\. Fix it conv2d Dilation is/);
  expect(text(list(panel))).toContain(`0 of ${challenges.length} done`);
  expect(panel.draft).toBeNull();
  await expectAccessible();
});

test('opening one loads its draft and runs nothing', async () => {
  const panel = open();
  await choose(panel, depthwiseRoof.title);
  expect(panel.draft).toEqual(startOf(depthwiseRoof));
  expect(text(view(panel))).toContain(depthwiseRoof.task);
  expect(text(goal(panel))).toContain('No run to judge');
  await soon(() =>
    expect(view(panel).shadowRoot!.activeElement?.localName).toBe('h2'),
  );
  await expectAccessible();
});

test('a run of the challenge stands somewhere, a run of another nowhere', async () => {
  const panel = open();
  await choose(panel, missingBias.title);
  const report = reportOf(missingBias, {
    ...{ outcome: 'wrong', verdict: 'Wrong: it is.', ab: null },
    check: { ...reportOf(missingBias).check!, failures: 250 },
  });
  panel.report = report;
  await soon(() => expect(text(goal(panel))).toContain('75 % right'));
  expect(text(goal(panel))).toContain('Wrong: it is.');
  const part = () => find(panel, 'rp-challenge', 'rp-challenge-goal', '.part');
  expect(part().getAttribute('width')).toBe('75');
  await expectAccessible();
  panel.report = reportOf(spareBarrier);
  await soon(() => expect(text(goal(panel))).toContain('another kernel'));
  expect(new ProgressStore().of(missingBias.id).doneAt).toBeNull();
});

test('hints come one by one, the solution after all of them', async () => {
  const panel = open();
  await choose(panel, missingBias.title);
  expect(text(view(panel))).not.toContain(missingBias.hints[0]);
  await press(panel, 'rp-challenge', 'Show a hint');
  expect(text(view(panel))).toContain(missingBias.hints[0]);
  expect(text(view(panel))).not.toContain(missingBias.hints[1]);
  expect(text(view(panel))).not.toContain('Show a solution');
  await press(panel, 'rp-challenge', 'Show another hint');
  await press(panel, 'rp-challenge', 'Show another hint');
  await press(panel, 'rp-challenge', 'Show a solution');
  const diff = find(panel, 'rp-challenge', '.diff');
  expect(text(diff)).toContain('added: let y = sums + bias[channel];');
  await expectAccessible();
  await press(panel, 'rp-challenge', 'Put it into the editor');
  expect(panel.draft).toEqual(solutionOf(missingBias));
  panel.report = reportOf(missingBias);
  await soon(() => expect(text(view(panel))).toContain('done, with help'));
  await press(panel, 'rp-challenge', 'Restart');
  expect(panel.draft).toEqual(startOf(missingBias));
  await soon(() => expect(text(goal(panel))).toContain('No run to judge'));
  expect(text(view(panel))).not.toContain('A solution');
});

test('what is done is there after a reload, and can be forgotten', async () => {
  const panel = open();
  await choose(panel, missingBias.title);
  panel.report = reportOf(missingBias);
  await soon(() => expect(text(goal(panel))).toContain('Reached'));
  expect(text(view(panel))).toContain(missingBias.learns);
  await expectAccessible();
  const again = open();
  await soon(() => expect(text(list(again))).toContain('1 of'));
  expect(text(list(again))).toContain('Go on with “Off by one');
  await expectAccessible();
  await press(again, 'rp-challenge-list', 'Forget what is done');
  await soon(() => expect(text(list(again))).toContain('0 of'));
  expect(new ProgressStore().of(missingBias.id).doneAt).toBeNull();
});

test('the next one is the next that is not done', async () => {
  const panel = open();
  panel.store.change(challenges[1].id, { doneAt: '2026-11-29T08:00:00Z' });
  await choose(panel, challenges[0].title);
  panel.report = reportOf(challenges[0]);
  await press(panel, 'rp-challenge', 'Next');
  expect(panel.draft).toEqual(startOf(challenges[2]));
  await soon(() => expect(text(goal(panel))).toContain('No run to judge'));
});

test('without storage it says that nothing is kept', async () => {
  const panel = open({ store: new ProgressStore(null) });
  await panel.updateComplete;
  expect(text(list(panel))).toContain('keeps nothing');
  await choose(panel, missingBias.title);
  panel.report = reportOf(missingBias);
  await soon(() => expect(text(goal(panel))).toContain('Reached'));
  await press(panel, 'rp-challenge', 'All challenges');
  await soon(() => expect(text(list(panel))).toContain('1 of'));
  await expectAccessible();
});

test('a goal under a roof asks for the roof, and judges when it comes', async () => {
  const panel = open();
  let asked = 0;
  panel.addEventListener('rp-measure-roofs', () => asked++);
  await choose(panel, depthwiseRoof.title);
  const { bytesRead, bytesWritten } = reportOf(depthwiseRoof).cost;
  const atRoofMs = (bytesRead + bytesWritten) / ceilings.gpu!.gbps.memory / 1e6;
  panel.report = reportOf(depthwiseRoof, {
    ab: comparison(1, atRoofMs / 0.855),
  });
  await soon(() => expect(text(goal(panel))).toContain('takes the roof'));
  await expectAccessible();
  find(panel, 'rp-challenge', 'rp-challenge-goal', '.measure').click();
  expect(asked).toBe(1);
  const { adapter } = panel.report;
  panel.roofs = { ...noCeilings, ceilings: { ...ceilings, adapter } };
  await soon(() => expect(text(goal(panel))).toContain('85 % of the roof'));
  expect(new ProgressStore().of(depthwiseRoof.id).doneAt).not.toBeNull();
});

test('a software adapter is named where speed counts', async () => {
  const panel = open();
  await choose(panel, spareBarrier.title);
  panel.report = reportOf(spareBarrier, { software: true });
  await soon(() => expect(text(goal(panel))).toContain('software adapter'));
  expect(text(goal(panel))).toContain('Reached');
  await expectAccessible();
  await press(panel, 'rp-challenge', 'All challenges');
  await choose(panel, missingBias.title);
  await soon(() => expect(text(goal(panel))).toContain('No run to judge'));
  expect(text(goal(panel))).not.toContain('software adapter');
});

test('an attempt that comes with the page opens its challenge', async () => {
  const panel = open({ draft: solutionOf(missingBias) });
  await soon(() => expect(text(view(panel))).toContain(missingBias.task));
  await press(panel, 'rp-challenge', 'All challenges');
  panel.draft = { ...panel.draft! };
  await panel.updateComplete;
  expect(list(panel)).toBeDefined();
});

test('by keyboard on a phone, through a real run', async () => {
  await screen.viewport(360, 740);
  const panel = open();
  await panel.updateComplete;
  await tabInto(panel, '{Tab}{Enter}');
  await soon(() => expect(text(view(panel))).toContain(missingBias.task));
  const runner = new TrialRunner(panel);
  const run = async () => {
    await runner.run(engine, panel.draft as KernelDraft, { budgetMs: 50 });
    expect(runner.state.kind).toBe('done');
    if (runner.state.kind === 'done') panel.report = runner.state.report;
  };
  await run();
  await soon(() => expect(text(goal(panel))).toContain('0 % right'));
  expect(document.documentElement.scrollWidth).toBe(360);
  panel.draft = solutionOf(missingBias);
  await run();
  await soon(() => expect(text(goal(panel))).toContain('✓ Reached'));
  expect(document.documentElement.scrollWidth).toBe(360);
  expect(view(panel).shadowRoot?.innerHTML).not.toMatch(/NaN|undefined|style=/);
  await expectAccessible();
}, 60_000);
