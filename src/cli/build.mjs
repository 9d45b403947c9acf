/** Builds the page and the library, when their sources have changed. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { headersFile } from './headers.mjs';
import { dist, root } from './paths.mjs';
import { setup } from './setup.mjs';

const sources = [
  'src',
  'shaders',
  'index.html',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];
const stamp = join(dist, '.sources');

/** By content: a copied tree keeps its build, whatever its dates say. */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash();
}

export async function build() {
  const hash = sourcesHash();
  const { build: viteBuild } = await import('vite');
  const options = /** @type {const} */ ({ root, logLevel: 'warn' });
  await viteBuild(options);
  await viteBuild({ ...options, mode: 'lib' });
  writeFileSync(join(dist, '_headers'), headersFile());
  writeFileSync(stamp, hash);
}

export async function buildIfNeeded() {
  if (isBuilt()) return;
  console.log('Building ...');
  await build();
}

function sourcesHash() {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, source);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path below the root
 */
function addTo(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  const files = statSync(full).isFile() ? [full] : filesBelow(full);
  for (const file of files.sort())
    hash.update(`\n${relative(root, file)}\n`).update(readFileSync(file));
}

/** @param {string} folder */
const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    // The peers' packages are installed below src/ and belong to no build.
    .filter((entry) => !/\bnode_modules\b/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  setup();
  await build();
  console.log(`Built into ${dist}.`);
}
