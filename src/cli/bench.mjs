/** npm run bench: the presets on every kernel, timed and checked. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openRuntime } from './runtime.mjs';
import { fail } from './setup.mjs';
import { digits, heading, line } from './table.mjs';

/** @typedef {import('./harness').BenchRow} BenchRow */

const usage =
  'npm run bench -- [--op ID] [--preset ID] [--kernel ID] [--quick] [--json FILE] ' +
  '[--runtime browser|firefox|node] [--tune-ms N] [--retune] [--verbose] [--loop]';

const columns = [
  { title: 'preset', width: 22, left: true },
  { title: 'backend', width: 7, left: true },
  { title: 'kernel', width: 19, left: true },
  { title: 'kernel ms', width: 9 },
  { title: 'p20-p80', width: 13 },
  { title: 'runs/n ms', width: 9 },
  { title: 'end to end', width: 10 },
  { title: 'GFLOP/s', width: 7 },
  { title: 'GB/s', width: 6 },
  { title: 'of roof', width: 7 },
  { title: 'vs CPU', width: 7 },
  { title: 'chosen', width: 18, left: true },
  { title: 'check', width: 5, left: true },
];

/** @type {BenchRow[]} */
const rows = [];
let loopsAgree = true;
const { json, verbose, loop, runtime: name, ...request } = options();

try {
  const runtime = await openRuntime(name);
  const device = await runtime.device();
  describe(device);
  if (loop) {
    await runtime.loop(showLoop);
    await runtime.close();
    process.exit(loopsAgree ? 0 : 1);
  }
  const roofs = await runtime.roofs();
  describeRoofs(roofs);
  console.log(heading(columns));
  await runtime.bench({ ...request, roofs }, (row) => {
    rows.push(row);
    show(row);
  });
  await runtime.close();
  if (json) save(json, device);
} catch (error) {
  fail(/** @type {Error} */ (error).message);
}
// Dawn and Chromium may leave something on the event loop.
process.exit(rows.some(isBad) ? 1 : 0);

function options() {
  try {
    const { 'tune-ms': tuneMs, ...given } = parseArgs({
      options: {
        op: { type: 'string' },
        preset: { type: 'string' },
        kernel: { type: 'string' },
        quick: { type: 'boolean', default: false },
        'tune-ms': { type: 'string' },
        retune: { type: 'boolean', default: false },
        json: { type: 'string' },
        runtime: { type: 'string', default: 'browser' },
        verbose: { type: 'boolean', default: false },
        loop: { type: 'boolean', default: false },
      },
    }).values;
    if (tuneMs === undefined) return given;
    if (!/^\d+$/.test(tuneMs))
      throw new Error(
        `--tune-ms ${tuneMs}: it takes whole milliseconds, 0 for no race.`,
      );
    return { ...given, tuneMs: Number(tuneMs) };
  } catch (error) {
    return fail(`${/** @type {Error} */ (error).message} Usage: ${usage}`, 2);
  }
}

/** @param {import('../engine/api').DeviceReport} device */
function describe({ gpu, adapter, software, reason, clocks, threads }) {
  console.log(
    gpu
      ? `GPU    ${adapter}${software ? " (software: not a GPU's speed)" : ''}`
      : `GPU    none: ${reason}; CPU rows only`,
  );
  const clock = clocks.gpu ?? clocks.cpu;
  console.log(`clock  ${clock.source}, resolution ${clock.resolutionMs} ms`);
  console.log(
    `CPU    ${threads} threads; "vs CPU" is against the fastest WASM kernel`,
  );
}

/** @param {import('../roofline/roof').Roof[]} roofs */
function describeRoofs(roofs) {
  for (const { label, gflops, gbps } of roofs)
    console.log(
      `roof   ${label}: ${digits(gflops)} GFLOP/s, ${digits(gbps)} GB/s, ` +
        `ridge at ${digits(gflops / gbps)} FLOP/byte`,
    );
  if (roofs.length === 0) console.log('roof   not measured here');
  console.log();
}

/**
 * Instead of the presets: batchedNms beside a loop of nms over the classes.
 * @param {import('./harness').LoopRow} row
 */
function showLoop({ backend, how, classes, batchedMs, loopMs, same }) {
  loopsAgree &&= same;
  console.log(
    `${backend.padEnd(7)} ${how.padEnd(11)} batchedNms ${digits(batchedMs)} ms, ` +
      `${classes} × nms ${digits(loopMs)} ms: ${digits(loopMs / batchedMs)}x, ` +
      (same ? 'the same boxes' : 'DIFFERENT boxes'),
  );
}

/** @param {BenchRow} row */
function show({ preset, backend, kernel, report, speedup, ofRoof, ...why }) {
  const name = named(kernel, report?.constants ?? {});
  if (!report) {
    if (!why.unsupported || verbose)
      console.log(
        line(columns.slice(0, 3), [preset, backend, kernel]),
        ` ${why.message}`,
      );
    return;
  }
  const { kernelMs, throughputMs, endToEndMs, cost } = report;
  const { medianMs } = kernelMs ?? throughputMs;
  const cells = [
    ...[preset, backend, name],
    digits(kernelMs?.medianMs),
    kernelMs ? `${digits(kernelMs.p20Ms)}-${digits(kernelMs.p80Ms)}` : '-',
    digits(throughputMs.medianMs),
    digits(endToEndMs.medianMs),
    digits(cost.flops / medianMs / 1e6),
    digits((cost.bytesRead + cost.bytesWritten) / medianMs / 1e6),
    ofRoof === null ? '-' : `${digits(100 * ofRoof)}%`,
    speedup === null ? '-' : `${digits(speedup)}x`,
    howChosen(report, why.tuned),
    verdict(report),
  ];
  console.log(line(columns, cells));
  if (verbose && report.tuning) showRace(report.tuning);
}

/**
 * "quad 16": the constants in their order.
 * @param {string} kernel
 * @param {Record<string, number>} constants
 */
function named(kernel, constants) {
  return [kernel, Object.values(constants).join('x')].filter(Boolean).join(' ');
}

/**
 * "tuner: raced 9/12" among all kernels, "raced 2/4" among its constants.
 * @param {import('../engine/api').BenchReport} report
 * @param {boolean} tuned
 */
function howChosen({ tuning }, tuned) {
  if (!tuning) return tuned ? 'tuner: guess' : '-';
  const { source, contenders } = tuning;
  const ran = contenders.filter(({ ms }) => ms !== null).length;
  return `${tuned ? 'tuner: ' : ''}${source} ${ran}/${contenders.length}`;
}

/** @param {import('../engine/api').Tuning} tuning */
function showRace({ contenders, elapsedMs, budgetMs }) {
  console.log(
    `  race of ${digits(elapsedMs)} ms, budget ${digits(budgetMs)} ms:`,
  );
  for (const { kernel, constants, ms, rounds, note } of contenders)
    console.log(
      `    ${named(kernel, constants).padEnd(22)} ` +
        `${digits(ms).padStart(8)} ms  ${note ?? `${rounds} round${rounds === 1 ? '' : 's'}`}`,
    );
}

/** @param {import('../engine/api').BenchReport} report */
function verdict({ check }) {
  if (!check) return '-';
  const { ok, maxUlp, allowedUlp } = check;
  const [used, allowed] = [maxUlp, allowedUlp].map((ulp) =>
    Number.isInteger(ulp) ? String(ulp) : digits(ulp),
  );
  const share = `${used} of ${allowed} ULP`;
  return ok ? `${share} ok` : `${share} WRONG at ${check.worstIndex}`;
}

/** @param {BenchRow} row */
function isBad({ report, unsupported }) {
  return report ? report.check?.ok === false : !unsupported;
}

/**
 * @param {string} file
 * @param {import('../engine/api').DeviceReport} device
 */
function save(file, { adapter, software }) {
  const date = new Date().toISOString();
  const reports = rows.flatMap(({ preset, speedup, ofRoof, report }) =>
    report
      ? [{ ...report, preset, speedup, ofRoof, adapter, software, date }]
      : [],
  );
  writeFileSync(file, `${JSON.stringify(reports, null, 2)}\n`);
  console.log(`\nSaved ${reports.length} reports to ${file}.`);
}
