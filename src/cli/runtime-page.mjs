/**
 * The engine in its worker, in a page: what Playwright's and Puppeteer's have
 * in common is enough to drive it.
 *
 * @typedef {{
 *   evaluate(work: (value?: any) => unknown, value?: unknown): Promise<any>,
 *   exposeFunction(name: string, work: (value: any) => void): Promise<unknown>,
 * }} Page
 */

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
 * @param {Page} page at the harness's address
 * @param {() => Promise<void>} close
 * @returns {Promise<import('./runtime.mjs').Runtime>}
 */
export async function runtimeInPage(page, close) {
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
