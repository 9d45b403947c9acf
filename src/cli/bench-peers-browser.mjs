/** The browser in which the peers are measured. */
import { chromium } from 'playwright';
import { chooseAdapter, findBrowser, launchOptions } from './browser.mjs';
import { dist } from './paths.mjs';
import { serve } from './serve.mjs';

/**
 * @typedef {import('../peers/bench').PeersRequest} PeersRequest
 * @typedef {import('../peers/bench').PeersEvent} PeersEvent
 * @typedef {import('../peers/results').PeersRun} PeersRun
 * @typedef {import('../peers/results').ColdStart} ColdStart
 * @typedef {import('../peers/results').Participant} Participant
 */

/** The layer of the cold start: the first depthwise one of MobileNet. */
const coldWorkload = '2';

export async function openPeersBrowser() {
  const found = await findBrowser();
  const options = launchOptions(found, await chooseAdapter(found));
  const launch = () =>
    chromium.launch({
      ...options,
      // A page sees timestamps in steps of 0.1 ms; the bench wants them all.
      args: [...options.args, '--disable-dawn-features=timestamp_quantization'],
    });
  const server = await serve({ root: dist, port: 0 });
  const frameUrl = `${server.url}src/peers/frame.html`;
  const browser = await launch();
  return {
    name: `Chromium ${browser.version()}`,
    /**
     * @param {Omit<PeersRequest, 'frameUrl'>} request
     * @param {(event: PeersEvent) => void} onEvent
     * @returns {Promise<PeersRun>}
     */
    async run(request, onEvent) {
      const page = await open(browser, server.url);
      await page.exposeFunction('tell', onEvent);
      return page.evaluate(
        async (wanted) => {
          const path = './peers.js';
          const peers = await import(new URL(path, location.href).href);
          return peers.runPeers(wanted, tell);
        },
        { ...request, frameUrl },
      );
    },
    /**
     * A fresh browser for each, and what it fetched.
     * @param {readonly Participant[]} participants
     * @returns {Promise<ColdStart[]>}
     */
    async cold(participants) {
      const starts = [];
      const ids = participants.flatMap(({ id, error }) => (error ? [] : id));
      for (const id of [null, ...ids]) {
        const fresh = await launch();
        try {
          starts.push(
            id === null
              ? await pageStart(fresh, server.url)
              : await coldStart(fresh, server.url, id, frameUrl),
          );
        } finally {
          await fresh.close();
        }
      }
      return starts;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} site
 */
async function open(browser, site) {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  page.on('console', (message) => {
    if (process.env.DEBUG) console.error(message.text());
  });
  await page.goto(`${site}lib/harness.html`);
  return page;
}

/**
 * Our page as a visitor opens it, until its first verdict is verified.
 * @param {import('playwright').Browser} browser
 * @param {string} site
 * @returns {Promise<ColdStart>}
 */
async function pageStart(browser, site) {
  const page = await browser.newPage();
  await page.goto(site);
  const id = 'our page';
  try {
    const verified = await page.waitForFunction(
      () => {
        /** @type {ParentNode | null | undefined} */
        let at = document;
        for (const part of ['rp-app', 'rp-bench-page', 'rp-hero-card'])
          at = at?.querySelector(part)?.shadowRoot;
        return /both verified/.test(at?.textContent ?? '')
          ? performance.now()
          : null;
      },
      undefined,
      { timeout: 30_000 },
    );
    const verifiedMs = (await verified.jsonValue()) ?? undefined;
    const { loadedMs, bytes } = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation');
      return {
        loadedMs: /** @type {PerformanceNavigationTiming} */ (navigation)
          .loadEventEnd,
        bytes: performance
          .getEntriesByType('resource')
          .reduce(
            (sum, entry) =>
              sum +
              /** @type {PerformanceResourceTiming} */ (entry).encodedBodySize,
            0,
          ),
      };
    });
    return { id, loadedMs, answerMs: verifiedMs, verifiedMs, ok: true, bytes };
  } catch (error) {
    const [message] = /** @type {Error} */ (error).message.split('\n');
    return { id, error: message };
  }
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} site
 * @param {string} id
 * @param {string} frameUrl
 * @returns {Promise<ColdStart>}
 */
async function coldStart(browser, site, id, frameUrl) {
  const page = await open(browser, site);
  const start = await page.evaluate(
    async ([peer, workload, frame]) => {
      const path = './peers.js';
      const peers = await import(new URL(path, location.href).href);
      return peers.coldStart(peer, workload, frame);
    },
    [id, coldWorkload, frameUrl],
  );
  const bytes = await page.evaluate(() =>
    [window, ...Array.from(window.frames)]
      .flatMap((realm) => realm.performance.getEntriesByType('resource'))
      .reduce(
        (sum, entry) =>
          sum +
          /** @type {PerformanceResourceTiming} */ (entry).encodedBodySize,
        0,
      ),
  );
  return { ...start, bytes };
}
