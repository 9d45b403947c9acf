/** npm run fuzz: random calls, right and wrong, against the oracle. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openRuntime } from './runtime.mjs';
import { fail } from './setup.mjs';
import { heading, line } from './table.mjs';

/** @typedef {import('./harness').FuzzNews} FuzzNews */

const usage =
  'npm run fuzz -- [--minutes N] [--seed S] [--op ID] [--backend ID] ' +
  '[--case SEED:INDEX] [--case-file FILE] [--runtime browser|firefox|node]';

/** A page that says nothing for so long is not coming back. */
const silenceMs = 600_000;
const progressMs = 10_000;

/**
 * @typedef {{ cases: number, checks: number, failures: number,
 *   rejections: Record<string, number>, skipped: Record<string, number> }} Row
 * @type {Map<string, Row>}
 */
const rows = new Map();
/** Failures that were shown. */
const known = new Set();
const { runtime: name, ...request } = options();
const startedAt = performance.now();
let heardAt = startedAt;
let shownAt = 0;
let lastIndex = -1;

process.on('SIGINT', () => {
  console.log('\nInterrupted.');
  finish(130);
});
const guard = setInterval(() => {
  if (performance.now() - heardAt < silenceMs) return;
  console.log(
    `FAILED: no word for ${silenceMs / 60_000} minutes after case ` +
      `${request.seed}:${lastIndex}.`,
  );
  finish(1);
}, progressMs);
try {
  const runtime = await openRuntime(name, { keepOnInterrupt: true });
  const { gpu, adapter, reason } = await runtime.device();
  console.log(gpu ? `GPU: ${adapter}` : `No GPU (${reason}): WASM only.`);
  console.log(
    `Seed ${request.seed}; the same seed draws the same cases. ` +
      `Ctrl-C ends it with the table.`,
  );
  heardAt = performance.now();
  await runtime.fuzz(request, hear);
  await runtime.close();
} catch (error) {
  clearInterval(guard);
  report();
  fail(/** @type {Error} */ (error).message);
}
finish(total('failures') > 0 ? 1 : 0);

/**
 * @param {number} code
 * @returns {never}
 */
function finish(code) {
  report();
  process.exit(code);
}

function options() {
  try {
    const given = parseArgs({
      options: {
        minutes: { type: 'string' },
        seed: { type: 'string', default: '1' },
        op: { type: 'string' },
        backend: { type: 'string' },
        case: { type: 'string' },
        'case-file': { type: 'string' },
        runtime: { type: 'string', default: 'browser' },
      },
    }).values;
    const { op, backend, runtime } = given;
    if (backend !== undefined && backend !== 'webgpu' && backend !== 'wasm')
      throw new Error(`--backend ${backend}: choose webgpu or wasm.`);
    const common = { op, backend, runtime };
    const file = given['case-file'];
    if (file !== undefined)
      return {
        ...{ ...common, seed: 0, from: 0, cases: 1 },
        given: readFileSync(file, 'utf8'),
      };
    if (given.case !== undefined) {
      const parts = /^(\d+):(\d+)$/.exec(given.case);
      if (!parts)
        throw new Error(`--case ${given.case}: it is SEED:INDEX, as 1:42.`);
      return { ...common, seed: +parts[1], from: +parts[2], cases: 1 };
    }
    return {
      ...{ ...common, from: 0, seed: whole('seed', given.seed) },
      minutes: positive('minutes', given.minutes ?? '1'),
    };
  } catch (error) {
    return fail(`${/** @type {Error} */ (error).message} Usage: ${usage}`, 2);
  }
}

/**
 * @param {string} option
 * @param {string} text
 */
function whole(option, text) {
  if (!/^\d{1,10}$/.test(text))
    throw new Error(`--${option} ${text}: it takes a whole number from 0.`);
  return Number(text);
}

/**
 * @param {string} option
 * @param {string} text
 */
function positive(option, text) {
  const value = Number(text);
  if (!(value > 0 && value < Infinity))
    throw new Error(`--${option} ${text}: it takes a number above 0.`);
  return value;
}

/** @param {FuzzNews} news */
function hear(news) {
  heardAt = performance.now();
  lastIndex = news.index;
  const row = rowOf(news.op);
  row.cases++;
  row.checks += news.checks;
  add(row.rejections, news.rejections);
  add(row.skipped, news.skipped);
  for (const finding of news.findings) {
    row.failures++;
    showFinding(news, finding);
  }
  if (heardAt - shownAt < progressMs) return;
  shownAt = heardAt;
  const seconds = Math.round((heardAt - startedAt) / 1000);
  console.log(
    `${seconds} s: case ${request.seed}:${news.index} (${news.op}), ` +
      `${total('cases')} cases, ${total('checks')} checks, ` +
      `${total('failures')} failures`,
  );
}

/** @param {string} op */
function rowOf(op) {
  const known = rows.get(op);
  if (known) return known;
  const row = {
    ...{ cases: 0, checks: 0, failures: 0, rejections: {}, skipped: {} },
  };
  rows.set(op, row);
  return row;
}

/**
 * @param {Record<string, number>} counts
 * @param {Record<string, number>} more
 */
function add(counts, more) {
  for (const [key, value] of Object.entries(more))
    counts[key] = (counts[key] ?? 0) + value;
}

/**
 * @param {FuzzNews} news
 * @param {FuzzNews['findings'][number]} finding
 */
function showFinding({ op, index }, { runner, message, case: text, link }) {
  // The same words with other numbers are the same failure.
  const kind = `${op} ${runner} ${message}`.replace(/[-\d.e+]+/g, '#');
  if (known.has(kind)) return;
  known.add(kind);
  const again =
    'given' in request
      ? ''
      : `npm run fuzz -- --case ${request.seed}:${index}` +
        (request.op === undefined ? '' : ` --op ${op}`) +
        (request.backend === undefined ? '' : ` --backend ${request.backend}`);
  console.log(`\nFAILED ${op} on ${runner}: ${message}`);
  if (again) console.log(`  again:    ${again}`);
  if (link) console.log(`  the page: ${link}`);
  console.log(`  smallest, for --case-file:\n${text}\n`);
}

function report() {
  if (rows.size === 0) return console.log('\nNo case was run.');
  const columns = [
    { title: 'op', width: 20, left: true },
    { title: 'cases', width: 6 },
    { title: 'checks', width: 7 },
    { title: 'failures', width: 8 },
    { title: 'refused', width: 40, left: true },
    { title: 'not run', width: 0, left: true },
  ];
  console.log(`\n${heading(columns)}`);
  const sum = { rejections: {}, skipped: {} };
  for (const [op, row] of [...rows].sort(([a], [b]) => a.localeCompare(b))) {
    const { cases, checks, failures, rejections, skipped } = row;
    add(sum.rejections, rejections);
    add(sum.skipped, skipped);
    console.log(
      line(columns, [
        ...[op, String(cases), String(checks), String(failures)],
        ...[inWords(rejections), inWords(skipped)],
      ]),
    );
  }
  console.log(
    line(columns, [
      'all',
      ...[total('cases'), total('checks'), total('failures')].map(String),
      ...[inWords(sum.rejections), inWords(sum.skipped)],
    ]),
  );
}

/** @param {Record<string, number>} counts */
function inWords(counts) {
  const words = Object.entries(counts).map(([what, n]) => `${n} ${what}`);
  return words.join(', ') || '-';
}

/** @param {'cases' | 'checks' | 'failures'} field */
function total(field) {
  let sum = 0;
  for (const row of rows.values()) sum += row[field];
  return sum;
}
