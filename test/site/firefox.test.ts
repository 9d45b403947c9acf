/** The built site in a stock Firefox, where one is installed. */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findFirefox, launchFirefox } from '../../src/cli/firefox.mjs';
import { pages } from '../../src/ui/pages';
import { builtSite, plainHost, settled, until, verified } from './site';

const missing = findFirefox() ? '' : ' (no Firefox found: FIREFOX_PATH)';

describe.skipIf(missing)(`Firefox${missing}`, () => {
  let host: Awaited<ReturnType<typeof plainHost>>;
  let browser: Browser;
  beforeAll(async () => {
    const dist = await builtSite();
    [host, browser] = await Promise.all([plainHost(dist), launchFirefox()]);
  });
  afterAll(async () => {
    await browser?.close();
    host?.close();
  });

  async function opened(page: string): Promise<[Page, string[]]> {
    const context = await browser.createBrowserContext();
    const tab = await context.newPage();
    const faults: string[] = [];
    tab.on('pageerror', (error) => faults.push((error as Error).message));
    tab.on('console', (message) => {
      if (/content.security|trusted/i.test(message.text()))
        faults.push(message.text());
    });
    await tab.goto(`${host.url}#${page}`);
    // The service worker isolates it, by one reload.
    await until(tab, () => crossOriginIsolated);
    await settled(tab);
    return [tab, faults];
  }

  it('opens every page, isolated by the service worker, without a fault', async () => {
    const [tab, faults] = await opened('device');
    for (const [id, { title }] of Object.entries(pages)) {
      await tab.evaluate((hash) => (location.hash = hash), id);
      await vi.waitFor(
        async () => expect(await tab.title()).toContain(title),
        10_000,
      );
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('computes, and says what it has and what is missing', async () => {
    const [tab, faults] = await opened('device');
    const report = await tab.evaluate(() => {
      const { ridgepoint } = window as unknown as {
        ridgepoint: import('../../src').Engine;
      };
      return ridgepoint.device();
    });
    expect(report.userAgent).toContain('Firefox');
    expect(await verified(tab, 'wasm')).toEqual({ ok: true, backend: 'wasm' });
    if (report.gpu)
      expect(await verified(tab, 'webgpu')).toEqual({
        ...{ ok: true, backend: 'webgpu' },
      });
    else expect(report.reason).toMatch(/\S/);
    expect(faults).toEqual([]);
  }, 120_000);

  it('checks the float16 kernels, where its GPU has float16', async ({
    skip,
  }) => {
    const [tab] = await opened('device');
    const checks = await tab.evaluate(async () => {
      const { ridgepoint } = window as unknown as {
        ridgepoint: import('../../src').Engine;
      };
      const { features } = await ridgepoint.device();
      if (!features.includes('shader-f16')) return null;
      const bench = async (
        kernel: string,
        input: number[],
        filter: number[],
        options: Record<string, unknown>,
      ) => {
        const report = await ridgepoint.bench('conv2d', {
          ...{ kernel, options, shapes: { input, filter } },
          ...{ backend: 'webgpu', dtype: 'float16', budgetMs: 20 },
        });
        return [report.kernel, report.check?.ok];
      };
      const nhwc = { inputLayout: 'nhwc', filterLayout: 'ihwo', groups: 36 };
      return [
        await bench('tiled-f16', [2, 40, 17, 13], [72, 40, 3, 3], {}),
        await bench('depthwise-f16', [2, 15, 11, 36], [1, 5, 3, 36], nhwc),
      ];
    });
    if (!checks) skip('this GPU has no float16');
    expect(checks).toEqual([
      ['tiled-f16', true],
      ['depthwise-f16', true],
    ]);
  }, 120_000);
});
