/**
 * npm test: types, lint, format, dead code, unit tests, build, browser tests,
 * tests of the built site.
 * Stops at the first step that fails. Arguments after -- go to Vitest.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { setup } from './setup.mjs';

setup();
// Playwright and Vite are packages: they may be imported only from here on.
const { chooseAdapter, findBrowser } = await import('./browser.mjs');
const { buildIfNeeded } = await import('./build.mjs');

const filters = process.argv.slice(2);
const reports = mkdtempSync(join(tmpdir(), 'ridgepoint-'));
const counts = { reports: 0, passed: 0, failed: 0, skipped: 0 };

/** @type {[string, () => void | Promise<void>][]} */
const steps = [
  ['types', () => tool('typescript/bin/tsc')],
  [
    'lint',
    () => tool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']),
  ],
  ['format', () => tool('prettier/bin/prettier.cjs', ['--check', '.'])],
  ['dead code', () => tool('knip/bin/knip.js')],
  ['unit tests', () => vitest('unit')],
  ['build', buildIfNeeded],
  ['browser tests', browserTests],
  ['site tests', () => vitest('site')],
];

try {
  for (const [title, step] of steps) await timed(title, step);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true });
  const { reports: ran, passed, failed, skipped } = counts;
  // No tests are not zero failures.
  if (ran > 0) {
    const rest = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(`${passed} passed, ${failed} failed${rest}`);
  } else console.log('No tests were run.');
}

/**
 * @param {string} title
 * @param {() => void | Promise<void>} step
 */
async function timed(title, step) {
  console.log(`\n== ${title}`);
  const start = performance.now();
  try {
    await step();
  } finally {
    const seconds = (performance.now() - start) / 1000;
    console.log(`== ${title}: ${seconds.toFixed(1)} s`);
  }
}

/**
 * @param {string} script below node_modules
 * @param {string[]} [args]
 */
function tool(script, args = []) {
  const { status, signal } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', script), ...args],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0)
    throw new Error(
      `${script.split('/')[0]} failed (${signal ?? `code ${status}`}): ` +
        'what it found is above.',
    );
}

/** Fails early, in one line, where there is no browser at all. */
async function browserTests() {
  process.env.RIDGEPOINT_ADAPTER = await chooseAdapter(await findBrowser());
  vitest('browser');
}

/** @param {string} project */
function vitest(project) {
  const report = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default'];
  args.push('--reporter=json', `--outputFile.json=${report}`);
  // A filter may well name no test of one of the projects.
  if (filters.length > 0) args.push('--passWithNoTests', ...filters);
  try {
    tool('vitest/vitest.mjs', args);
  } finally {
    count(report);
  }
}

/** @param {string} file */
function count(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return; // Vitest stopped before it had anything to report.
  }
  counts.reports++;
  counts.passed += report.numPassedTests;
  counts.failed += report.numFailedTests;
  counts.skipped += report.numPendingTests + report.numTodoTests;
}
