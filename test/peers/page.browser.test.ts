/** The Peers page: tables from literals, our own backends for real. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { page as screen } from 'vitest/browser';
import '../../src/ui/peers/peers-page';
import type { PeersPage } from '../../src/ui/peers/peers-page';
import { device } from '../ui/literals';
import { expectAccessible, find, mount, soon, text } from '../ui/page';
import { report } from './literals';

afterEach(async () => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
  await screen.viewport(1440, 900);
});

/**
 * Vitest rewrites dynamic imports to go through its runner, which the frames
 * of the peers have not: they get the test page's.
 */
const lendRunner = ({ target }: Event) => {
  const runner = '__vitest_browser_runner__';
  if (target instanceof HTMLIFrameElement && target.contentWindow)
    Object.assign(target.contentWindow, {
      [runner]: Reflect.get(window, runner),
    });
};
beforeAll(() => document.addEventListener('load', lendRunner, true));
afterAll(() => document.removeEventListener('load', lendRunner, true));

const json = (value: unknown) =>
  new Response(JSON.stringify(value), {
    headers: { 'content-type': 'application/json' },
  });
/** A site that carries the given files below peers/. */
function carry(files: Record<string, unknown>) {
  vi.stubGlobal('fetch', async (url: string) => {
    const name = url.replace(/^.*\/peers\//, '');
    return name in files
      ? json(files[name])
      : new Response('', { status: 404 });
  });
}

async function open(query = ''): Promise<PeersPage> {
  const page = mount('rp-peers-page', {
    device,
    query: new URLSearchParams(query),
  });
  await soon(() => expect(page.site).not.toBeNull());
  await page.updateComplete;
  return page;
}

test('without the peers it says which command adds them', async () => {
  carry({});
  const page = await open();
  expect(text(find(page, '.notice'))).toMatch(
    /none of the peers' files.*npm run bench:peers -- --quick --site/,
  );
  const boxes = find(page, 'rp-peers-form').shadowRoot!.querySelectorAll(
    'fieldset:first-of-type input',
  );
  expect(boxes.length).toBe(8);
  for (const box of boxes)
    expect((box as HTMLInputElement).disabled).toBe(true);
  await expectAccessible();
});

test('our own backends run alone, and say that nobody is beside them', async () => {
  carry({});
  const page = await open('only=4');
  find(page, '.results .primary').click();
  await soon(() =>
    expect(find(page, '.actions').textContent).toMatch(/Cancel/),
  );
  await soon(
    () => expect(text(find(page, '.actions'))).toBe('Run here'),
    120_000,
  );
  const bars = text(find(page, 'rp-peers-bars'));
  expect(bars).toMatch(/WebGPU Ridgepoint .* ✓ .* of 19 ULP/);
  expect(bars).toMatch(/WASM, 1 thread Ridgepoint .* ✓/);
  const table = text(find(page, 'rp-peers-table'));
  expect(table).toMatch(/4 · depthwise 3×3, 512 @14 .* no peer's right answer/);
  await expectAccessible();
}, 180_000);

test('a run can be cancelled and keeps what it has', async () => {
  carry({});
  const page = await open('only=4,2,3');
  find(page, '.results .primary').click();
  await soon(() => find(page, 'rp-peers-table'), 120_000);
  find(page, '.actions .primary').click();
  await soon(
    () => expect(text(find(page, '.notice:last-of-type'))).toMatch(/Cancelled/),
    30_000,
  );
  expect(text(find(page, '.actions'))).toBe('Run here');
}, 180_000);

const bundles = ['tfjs-webgpu', 'tfjs-wasm', 'ort-webgpu', 'jax-webgpu'];

test('shows the table that the command measured, and where it is from', async () => {
  carry({
    'peers.json': { bundles, versions: {} },
    'measured.json': report,
  });
  const page = await open();
  const answer = text(find(page, 'rp-peers-answer'));
  expect(answer).toMatch(
    /WebGPU 9\.00× faster than the fastest peer, 2 layers/,
  );
  expect(answer).toMatch(/1 thread 1\.41× faster .*slower on 2; least 0\.500×/);
  const about = text(find(page, '.about'));
  expect(about).toContain('2026-11-25 16:00 UTC');
  expect(about).toContain('npm run bench:peers -- --only 2,9');
  expect(text(find(page, '.results .notice'))).toMatch(
    /layer 17, this version/,
  );

  const table = find(page, 'rp-peers-table');
  const lines = [...table.shadowRoot!.querySelectorAll('tbody tr')].map(text);
  expect(lines[0]).toMatch(/3\.00× faster 2\.00 ms; jax-webgpu 6\.00 ms/);
  expect(lines[0]).toMatch(/2\.00× slower 1\.00 ms; tfjs-wasm-1 0\.500 ms/);
  expect(lines[1]).toMatch(/ours is wrong: no comparison/);
  // The last layer's bars, then another's on demand.
  const bars = () => text(find(page, 'rp-peers-bars'));
  expect(bars()).toMatch(/^Everyone on 9/);
  expect(bars()).toMatch(/ONNX Runtime Web, NHWC no grouped convolution/);
  expect(bars()).toMatch(/jax-js .* ✗ wrong in 90 of 100/);
  find(table, 'tbody button').click();
  await soon(() => expect(bars()).toMatch(/^Everyone on 2/));
  await expectAccessible();
});

test('fits a phone', async () => {
  await screen.viewport(390, 844);
  carry({ 'peers.json': { bundles, versions: {} }, 'measured.json': report });
  await open();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  await expectAccessible();
});

test('a peer whose script does not load is told in place', async () => {
  carry({ 'peers.json': { bundles, versions: {} } });
  const page = await open('only=4&peers=tfjs-wasm-1');
  find(page, '.results .primary').click();
  await soon(() => find(page, 'rp-peers-bars'), 120_000);
  await soon(
    () => expect(text(find(page, '.actions'))).toBe('Run here'),
    120_000,
  );
  const bars = find(page, 'rp-peers-bars');
  expect(text(find(bars, '.bad'))).not.toBe('');
}, 180_000);
