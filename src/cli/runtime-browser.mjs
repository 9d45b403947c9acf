/** A page of a headless browser for the engine: Chromium, or Firefox. */
import { chromium } from 'playwright';
import { chooseAdapter, findBrowser, launchOptions } from './browser.mjs';
import { launchFirefox } from './firefox.mjs';
import { dist } from './paths.mjs';
import { runtimeInPage } from './runtime-page.mjs';
import { serve } from './serve.mjs';

const harness = 'lib/harness.html';

/** @param {{ keepOnInterrupt?: boolean }} [settings] */
export async function openChromium({ keepOnInterrupt = false } = {}) {
  const found = await findBrowser();
  const options = launchOptions(found, await chooseAdapter(found));
  const server = await serve({ root: dist, port: 0 });
  const browser = await chromium.launch({
    ...options,
    handleSIGINT: !keepOnInterrupt,
    // A page sees timestamps in steps of 0.1 ms; a measurement wants them all.
    args: [...options.args, '--disable-dawn-features=timestamp_quantization'],
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`${server.url}${harness}`);
  return runtimeInPage(page, async () => {
    await browser.close();
    server.close();
  });
}

/** @param {{ keepOnInterrupt?: boolean }} [settings] */
export async function openFirefox({ keepOnInterrupt = false } = {}) {
  const browser = await launchFirefox({ keepOnInterrupt });
  const server = await serve({ root: dist, port: 0 });
  const page = await browser.newPage();
  await page.goto(`${server.url}${harness}`);
  return runtimeInPage(page, async () => {
    await browser.close();
    server.close();
  });
}
