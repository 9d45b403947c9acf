/** Every page of the built site keeps to its policy and to its own origin. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { serve } from '../../src/cli/serve.mjs';
import { pages } from '../../src/ui/pages';
import { builtSite, launch, plainHost, settled } from './site';

let dist: string;
let browser: Browser;
beforeAll(async () => {
  dist = await builtSite();
  browser = await launch();
});
afterAll(() => browser?.close());

const hosts = {
  'with our headers': () => serve({ root: dist, port: 0 }),
  'without headers': () => plainHost(dist),
};

it.each(Object.entries(hosts))(
  'on a host %s no page breaks the policy or asks elsewhere',
  async (_, start) => {
    const host = await start();
    const context = await browser.newContext();
    await context.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { violations: seen });
      addEventListener('securitypolicyviolation', (event) =>
        seen.push(`${event.violatedDirective}: ${event.blockedURI}`),
      );
    });
    const page = await context.newPage();
    const asked: string[] = [];
    const faults: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      if (/content security|trusted/i.test(message.text()))
        faults.push(message.text());
    });
    const violations = () =>
      page.evaluate(
        () => (globalThis as unknown as { violations: string[] }).violations,
      );
    await page.goto(`${host.url}#device`);
    await settled(page);
    for (const [id, { title }] of Object.entries(pages)) {
      await page.evaluate((hash) => (location.hash = hash), id);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await vi.waitFor(async () => expect(await page.title()).toContain(title));
      await page.waitForTimeout(300);
    }
    expect(await violations()).toEqual([]);
    expect(faults).toEqual([]);
    const { origin } = new URL(host.url);
    const elsewhere = asked.filter(
      (url) => !url.startsWith(origin) && !/^(blob|data):/.test(url),
    );
    expect(elsewhere).toEqual([]);
    expect(asked.length).toBeGreaterThan(20);

    // The policy is in force: what it forbids does not happen, and is seen.
    await page.evaluate(() => {
      const image = document.createElement('img');
      image.src = 'https://example.com/x.png';
      try {
        document.body.innerHTML = '<b>text</b>';
      } catch {
        // As it should.
      }
    });
    await vi.waitFor(async () =>
      expect([...new Set(await violations())].sort()).toEqual([
        'img-src: https://example.com/x.png',
        'require-trusted-types-for: trusted-types-sink',
      ]),
    );
    await context.close();
    host.close();
  },
);

it('lists the licence of every package whose code it carries', () => {
  const list = readFileSync(join(dist, 'licences/packages.txt'), 'utf8');
  for (const name of ['lit-html', 'comlink', 'assemblyscript'])
    expect(list).toMatch(new RegExp(`^${name} \\d\\S* \\(\\S+\\)$`, 'm'));
  expect(list).not.toMatch(/^(vite|playwright|axe-core) /m);
});
