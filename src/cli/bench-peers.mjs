/** npm run bench:peers: other browser runtimes and ours, side by side. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  buildPeers,
  installPeers,
  peerVersions,
} from './bench-peers-build.mjs';
import { buildIfNeeded } from './build.mjs';
import { dist, root } from './paths.mjs';
import { fail, setup } from './setup.mjs';

/**
 * @typedef {typeof import('../peers/index')} Peers
 * @typedef {import('../peers/results').PeersReport} PeersReport
 * @typedef {import('../peers/results').Row} Row
 */

const usage =
  'npm run bench:peers -- [--only 2,6,9] [--peers tfjs-webgpu,...] [--quick] ' +
  '[--rounds N] [--adapter hardware|software] [--cold] [--json FILE] ' +
  '[--markdown FILE] [--readme] [--site]';
const marks = ['<!-- peers: begin -->', '<!-- peers: end -->'];

/** @type {Row | null} */
let shown = null;

const options = readOptions();
try {
  const report = await measure();
  await write(report);
} catch (error) {
  fail(/** @type {Error} */ (error).message);
}
// Chromium may leave something on the event loop.
process.exit(0);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        peers: { type: 'string' },
        quick: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        adapter: { type: 'string' },
        cold: { type: 'boolean', default: false },
        json: { type: 'string' },
        markdown: { type: 'string' },
        readme: { type: 'boolean', default: false },
        site: { type: 'boolean', default: false },
      },
    });
    const rounds = Number(values.rounds ?? (values.quick ? 5 : 11));
    if (!Number.isInteger(rounds) || rounds < 1)
      throw new Error(`--rounds ${values.rounds}: needs a number from 1.`);
    const { adapter } = values;
    if (adapter && adapter !== 'hardware' && adapter !== 'software')
      throw new Error(`--adapter ${adapter}: choose hardware or software.`);
    if (adapter) process.env.RIDGEPOINT_ADAPTER = adapter;
    return { ...values, rounds };
  } catch (error) {
    return fail(`${/** @type {Error} */ (error).message} Usage: ${usage}`, 2);
  }
}

/** @returns {Promise<PeersReport>} */
async function measure() {
  setup();
  installPeers();
  await buildIfNeeded();
  await buildPeers();
  const { openPeersBrowser } = await import('./bench-peers-browser.mjs');
  const peers = await library();
  const browser = await openPeersBrowser();
  const before = loadavg()[0];
  try {
    console.log(`${browser.name}, ${machine()}, load ${before.toFixed(1)}\n`);
    const names = options.peers?.split(',');
    const run = await browser.run(
      {
        // Ours always runs: the ratios are of ours.
        peers: peers.peers
          .filter(({ id, bundle }) => !names || !bundle || names.includes(id))
          .map(({ id }) => id),
        workloads: wanted(),
        rounds: options.rounds,
        roofs: true,
      },
      (event) => show(peers, event),
    );
    const cold = options.cold ? await browser.cold(run.participants) : null;
    const after = loadavg()[0];
    return {
      ...run,
      command: command(),
      versions: peerVersions(),
      browser: browser.name,
      machine: machine(),
      load: [before, after],
      ...(cold && { cold }),
    };
  } finally {
    await browser.close();
  }
}

/** A cold start is about overheads: the smallest call goes with it. */
function wanted() {
  const ids = options.only?.split(',');
  return ids && options.cold ? [...new Set(['0a', ...ids])] : ids;
}

/** @returns {Promise<Peers>} */
function library() {
  return import(pathToFileURL(join(dist, 'lib/peers.js')).href);
}

/**
 * @param {Peers} peers
 * @param {import('../peers/bench').PeersEvent} event
 */
function show(peers, event) {
  if (event.kind === 'participant' && event.participant.error)
    console.log(`${event.participant.id}: ${event.participant.error}`);
  if (event.kind !== 'row') return;
  if (shown && shown.id !== event.row.id) console.log(rowLine(peers, shown));
  shown = event.row;
}

/**
 * @param {Peers} peers
 * @param {Row} row
 */
function rowLine({ leagues, duelOf, figure, leagueNames }, row) {
  const parts = leagues.map((league) => {
    const duel = duelOf(row, league);
    if (!duel) return `${leagueNames[league]} –`;
    const { ours, fastest, ratio } = duel;
    return (
      `${leagueNames[league]} ${figure(ratio)}x (` +
      `${figure(ours.timed.wall.medianMs)} ms, ${fastest.peer.id} ` +
      `${figure(fastest.timed.wall.medianMs)} ms)`
    );
  });
  return `${row.id.padEnd(3)} ${row.title.padEnd(34)} ${parts.join('; ')}`;
}

/** @param {PeersReport} report */
async function write(report) {
  const peers = await library();
  if (shown) console.log(rowLine(peers, shown));
  for (const { id, why } of report.skipped)
    console.log(`${id.padEnd(3)} left out: ${why}`);
  console.log();
  for (const league of peers.leagues)
    console.log(peers.standingLine(report, league).replaceAll('**', ''));
  const json = `${JSON.stringify(report, null, 2)}\n`;
  const full = `${peers.fullMarkdown(report)}\n`;
  if (options.json) save(options.json, json);
  if (options.markdown) save(options.markdown, full);
  if (options.site) save(join(dist, 'peers/measured.json'), json);
  if (options.readme) await updateReadme(peers.summaryMarkdown(report));
  if (!options.json && !options.markdown) console.log(`\n${full}`);
}

/**
 * @param {string} file
 * @param {string} text
 */
function save(file, text) {
  writeFileSync(file, text);
  console.log(`Saved ${file}.`);
}

/** @param {string} text */
async function updateReadme(text) {
  const file = join(root, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const [start, end] = marks.map((mark) => readme.indexOf(mark));
  if (start < 0 || end < start)
    throw new Error(`README.md lacks the marks ${marks.join(' and ')}.`);
  const updated =
    `${readme.slice(0, start)}${marks[0]}\n\n${text}\n\n` + readme.slice(end);
  const { format, resolveConfig } = await import('prettier');
  const style = await resolveConfig(file);
  save(file, await format(updated, { ...style, parser: 'markdown' }));
}

function machine() {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
}

/** How to get these figures again. */
function command() {
  const args = process.argv.slice(2);
  const what = args.filter(
    (arg, i) =>
      !['--readme', '--site', '--json', '--markdown'].includes(arg) &&
      !['--json', '--markdown'].includes(args[i - 1]),
  );
  const rest = what.length > 0 ? ` -- ${what.join(' ')}` : '';
  return `npm run bench:peers${rest}`;
}
