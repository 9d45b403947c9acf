/** The Tuner tab: on literals, and with the real engine behind the page. */
import { afterEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src';
import '../../src/ui/app';
import '../../src/ui/bench/tuner-view';
import { noRaces } from '../../src/ui/bench/tuner-view';
import { done, row, tuning } from './literals';
import { expectAccessible, find, mount, soon, text } from './page';

const rows = [
  done('webgpu', 'naive', 10),
  done('webgpu', 'blocks', 1, { constants: { CHANNELS: 8 } }),
  done('webgpu', 'quad', 0.5, { constants: { CHANNELS: 32 } }),
  row('webgpu', 'winograd'),
];
const raced = { ...noRaces, tunings: { webgpu: tuning() } };
const lines = (view: Element, region: string) =>
  [...view.shadowRoot!.querySelectorAll(`[aria-label=${region}] tbody tr`)].map(
    text,
  );

afterEach(() => document.body.replaceChildren());

test('shows winner, losers, guess and what had no time', async () => {
  const view = mount('rp-tuner-view', { rows, races: raced });
  await view.updateComplete;
  expect(text(find(view, '.head'))).toMatch(
    /quad 32 won\. The guess was quad 16, which took 1\.20× .*4 of 5 ran/,
  );
  expect(lines(view, 'Race')).toEqual([
    'quad 32 0.500 ms won',
    'quad 16guess 0.600 ms out in round 4',
    'blocks 8 1.00 ms out in round 2',
    'naive 10.0 ms out in round 1',
  ]);
  expect(text(find(view, 'dl'))).toBe('no time left winograd 16');
  expect(text(find(view, '.origin'))).toMatch(/^Raced .* on Apple M2/);
  expect(lines(view, 'Ladder')).toEqual([
    'naive 10.0 ms',
    'blocks 8 1.00 ms 10.0×',
    'quad 32 0.500 ms 2.00×',
  ]);
  await expectAccessible();
});

test('bars are as long as the times', async () => {
  const view = mount('rp-tuner-view', { rows, races: raced });
  await view.updateComplete;
  const bars = [
    ...view.shadowRoot!.querySelectorAll('[aria-label=Race] .bar rect'),
  ].map((bar) => bar.getBoundingClientRect().width);
  expect(bars).toHaveLength(4);
  expect(bars[2] / bars[3]).toBeCloseTo(0.1, 1);
  expect(bars[0]).toBeLessThan(bars[1]);
});

test('is told apart: not raced, nothing to race, failed, the oracle', async () => {
  const view = mount('rp-tuner-view', { rows: [], races: noRaces });
  await view.updateComplete;
  expect(text(view)).toMatch(/Not raced yet.*at most a second/);
  expect(text(find(view, 'button'))).toBe('Race them');
  await expectAccessible();
  view.races = { ...noRaces, tunings: { webgpu: null } };
  await view.updateComplete;
  expect(text(view)).toMatch(/Only one kernel.*nothing to race/);
  expect(find<HTMLButtonElement>(view, 'button').disabled).toBe(true);
  view.races = { ...raced, failure: 'The GPU has no memory left.' };
  await view.updateComplete;
  expect(text(view)).toMatch(/race failed: The GPU has no memory left/);
  await expectAccessible();
  view.backend = 'reference';
  await view.updateComplete;
  expect(text(view)).toMatch(/The oracle has one form/);
});

test('asks for a race, and while it runs for its end', async () => {
  const view = mount('rp-tuner-view', { rows, races: raced });
  const asked: string[] = [];
  view.addEventListener('rp-race', ({ backend }) => asked.push(backend));
  view.addEventListener('rp-stop', () => asked.push('stop'));
  await view.updateComplete;
  expect(text(find(view, 'button'))).toBe('Race again');
  find(view, 'button').click();
  view.races = {
    ...raced,
    busy: true,
    racing: 'webgpu',
    progress: { done: 0.4, label: 'racing quad 16 against blocks 8' },
  };
  await view.updateComplete;
  expect(text(find(view, 'small'))).toBe('racing quad 16 against blocks 8');
  expect(find<HTMLProgressElement>(view, 'progress').value).toBe(0.4);
  await expectAccessible();
  find(view, 'button').click();
  expect(asked).toEqual(['webgpu', 'stop']);
  view.races = { ...raced, busy: true };
  await view.updateComplete;
  expect(find<HTMLButtonElement>(view, 'button').disabled).toBe(true);
});

test('the page races on a click, shows it, and can be stopped', async () => {
  const engine: Engine = await createEngine();
  const page = mount('rp-bench-page', {
    engine,
    device: await engine.device(),
    // Of this test alone: nobody remembers it.
    query: new URLSearchParams('op=conv2d&in=9x9&cin=11&cout=7&tab=tuner'),
  });
  const view = () => find(page, 'rp-detail-tabs', 'rp-tuner-view');
  const button = () => find<HTMLButtonElement>(view(), '.head button');
  await soon(
    () => expect(text(find(page, 'button.primary'))).toBe('Run all'),
    20_000,
  );
  // A first visit guesses and offers the race.
  expect(text(view())).toMatch(/Not raced yet/);
  expect(lines(view(), 'Ladder').length).toBeGreaterThan(2);
  button().click();
  await soon(() => expect(text(button())).toBe('Cancel'));
  await soon(() => expect(text(view())).toMatch(/trying|racing/));
  const start = performance.now();
  button().click();
  await soon(() => expect(text(button())).toBe('Race them'));
  expect(performance.now() - start).toBeLessThan(500);

  button().click();
  await soon(() => expect(text(button())).toBe('Race again'), 10_000);
  expect(text(find(view(), '.head'))).toMatch(/won\..* ran, in \d/);
  expect(lines(view(), 'Race').length).toBeGreaterThan(0);
  expect(text(find(view(), '.origin'))).toMatch(/^Raced .*1×11×9×9/);
  await expectAccessible();

  // The next visit knows, without a race.
  const again = mount('rp-bench-page', {
    ...{ engine, device: page.device, query: page.query },
  });
  await soon(
    () => expect(text(find(again, 'button.primary'))).toBe('Run all'),
    20_000,
  );
  const tabs = find(again, 'rp-detail-tabs', 'rp-tuner-view');
  await soon(() =>
    expect(text(find(tabs, '.origin'))).toMatch(/^Remembered from/),
  );
  await engine.dispose();
}, 60_000);
