/** npm run soak: thousands of runs, and whether memory stays flat. */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { chooseAdapter, findBrowser, launchOptions } from './browser.mjs';
import { buildIfNeeded } from './build.mjs';
import { dist } from './paths.mjs';
import { serve } from './serve.mjs';
import { fail, setup } from './setup.mjs';
import { heading, line } from './table.mjs';

/** @typedef {import('./harness').SoakSample} SoakSample */

/** Of what is held once everything has been used; what grows more, leaks. */
const allowedGrowth = 0.02;
/**
 * The heap is small and holds compiled code too, of which there is more the
 * longer it runs. Anything kept of each run is far more than this.
 */
const compiledBytes = 2 ** 20;
const columns = [
  { title: 'runs', width: 6 },
  { title: 'GPU MiB', width: 9 },
  { title: 'buffers', width: 8 },
  { title: 'WASM MiB', width: 9 },
  { title: 'heap MiB', width: 9 },
  { title: 'losses', width: 7 },
];

const { runs, every } = options();
/** @type {SoakSample[]} */
const samples = [];
let growth = '';

try {
  setup();
  await buildIfNeeded();
  const found = await findBrowser();
  const launch = launchOptions(found, await chooseAdapter(found));
  const server = await serve({ root: dist, port: 0 });
  const browser = await chromium.launch({
    ...launch,
    args: [
      ...launch.args,
      // Exact figures, of what is left when all garbage is gone.
      '--enable-precise-memory-info',
      '--js-flags=--expose-gc',
    ],
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`${server.url}lib/harness.html`);
  await page.exposeFunction('tell', show);
  console.log(heading(columns));
  await page.evaluate(
    async ({ runs, every }) => {
      const path = './harness.js';
      const harness = await import(new URL(path, location.href).href);
      await harness.runSoak(runs, every, tell);
    },
    { runs, every },
  );
  await browser.close();
  server.close();
  growth = grown();
  console.log(
    growth ||
      '\nFlat: nothing grew by more than 2 %, the heap by 1 MiB of code more.',
  );
} catch (error) {
  fail(/** @type {Error} */ (error).message);
}
process.exit(growth ? 1 : 0);

/** @param {SoakSample} sample */
function show(sample) {
  samples.push(sample);
  const { gpuBytes, gpuBuffers, wasmBytes, heapBytes, losses } = sample;
  const cells = [sample.runs, mebi(gpuBytes), gpuBuffers, mebi(wasmBytes)];
  cells.push(heapBytes === null ? '-' : mebi(heapBytes), losses);
  console.log(line(columns, cells.map(String)));
}

/** Since the first sample after the start: by then everything has run. */
function grown() {
  const [, warm] = samples;
  const last = samples[samples.length - 1];
  const what = /** @type {const} */ (['gpuBytes', 'wasmBytes', 'heapBytes']);
  return what
    .filter((name) => {
      const slack = name === 'heapBytes' ? compiledBytes : 0;
      const most = (1 + allowedGrowth) * (warm[name] ?? 0) + slack;
      return (last[name] ?? 0) > most;
    })
    .map((name) => {
      const [from, to] = [warm[name] ?? 0, last[name] ?? 0];
      const percent = ((100 * (to - from)) / from).toFixed(1);
      return `\n${name} grew by ${percent} %: ${mebi(from)} → ${mebi(to)} MiB.`;
    })
    .join('');
}

/** @param {number} bytes */
function mebi(bytes) {
  return (bytes / 2 ** 20).toFixed(2);
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        runs: { type: 'string', default: '2000' },
        every: { type: 'string', default: '200' },
      },
    });
    const [runs, every] = [Number(values.runs), Number(values.every)];
    if (!(Number.isInteger(runs / every) && runs >= 2 * every && every >= 1))
      throw new Error(
        `--runs ${values.runs} --every ${values.every}: runs must be a ` +
          `multiple of every, at least two of them.`,
      );
    return { runs, every };
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    return fail(`${message} Usage: npm run soak -- [--runs N] [--every N]`, 2);
  }
}
