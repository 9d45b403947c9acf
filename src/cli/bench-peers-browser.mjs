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
      for (const { id, error } of participants) {
        if (error) continue;
        const fresh = await launch();
        try {
          starts.push(await coldStart(fresh, server.url, id, frameUrl));
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
