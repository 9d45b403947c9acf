import { expect, test } from 'vitest';
import { Autosave } from '../../src/state/autosave';
import { freeDraft, kernelDraft } from './drafts';

function place(most = Infinity) {
  const texts = new Map<string, string>();
  return {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem(key: string, text: string) {
      if (text.length > most) throw new DOMException('', 'QuotaExceededError');
      texts.set(key, text);
    },
  };
}

test('the texts of a kernel are there at the next visit', () => {
  const storage = place();
  const before = new Autosave(storage);
  expect(before.keep(kernelDraft)).toBe(true);
  expect(before.keep(freeDraft)).toBe(true);
  const after = new Autosave(storage);
  expect(after.kernel('conv2d', 'naive')).toEqual(kernelDraft);
  expect(after.kernel('conv2d', 'direct')).toBeNull();
  expect(after.free()).toEqual(freeDraft);
  after.forget(kernelDraft);
  expect(new Autosave(storage).kernel('conv2d', 'naive')).toBeNull();
});

test.each([null, place(10)])(
  'without storage the page still has them',
  (to) => {
    const autosave = new Autosave(to);
    expect(autosave.keep(kernelDraft)).toBe(false);
    expect(autosave.kernel('conv2d', 'naive')).toEqual(kernelDraft);
  },
);

test('the oldest go first: forty kernels are kept', () => {
  const storage = place();
  const autosave = new Autosave(storage);
  for (let i = 0; i < 45; i++)
    autosave.keep({ ...kernelDraft, kernel: `k${i}` });
  const after = new Autosave(storage);
  expect(after.kernel('conv2d', 'k4')).toBeNull();
  expect(after.kernel('conv2d', 'k5')).not.toBeNull();
});

test.each(['{', '3', '[["free", "{}"]]', '[["free"]]'])(
  'what is no draft is passed over: %s',
  (text) => {
    const storage = place();
    storage.setItem('ridgepoint.autosave', text);
    expect(new Autosave(storage).free()).toBeNull();
  },
);
