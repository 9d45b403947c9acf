/**
 * Where the bench, conformance and fuzz commands run the engine: a page of a
 * headless Chromium or Firefox, or this Node process with Dawn. One face for
 * all.
 *
 * @typedef {import('../engine/api').DeviceReport} DeviceReport
 * @typedef {typeof import('./harness')} Harness
 * @typedef {{
 *   device(): Promise<DeviceReport>,
 *   roofs(): Promise<import('../roofline/roof').Roof[]>,
 *   bench(request: import('./harness').BenchRequest,
 *     onRow: (row: import('./harness').BenchRow) => void): Promise<void>,
 *   loop(onRow: (row: import('./harness').LoopRow) => void): Promise<void>,
 *   conformance(cases: import('./harness').VectorCase[],
 *     onProgress: (outcomes: import('./harness').Outcome[]) => void,
 *   ): Promise<void>,
 *   fuzz(request: import('./harness').FuzzRequest,
 *     onNews: (news: import('./harness').FuzzNews) => void): Promise<void>,
 *   close(): Promise<void>,
 * }} Runtime
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded, isBuilt } from './build.mjs';
import { dist, root } from './paths.mjs';
import { setup } from './setup.mjs';

const harnessFile = join(dist, 'lib/harness.js');

/**
 * @param {string} name
 * @param {{ keepOnInterrupt?: boolean }} [options] true: the caller ends the
 *   browser itself when the user presses Ctrl-C
 */
export async function openRuntime(name, options) {
  if (name === 'node') {
    await buildForNode();
    const { openNode } = await import('./runtime-node.mjs');
    return openNode(pathToFileURL(harnessFile).href);
  }
  if (name !== 'browser' && name !== 'firefox')
    throw new Error(`--runtime ${name}: choose browser, firefox or node.`);
  setup();
  await buildIfNeeded();
  const { openChromium, openFirefox } = await import('./runtime-browser.mjs');
  return name === 'firefox' ? openFirefox(options) : openChromium(options);
}

/** A GPU server may have the built library and Dawn, and nothing else. */
async function buildForNode() {
  if (isBuilt()) return;
  const canBuild = existsSync(join(root, 'node_modules/vite'));
  if (!canBuild && existsSync(harnessFile)) {
    console.error('dist/ is older than the sources, and Vite is not here.');
    return;
  }
  setup();
  await buildIfNeeded();
}
