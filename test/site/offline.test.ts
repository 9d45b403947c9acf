/** A visit, no network, a new version: what the service worker promises. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../src/cli/serve.mjs';
import {
  assetsOf,
  builtSite,
  keptWhole,
  launch,
  nextVersion,
  plainHost,
  settled,
  until,
  verified,
} from './site';

let dist: string;
let next: Awaited<ReturnType<typeof nextVersion>>;
let browser: Browser;

beforeAll(async () => {
  dist = await builtSite();
  [next, browser] = await Promise.all([nextVersion(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  next?.remove();
});

const isolated = (page: Page) => page.evaluate(() => crossOriginIsolated);
/** An empty page of the bench: it measures nothing by itself. */
const quiet = '#device';
const navigationsOf = (page: Page) => {
  const seen = { count: 0 };
  page.on('framenavigated', () => seen.count++);
  return seen;
};
/** A page whose code is loaded only now. */
async function openNetworks(page: Page) {
  await page.evaluate(() => (location.hash = '#networks'));
  await page.getByRole('heading', { level: 1, name: 'Networks' }).waitFor();
}
const versionOf = (page: Page) =>
  page.evaluate(() => document.documentElement.dataset.version ?? 'first');

describe('a host with our headers', () => {
  it('needs no reload, and then no network', async () => {
    const server = await serve({ root: dist, port: 0 });
    const page = await (await browser.newContext()).newPage();
    const navigations = navigationsOf(page);
    await page.goto(server.url + quiet);
    await settled(page);
    await keptWhole(page);
    expect(navigations.count).toBe(1);
    expect(await isolated(page)).toBe(true);

    server.close();
    await page.reload();
    await settled(page);
    expect(await isolated(page)).toBe(true);
    expect(await verified(page, 'wasm')).toEqual({
      ok: true,
      backend: 'wasm',
    });
    expect(await verified(page, 'webgpu')).toMatchObject({ ok: true });
    await openNetworks(page);
    await page.context().close();
  });
});

describe('a host below a path that sends no headers', () => {
  it('isolates the first visit by one reload, and no later one', async () => {
    const host = await plainHost(dist);
    const page = await (await browser.newContext()).newPage();
    const navigations = navigationsOf(page);
    await page.goto(host.url + quiet);
    await keptWhole(page);
    await settled(page);
    expect(await isolated(page)).toBe(true);
    expect(navigations.count).toBe(2);
    const threads = await page.evaluate(
      async () =>
        (
          await (
            window as unknown as { ridgepoint: import('../../src').Engine }
          ).ridgepoint.device()
        ).threads,
    );
    expect(threads).toBeGreaterThan(1);

    host.close();
    await page.goto(host.url + quiet);
    await page.reload();
    await settled(page);
    expect(await isolated(page)).toBe(true);
    expect(await verified(page, 'wasm')).toMatchObject({ ok: true });
    await page.context().close();
  });

  it('does not reload for ever where the worker cannot isolate', async () => {
    const host = await plainHost(dist);
    const context = await browser.newContext({ serviceWorkers: 'allow' });
    await context.addInitScript(() =>
      Object.defineProperty(globalThis, 'crossOriginIsolated', {
        get: () => false,
      }),
    );
    const page = await context.newPage();
    const navigations = navigationsOf(page);
    await page.goto(host.url + quiet);
    await keptWhole(page);
    await page.waitForTimeout(1000);
    expect(navigations.count).toBe(2);
    await page.reload();
    await page.waitForTimeout(1000);
    expect(navigations.count).toBe(3);
    await context.close();
    host.close();
  });
});

describe('a new version', () => {
  it('waits, is offered, and never mixes with the old one', async () => {
    const host = await plainHost(dist);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(host.url + quiet);
    await keptWhole(page);
    expect(await isolated(page)).toBe(true);
    const other = await context.newPage();
    await other.goto(host.url + quiet);
    await settled(other);

    host.folder = next.folder;
    // A reload finds the new worker, and is still answered by the old one.
    await page.reload();
    const offer = page.getByRole('button', { name: 'Reload to update' });
    await offer.waitFor();
    await openNetworks(page);
    expect(await versionOf(page)).toBe('first');
    const before = await assetsOf(page);
    const in1 = (name: string) => existsSync(join(dist, 'assets', name));
    expect(before.filter((name) => !in1(name))).toEqual([]);

    await offer.click();
    await until(
      page,
      () => document.documentElement.dataset.version === 'next',
    );
    await openNetworks(page);
    const after = await assetsOf(page);
    const in2 = (name: string) => existsSync(join(next.folder, 'assets', name));
    expect(after.filter((name) => !in2(name))).toEqual([]);
    expect(after.some((name) => !in1(name))).toBe(true);

    // The tab that was not asked is still whole.
    expect(await versionOf(other)).toBe('first');
    await openNetworks(other);
    expect((await assetsOf(other)).filter((name) => !in1(name))).toEqual([]);

    // With it the last files of the old version go.
    await other.close();
    await page.reload();
    await until(page, async () => (await caches.keys()).length === 1);
    host.close();
    await page.reload();
    await settled(page);
    expect(await versionOf(page)).toBe('next');
    await context.close();
  });
});

it('keeps every file of the page, and nothing of the library', () => {
  expect(readdirSync(dist)).toEqual(
    expect.arrayContaining(['app.webmanifest', 'service-worker.js']),
  );
});
