import { expect, test } from 'vitest';
import { ProgressStore } from '../../src/state/challenge-progress';

function place(text: string | null = null) {
  const kept = { text };
  return {
    kept,
    getItem: () => kept.text,
    setItem: (_: string, value: string) => void (kept.text = value),
  };
}
const date = '2026-11-29T08:00:00.000Z';

test('what is done is there on the next visit', () => {
  const storage = place();
  const store = new ProgressStore(storage);
  store.change('a', { hints: 2 });
  store.change('a', { doneAt: date });
  const again = new ProgressStore(storage);
  expect(again.of('a')).toEqual({ doneAt: date, hints: 2, peeked: false });
  expect(again.of('b')).toEqual({ doneAt: null, hints: 0, peeked: false });
  expect(again.isKept).toBe(true);
});

test('begins anew when it is cleared', () => {
  const storage = place();
  const store = new ProgressStore(storage);
  store.change('a', { doneAt: date });
  store.clear();
  expect(new ProgressStore(storage).of('a').doneAt).toBeNull();
});

test('what is no progress is let go', () => {
  const good = { doneAt: null, hints: 1, peeked: true };
  for (const text of [
    'no json',
    'null',
    '[]',
    JSON.stringify({ version: 0, all: { a: good } }),
    JSON.stringify({ version: 1, all: 7 }),
    JSON.stringify({ version: 1, all: { a: { ...good, hints: 'many' } } }),
    JSON.stringify({ version: 1, all: { a: { ...good, doneAt: 3 } } }),
  ])
    expect(new ProgressStore(place(text)).of('a').hints, text).toBe(0);
  const kept = JSON.stringify({ version: 1, all: { a: good, b: 1 } });
  expect(new ProgressStore(place(kept)).of('a')).toEqual(good);
});

test('a name of Object.prototype is no progress', () => {
  expect(new ProgressStore(place()).of('constructor').hints).toBe(0);
});

test('without storage it lasts as long as the page, and says so', () => {
  const none = new ProgressStore(null);
  none.change('a', { hints: 3 });
  expect(none.of('a').hints).toBe(3);
  expect(none.isKept).toBe(false);
  const full = new ProgressStore({
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  expect(full.isKept).toBe(true);
  full.change('a', { hints: 1 });
  expect(full.of('a').hints).toBe(1);
  expect(full.isKept).toBe(false);
});
