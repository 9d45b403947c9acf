/** Pages that do not come, and two tabs at once. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  builtSite,
  keptWhole,
  launch,
  plainHost,
  settled,
  verified,
} from './site';

let host: Awaited<ReturnType<typeof plainHost>>;
let browser: Browser;
beforeAll(async () => {
  const dist = await builtSite();
  [host, browser] = await Promise.all([plainHost(dist), launch()]);
});
afterAll(async () => {
  await browser?.close();
  host?.close();
});

const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
async function expectAccessible(page: Page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  });
  expect(found).toEqual([]);
}

it('a page that cannot be loaded says so, and comes when it is asked again', async () => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(`${host.url}#device`);
  await settled(page);
  const script = /networks-page-.*\.js$/;
  await page.route(script, (route) => route.abort());
  await page.evaluate(() => (location.hash = '#networks'));
  const notice = page.getByRole('alert');
  await notice.getByText(/could not be loaded: the network is away/).waitFor();
  await expectAccessible(page);
  await page.unroute(script);
  await notice.getByRole('button', { name: 'Try again' }).click();
  await notice.waitFor({ state: 'detached' });
  await page.locator('rp-networks-page h1').waitFor();
  await context.close();
});

it('the engine of a page that lost its worker script says what to do', async () => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.route(/assets\/worker-.*\.js$/, (route) => route.abort());
  await page.goto(`${host.url}#device`);
  await page
    .getByRole('alert')
    .getByText(/worker could not be loaded.*reload the page/)
    .waitFor();
  await context.close();
});

it('two tabs compute at once, and share what is kept', async () => {
  const context = await browser.newContext();
  const tabs = [await context.newPage(), await context.newPage()];
  for (const tab of tabs) {
    await tab.goto(`${host.url}#device`);
    await keptWhole(tab);
    await settled(tab);
  }
  for (const backend of ['wasm', 'webgpu'] as const)
    expect(
      await Promise.all(tabs.map((tab) => verified(tab, backend))),
    ).toEqual([
      { ok: true, backend },
      { ok: true, backend },
    ]);
  await context.close();
});
