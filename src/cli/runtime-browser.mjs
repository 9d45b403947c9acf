/** The engine in its worker, in a page of a headless browser. */
import { chromium } from 'playwright';
import { chooseAdapter, findBrowser, launchOptions } from './browser.mjs';
import { dist } from './paths.mjs';
import { serve } from './serve.mjs';

/** Cases that go to the page at once. */
const batchSize = 50;

/**
 * Playwright puts its own call before the page's words, and a stack behind.
 * @template T
 * @param {Promise<T>} result
 * @returns {Promise<T>}
 */
const inPlainWords = (result) =>
  result.catch((error) => {
    const [first] = /** @type {Error} */ (error).message.split('\n');
    throw new Error(first.replace(/^page\.evaluate: (?:\w*Error: )?/, ''), {
      cause: error,
    });
  });

/**
 * @param {{ keepOnInterrupt?: boolean }} [settings]
 * @returns {Promise<import('./runtime.mjs').Runtime>}
 */
export async function openBrowser({ keepOnInterrupt = false } = {}) {
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
  await page.goto(`${server.url}lib/harness.html`);
  const close = async () => {
    await browser.close();
    server.close();
  };

  /** @type {(value: any) => void} */
  let listener = () => {};
  await page.exposeFunction('tell', (/** @type {any} */ value) =>
    listener(value),
  );
  try {
    await page.evaluate(async () => {
      const path = './harness.js';
      const harness = await import(new URL(path, location.href).href);
      Object.assign(globalThis, {
        harness,
        engine: await harness.createEngine(),
      });
    });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    device: () => inPlainWords(page.evaluate(() => engine.device())),
    roofs: () => inPlainWords(page.evaluate(() => harness.benchRoofs(engine))),
    bench: (request, onRow) => {
      listener = onRow;
      return inPlainWords(
        page.evaluate(
          (wanted) => harness.runBench(engine, wanted, tell),
          request,
        ),
      );
    },
    loop: (onRow) => {
      listener = onRow;
      return inPlainWords(page.evaluate(() => harness.runLoop(engine, tell)));
    },
    fuzz: (request, onNews) => {
      listener = onNews;
      return inPlainWords(
        page.evaluate(
          (wanted) =>
            harness.runFuzz(() => harness.createEngine(), wanted, tell),
          request,
        ),
      );
    },
    conformance: async (cases, onProgress) => {
      listener = onProgress;
      for (let start = 0; start < cases.length; start += batchSize)
        await inPlainWords(
          page.evaluate(
            (batch) => harness.runConformance(engine, batch, tell),
            cases.slice(start, start + batchSize),
          ),
        );
    },
    close,
  };
}
