/**
 * Vite plugin: the licences of the npm packages whose code is in what is
 * built, found from the modules themselves, as licences/packages.txt.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const packages = join(root, 'node_modules');

/**
 * Its library is compiled into the WebAssembly that wasm/plugin.mjs makes, of
 * which a bundler sees only bytes.
 */
const compiledIn = ['assemblyscript'];

/**
 * Workers are bundled by plugins of their own: both of these share a list.
 * @returns {{ page: () => import('vite').Plugin,
 *   worker: () => import('vite').Plugin }}
 */
export function packagesPlugins() {
  const names = new Set(compiledIn);
  /** @type {import('vite').Plugin['moduleParsed']} */
  const moduleParsed = ({ id }) => {
    // The innermost: a package may carry its own copy of another.
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
    if (name && /\.[cm]?[jt]s$/.test(id.split('?')[0])) names.add(name);
  };
  const name = 'ridgepoint-packages';
  return {
    worker: () => ({ name, apply: 'build', moduleParsed }),
    page: () => ({
      name,
      apply: 'build',
      moduleParsed,
      generateBundle() {
        this.emitFile({
          type: 'asset',
          fileName: 'licences/packages.txt',
          source: [...names]
            .sort()
            .map(licenceOf)
            .join(`\n${'-'.repeat(72)}\n\n`),
        });
      },
    }),
  };
}

/** @param {string} name */
function licenceOf(name) {
  const folder = join(packages, name);
  const { version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((file) =>
    /^(licen[cs]e|copying)(\.|$)/i.test(file),
  );
  if (!license || !file)
    throw new Error(
      `${name} ${version} names no licence or has no file of it; look at it ` +
        'before its code is published.',
    );
  const text = readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}
