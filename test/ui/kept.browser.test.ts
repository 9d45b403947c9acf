import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { KeptItem } from '../../src/state/kept-item';
import { playFileText } from '../../src/state/play-file';
import { Shelf } from '../../src/state/shelf';
import { shelfDatabase } from '../../src/state/shelf-disk';
import '../../src/ui/playground/keep/kept-panel';
import { kernelDraft } from '../state/drafts';
import { keptItems, runItem, trial } from '../state/kept-items';
import { device } from './literals';
import {
  downloads,
  expectAccessible,
  exportAll,
  find,
  mount,
  soon,
  text,
} from './page';

const shelves: Shelf[] = [];

async function opened(changed = () => {}): Promise<Shelf> {
  const shelf = new Shelf(changed);
  shelves.push(shelf);
  await shelf.open();
  return shelf;
}

const asked = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () =>
      reject(request.error ?? new Error('no reason')),
    );
  });

const names = (shelf: Shelf) => shelf.items.map(({ name }) => name).sort();

beforeEach(async () => {
  document.body.replaceChildren();
  await asked(indexedDB.deleteDatabase(shelfDatabase));
});
afterEach(() => {
  for (const shelf of shelves.splice(0)) shelf.close();
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('what is kept is there at the next visit, as it was', async () => {
  const first = await opened();
  await first.keep(keptItems);
  first.close();
  const second = await opened();
  expect(second.trouble).toBe('');
  expect(second.items.map(({ id, ...item }) => id && item)).toEqual(
    expect.arrayContaining([...keptItems]),
  );
  const run = second.items.find(({ name }) => name === 'unrolled')!;
  await second.rename(run.id, 'by four');
  await expect(second.rename(run.id, 'Bench')).rejects.toThrow(/already/);
  const gone = await second.remove([run.id]);
  expect(second.items).toHaveLength(3);
  await second.restore(gone);
  expect(await second.keep([runItem])).toEqual([]);
  second.close();
  expect(names(await opened())).toContain('by four');
});

test('a name that is taken gets a number', async () => {
  const shelf = await opened();
  const other = { ...runItem, report: { ...trial, seed: 8 } };
  await shelf.keep([runItem, other]);
  expect(names(shelf)).toEqual(['unrolled', 'unrolled 2']);
});

test('two tabs show the same shelf', async () => {
  const [one, other] = [await opened(), await opened()];
  await one.keep([runItem]);
  await soon(() => expect(names(other)).toEqual(['unrolled']));
  await other.clear();
  await soon(() => expect(names(one)).toEqual([]));
});

test('a shelf of a newer version is left as it is, and told', async () => {
  const newer = await asked(indexedDB.open(shelfDatabase, 99));
  newer.close();
  const shelf = await opened();
  expect(shelf.trouble).toMatch(/newer Ridgepoint.*Reload/);
  const [item] = await shelf.keep([runItem]);
  expect(names(shelf)).toEqual(['unrolled']);
  expect(shelf.isStored(item.id)).toBe(false);
  const still = await asked(indexedDB.open(shelfDatabase));
  expect(still.version).toBe(99);
  still.close();
});

test('a newer page in another tab is let in, and nothing is lost', async () => {
  const shelf = await opened();
  await shelf.keep([runItem]);
  const newer = await asked(indexedDB.open(shelfDatabase, 2));
  newer.close();
  expect(shelf.trouble).toMatch(/newer Ridgepoint in another tab/);
  expect(names(shelf)).toEqual(['unrolled']);
});

test('what is kept before the shelf has opened is stored once it has', async () => {
  // A database that is being deleted blocks those who open it meanwhile.
  const holder = await asked(indexedDB.open(shelfDatabase, 1));
  const deleting = indexedDB.deleteDatabase(shelfDatabase);
  const shelf = new Shelf(() => {});
  shelves.push(shelf);
  const opening = shelf.open();
  await shelf.keep([runItem]);
  expect(names(shelf)).toEqual(['unrolled']);
  holder.close();
  await asked(deleting);
  await opening;
  expect(shelf.trouble).toBe('');
  expect(shelf.isStored(shelf.items[0].id)).toBe(true);
});

test('forbidden storage: the memory takes over and the page says so', async () => {
  const forbidden = vi
    .spyOn(globalThis, 'indexedDB', 'get')
    .mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
  const panel = mount('rp-kept', { draft: kernelDraft, report: trial, device });
  await soon(() =>
    expect(text(find(panel, '.notice'))).toMatch(
      /does not let .*SecurityError/,
    ),
  );
  find(panel, 'form .primary').click();
  await soon(() =>
    expect(text(find(panel, 'rp-kept-table', 'tbody'))).toMatch(
      /conv2d naive this tab only/,
    ),
  );
  expect(forbidden).toHaveBeenCalled();
  await expectAccessible();
});

test('full storage: the item stays, and the page says what to do', async () => {
  const shelf = await opened();
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const [item] = await shelf.keep([runItem]);
  expect(shelf.trouble).toMatch(/storage is full.*export/);
  expect(shelf.isStored(item.id)).toBe(false);
  vi.restoreAllMocks();
  await shelf.keep([keptItems[0]]);
  expect(shelf.isStored(item.id)).toBe(true);
  expect(shelf.trouble).toBe('');
});

test('a stored item that is none is left there and counted', async () => {
  const shelf = await opened();
  await shelf.keep([runItem]);
  shelf.close();
  const database = await asked(indexedDB.open(shelfDatabase));
  const store = database.transaction('items', 'readwrite').objectStore('items');
  await asked(store.put({ id: 'x', kind: 'run', report: 3 }));
  database.close();
  const again = await opened();
  expect([names(again), again.unreadable]).toEqual([['unrolled'], 1]);
});

const fileOf = (name: string, items: readonly KeptItem[]) =>
  new File([playFileText(items, device)], name, { type: 'application/json' });

function drop(target: Element, files: readonly File[]) {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  target.dispatchEvent(
    new DragEvent('drop', {
      dataTransfer,
      bubbles: true,
      composed: true,
      cancelable: true,
    }),
  );
}

test('a dropped file lands on the shelf; a broken one says why', async () => {
  const panel = mount('rp-kept', { draft: kernelDraft, device });
  await soon(() => expect(text(panel)).toContain('Nothing is kept yet'));
  await expectAccessible();
  drop(find(panel, '.head'), [fileOf('kept.json', keptItems)]);
  await soon(() =>
    expect(text(find(panel, '.said'))).toBe('Kept 4 items from kept.json.'),
  );
  const table = find(panel, 'rp-kept-table', 'tbody');
  await soon(() =>
    expect(text(table)).toMatch(
      /unrolled Rename Trial conv2d naive Apple M2 1\.25× ?1\.20–1\.31/,
    ),
  );
  await expectAccessible();
  drop(panel, [new File(['{"product": "Other"}'], 'other.json')]);
  await soon(() =>
    expect(text(find(panel, '.said'))).toMatch(/"other.json" does not say/),
  );
  expect(table.querySelectorAll('tr')).toHaveLength(4);
});

test('items are renamed, opened, deleted and brought back by keyboard', async () => {
  const panel = mount('rp-kept', { draft: kernelDraft, report: trial, device });
  const opened = vi.fn();
  panel.addEventListener('rp-draft', ((event: CustomEvent) =>
    opened(event.detail)) as EventListener);
  await panel.updateComplete;
  find(panel, '#name').focus();
  await userEvent.keyboard('first{Enter}');
  const row = () => text(find(panel, 'rp-kept-table', 'tbody'));
  await soon(() => expect(row()).toContain('first'));
  find(panel, 'rp-kept-table', '[aria-label="Rename first"]').focus();
  await userEvent.keyboard('{Enter}');
  await soon(() => find(panel, 'rp-kept-table', 'form input'));
  await userEvent.keyboard('second{Enter}');
  await soon(() => expect(row()).toContain('second'));
  find(panel, 'rp-kept-table', '[aria-label="Open second"]').focus();
  await userEvent.keyboard('{Enter}');
  expect(opened).toHaveBeenCalledWith(kernelDraft);
  find(panel, 'rp-kept-table', '[aria-label="Delete second"]').focus();
  await userEvent.keyboard('{Enter}');
  await soon(() =>
    expect(text(find(panel, '.said'))).toMatch(/Deleted "second"\. Undo/),
  );
  find(panel, '.said button').click();
  await soon(() => expect(row()).toContain('second'));
});

const slower: KeptItem = {
  ...runItem,
  name: 'plain',
  draft: { ...kernelDraft, sources: { 'conv2d/naive.wgsl': 'other\n' } },
  report: {
    ...trial,
    adapter: 'Radeon',
    ab: trial.ab && {
      ...trial.ab,
      edited: { medianMs: 6, p20Ms: 5.8, p80Ms: 6.1, minMs: 5, n: 21 },
    },
  },
};

test('two files are compared, and another problem is warned of', async () => {
  const panel = mount('rp-kept', { draft: null, device });
  await panel.updateComplete;
  drop(panel, [fileOf('a.json', keptItems), fileOf('b.json', [slower])]);
  const view = await soon(() => find(panel, 'rp-compare'));
  await soon(() =>
    expect(text(find(view, '.answer'))).toBe(
      'unrolled takes 2.00 ms, plain 6.00 ms: 3.00× as long. They ran on ' +
        'two adapters, so this compares the devices too.',
    ),
  );
  expect(text(view)).toMatch(/Memory, GB\/s 90(\.0)? not kept/);
  expect(text(view)).toMatch(/≠ ?Adapter Apple M2 Radeon/);
  expect(
    find(view, 'rp-compare-chart').shadowRoot?.querySelectorAll('rect'),
  ).toHaveLength(4);
  await expectAccessible();
  const other = { ...slower, report: { ...trial, seed: 9 } } as KeptItem;
  drop(panel, [fileOf('a.json', keptItems), fileOf('b.json', [other])]);
  await soon(() =>
    expect(text(find(view, '.notice'))).toMatch(
      /Not the same problem: seed differs/,
    ),
  );
  await expectAccessible();
});

test('a comparison is saved as a table and as pictures', async () => {
  const panel = mount('rp-kept', { draft: null, device });
  await panel.updateComplete;
  drop(panel, [fileOf('a.json', keptItems), fileOf('b.json', [slower])]);
  const view = await soon(() => find(panel, 'rp-compare'));
  await soon(() => find(view, 'rp-compare-chart', 'svg'));
  const files = downloads();
  await exportAll(find(view, 'rp-save-menu'));
  await soon(() => expect(files.size).toBe(3));
  const file = (extension: string) =>
    files.get(`ridgepoint-comparison.${extension}`)!;

  const [head, ...rows] = (await file('csv').text()).trim().split('\n');
  expect(head).toBe('part,what,left: unrolled,right: plain');
  expect(rows.find((row) => row.includes('Adapter'))).toMatch(
    /Adapter,Apple M2,Radeon$/,
  );
  const picture = new DOMParser().parseFromString(
    await file('svg').text(),
    'image/svg+xml',
  );
  expect(picture.querySelector('parsererror')).toBeNull();
  expect(picture.querySelector('title')?.textContent).toBe(
    'unrolled and plain',
  );
  const bitmap = await createImageBitmap(file('png'));
  expect(bitmap.width).toBe(
    2 * Number(picture.documentElement.getAttribute('width')),
  );
});
