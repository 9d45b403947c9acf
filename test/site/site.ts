/** The built site, the next version of it, servers for both, and a visitor. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { build as viteBuild } from 'vite';
import { expect, vi } from 'vitest';
import { findBrowser, launchOptions } from '../../src/cli/browser.mjs';
import { buildIfNeeded } from '../../src/cli/build.mjs';
import { dist, root } from '../../src/cli/paths.mjs';

// Vitest's own would make builds for tests of them.
process.env.NODE_ENV = 'production';

export async function builtSite(): Promise<string> {
  await buildIfNeeded();
  return dist;
}

/** A true build of changed sources, so that names and hashes differ. */
export async function nextVersion() {
  const folder = mkdtempSync(join(tmpdir(), 'ridgepoint-next-'));
  await viteBuild({
    root,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
    plugins: [
      {
        name: 'next-version',
        enforce: 'pre',
        transform: (code, id) =>
          /\/(logo|networks-page)\.ts$/.test(id)
            ? `${code}\ndocument.documentElement.dataset.version = 'next';\n`
            : undefined,
      },
    ],
  });
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webmanifest': 'application/manifest+json',
};

/** A host as static ones are: below a path, and without any of our headers. */
export async function plainHost(folder: string, path = '/some/project/') {
  const host = { folder, url: '', close: () => {} };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const inside = pathname.startsWith(path) ? pathname.slice(path.length) : '';
    const file = join(host.folder, inside || 'index.html');
    readFile(file).then(
      (body) =>
        response
          .writeHead(200, {
            'Content-Type': types[extname(file)] ?? 'application/octet-stream',
            // GitHub Pages' own.
            'Cache-Control': 'max-age=600',
          })
          .end(body),
      () => response.writeHead(404).end('Not found'),
    );
  });
  await new Promise<void>((listening) =>
    server.listen(0, '127.0.0.1', listening),
  );
  const { port } = server.address() as AddressInfo;
  host.url = `http://127.0.0.1:${port}${path}`;
  host.close = () => {
    server.close();
    server.closeAllConnections();
  };
  return host;
}

export async function launch(): Promise<Browser> {
  return chromium.launch(launchOptions(await findBrowser(), 'software'));
}

/** Small enough for an emulated GPU, and checked whole. */
/** What Playwright's and Puppeteer's pages have in common. */
export type Tab = Pick<Page, 'evaluate'>;

export const verified = (page: Tab, backend: 'wasm' | 'webgpu') =>
  page.evaluate(async (chosen) => {
    const { ridgepoint } = window as unknown as {
      ridgepoint: import('../../src').Engine;
    };
    const report = await ridgepoint.bench('conv2d', {
      shapes: { input: [1, 8, 16, 16], filter: [8, 8, 3, 3] },
      backend: chosen,
      budgetMs: 20,
      tuneMs: 0,
    });
    return { ok: report.check?.ok, backend: report.backend };
  }, backend);

/**
 * Playwright's own waiting needs eval, which the policy forbids; and a page may
 * reload meanwhile.
 */
export const until = (page: Tab, holds: () => boolean | Promise<boolean>) =>
  vi.waitFor(async () => expect(await page.evaluate(holds)).toBe(true), {
    timeout: 20_000,
    interval: 50,
  });

/** The page has its engine, and the engine knows its device. */
export const settled = (page: Tab) =>
  until(page, () =>
    /\S/.test(
      document
        .querySelector('rp-app')
        ?.shadowRoot?.querySelector('rp-rail')
        ?.shadowRoot?.querySelector('rp-device-card')?.shadowRoot
        ?.textContent ?? '',
    ),
  );

/** Every file of the version is in its cache, as the Device page says. */
export const keptWhole = (page: Page) =>
  page.getByText('opens and computes without a network').waitFor();

/** Names of the scripts, styles and other assets that the page has loaded. */
export const assetsOf = (page: Page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => /assets\/(.+)$/.exec(name)?.[1])
      .filter((name) => name !== undefined),
  );
