/** npm run conformance -- DIR: recorded vectors through every kernel. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openRuntime } from './runtime.mjs';
import { fail } from './setup.mjs';
import { heading, line } from './table.mjs';

/**
 * @typedef {import('./harness').Outcome} Outcome
 * @typedef {import('./harness').VectorCase} VectorCase
 */

const usage =
  'npm run conformance -- DIR [--runtime browser|firefox|node] [--verbose]; DIR ' +
  'holds .json files of vectors, at any depth.';

const { folder, verbose, runtime: name } = options();
const cases = readCases(folder);
/** @type {Outcome[]} */
const outcomes = [];
try {
  const runtime = await openRuntime(name);
  const { gpu, adapter, reason } = await runtime.device();
  console.log(
    gpu ? `GPU: ${adapter}` : `No GPU (${reason}): oracle and WASM only.`,
  );
  await runtime.conformance(cases, (more) => outcomes.push(...more));
  await runtime.close();
} catch (error) {
  fail(/** @type {Error} */ (error).message);
}
report();
process.exit(outcomes.some(({ status }) => status === 'failed') ? 1 : 0);

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        runtime: { type: 'string', default: 'browser' },
        verbose: { type: 'boolean', default: false },
      },
    });
    if (positionals.length !== 1)
      throw new Error(
        positionals.length === 0
          ? 'DIR is missing.'
          : `${positionals.length} folders: name one.`,
      );
    return { ...values, folder: positionals[0] };
  } catch (error) {
    return fail(`${/** @type {Error} */ (error).message} Usage: ${usage}`, 2);
  }
}

/** @param {string} path */
function readCases(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    fail(`${path} is not a folder. Usage: ${usage}`, 2);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort();
  const found = files.flatMap((file) => readFile(join(path, file)));
  if (found.length === 0) fail(`${path} holds no cases. Usage: ${usage}`, 2);
  return found.sort((a, b) => a.op.localeCompare(b.op));
}

/**
 * @param {string} file
 * @returns {VectorCase[]}
 */
function readFile(file) {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8'));
    const isCase = (/** @type {any} */ entry) =>
      ['op', 'options', 'inputs', 'outputs', 'tolerance'].every(
        (key) => entry?.[key] !== undefined,
      );
    if (Array.isArray(content) && content.every(isCase)) return content;
    return fail(`${file} is not an array of vectors (see its format).`, 2);
  } catch (error) {
    return fail(`${file}: ${/** @type {Error} */ (error).message}`, 2);
  }
}

function report() {
  const ran = outcomes.filter(({ runner }) => runner !== '');
  const columns = [
    { title: 'op', width: widest('op', ran), left: true },
    { title: 'runner', width: widest('runner', ran), left: true },
    ...['passed', 'failed', 'unsupported'].map((title) => ({
      title,
      width: title.length,
    })),
  ];
  if (ran.length > 0) console.log(`\n${heading(columns)}`);
  for (const group of grouped(ran, ({ op, runner }) => `${op} ${runner}`))
    console.log(
      line(columns, [
        group[0].op,
        group[0].runner,
        ...['passed', 'failed', 'unsupported'].map((status) =>
          String(group.filter((outcome) => outcome.status === status).length),
        ),
      ]),
    );
  const missing = outcomes.filter(({ runner }) => runner === '');
  for (const group of grouped(missing, ({ op }) => op))
    console.log(`${group[0].op}: ${group.length} cases, ${group[0].message}`);
  for (const { op, case: title, runner, message, status } of ran)
    if (status === 'failed')
      console.log(`FAILED ${op} "${title}" on ${runner}: ${message}`);
    else if (verbose && status === 'unsupported')
      console.log(`unsupported ${op} "${title}" on ${runner}: ${message}`);
  console.log(
    `\n${total('passed')}, ${total('failed')}, ${total('unsupported')}`,
  );
}

/** @param {Outcome['status']} wanted */
function total(wanted) {
  const those = outcomes.filter(({ status }) => status === wanted);
  return `${those.length} ${wanted}`;
}

/**
 * @param {'op' | 'runner'} field
 * @param {Outcome[]} rows
 */
function widest(field, rows) {
  return Math.max(6, ...rows.map((row) => row[field].length));
}

/**
 * @param {Outcome[]} rows
 * @param {(outcome: Outcome) => string} key
 */
function grouped(rows, key) {
  /** @type {Map<string, Outcome[]>} */
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups.values();
}
