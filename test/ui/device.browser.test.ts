/** The drill of the Device page, with an engine that really loses its GPU. */
import { afterEach, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/api';
import { LocalEngine } from '../../src/engine/engine';
import '../../src/ui/device/losses-card';
import { noGpu } from './literals';
import { expectAccessible, find, mount, soon, text } from './page';

const engines: LocalEngine[] = [];
afterEach(() => engines.splice(0).forEach((engine) => void engine.dispose()));

async function show(cap?: ConstructorParameters<typeof LocalEngine>[1]) {
  const engine = new LocalEngine({}, cap);
  engines.push(engine);
  const card = mount('rp-losses-card', {
    ...{ engine, device: await engine.device() },
  });
  await card.updateComplete;
  return { engine, card, button: find<HTMLButtonElement>(card, 'button') };
}

test('a drill says when, how long, and that the answer is right', async () => {
  const { engine, card, button } = await show();
  expect(text(card)).toContain('Not lost since this page was loaded');
  button.click();
  await soon(
    () =>
      expect(text(card)).toMatch(
        /Lost at \d\d:\d\d:\d\d\. Recovered in .*s.*Verified with the oracle: .* of .* ULP/,
      ),
    20_000,
  );
  expect(text(card)).toMatch(/Lost once .*Last at .*: a drill/);
  expect((await engine.device()).losses.count).toBe(1);
  expect(button.disabled).toBe(false);
  await expectAccessible();
});

test('one drill too many is told as what it is', async () => {
  const { card, button } = await show({ most: 0, withinMs: 60_000 });
  button.click();
  await soon(
    () => expect(text(card)).toMatch(/lost once within 60 s.*left alone/),
    20_000,
  );
  expect(button.disabled).toBe(false);
  await expectAccessible();
});

test('there is nothing to lose without a GPU', async () => {
  const engine = { device: async () => noGpu } as unknown as Engine;
  const card = mount('rp-losses-card', { engine, device: noGpu });
  await card.updateComplete;
  expect(find<HTMLButtonElement>(card, 'button').disabled).toBe(true);
});
