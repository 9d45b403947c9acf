/**
 * Makes a fresh clone ready. Node's own modules only: this runs before there
 * is anything else.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const oldestNode = [20, 19];

/** Checks Node and installs the packages of package-lock.json if need be. */
export function setup() {
  const complaint = nodeComplaint(process.versions.node);
  if (complaint) fail(complaint);
  if (isInstalled(root)) return;
  console.log('Installing packages (npm install) ...');
  // Not `npm ci`: it refuses a lock file that lacks optional packages of other
  // platforms, which a registry mirror may not have. The lock file decides all
  // versions here too, and --no-save leaves it as it is. A production NODE_ENV
  // would leave out the very tools that build.
  const status = npm(['install', '--include=dev', '--no-save']);
  if (status !== 0)
    fail(
      `npm install ended with code ${status}: the packages of package-lock.json ` +
        'are not installed; check the network and the npm registry setting, ' +
        'then run this again.',
    );
}

/**
 * @param {string} version as in process.versions.node
 * @returns {string | null}
 */
export function nodeComplaint(version) {
  const [major, minor] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = oldestNode;
  const isNew =
    major > leastMajor || (major === leastMajor && minor >= leastMinor);
  return isNew
    ? null
    : `Node ${version} is too old: this needs ${oldestNode.join('.')} or ` +
        'later; install the current release from https://nodejs.org.';
}

/**
 * Compares what npm noted in node_modules when it last finished with what the
 * lock file wants. Packages for other platforms may be missing.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const wanted = lockedPackages(join(folder, 'package-lock.json'));
  const found = lockedPackages(join(folder, 'node_modules/.package-lock.json'));
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' ||
      (found[path] ? found[path].version === version : optional === true),
  );
}

/**
 * @typedef {{ version?: string, optional?: boolean }} LockedPackage
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/** @param {string[]} args */
function npm(args) {
  const { npm_execpath: script } = process.env;
  const options = /** @type {const} */ ({ cwd: root, stdio: 'inherit' });
  const { status } = script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...args], options)
    : // npm is a script, not a program, on Windows.
      spawnSync('npm', args, {
        ...options,
        shell: process.platform === 'win32',
      });
  return status;
}

/**
 * Ends the command with one line.
 * @param {string} message
 * @param {number} [code]
 * @returns {never}
 */
export function fail(message, code = 1) {
  console.error(message);
  process.exit(code);
}
