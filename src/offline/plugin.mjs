/**
 * Vite plugin: what makes the built page installable and independent of a
 * network. The service worker gets the list of the build's files with their
 * hashes once all of them are written.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { icon } from './icons.mjs';

const script = 'service-worker.js';
const source = fileURLToPath(new URL('./service-worker.ts', import.meta.url));

/** [file, pixels, the drawing's share of them, purpose] */
const icons = /** @type {const} */ ([
  ['icon-192.png', 192, 0.8, 'any'],
  ['icon-512.png', 512, 0.8, 'any'],
  ['icon-maskable.png', 512, 0.6, 'maskable'],
]);

const manifest = {
  id: './',
  start_url: './',
  scope: './',
  name: 'Ridgepoint',
  short_name: 'Ridgepoint',
  description:
    'A WebGPU compute playground for computer-vision kernels: CPU against ' +
    'GPU, checked against an oracle and timed on your own device.',
  display: 'standalone',
  background_color: '#111315',
  theme_color: '#111315',
  categories: ['developer', 'education'],
  icons: icons.map(([src, pixels, , purpose]) => ({
    src,
    sizes: `${pixels}x${pixels}`,
    type: 'image/png',
    purpose,
  })),
};

/** @returns {import('vite').Plugin} */
export function offlinePlugin() {
  return {
    name: 'ridgepoint-offline',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: source, fileName: script });
    },
    transformIndexHtml: (_, { path }) =>
      path === '/index.html'
        ? [
            link({ rel: 'manifest', href: './app.webmanifest' }),
            link({ rel: 'apple-touch-icon', href: './icon-192.png' }),
          ]
        : [],
    generateBundle() {
      const text = JSON.stringify(manifest, null, 2);
      this.emitFile(asset('app.webmanifest', `${text}\n`));
      for (const [file, pixels, share] of icons)
        this.emitFile(asset(file, icon(pixels, share)));
    },
    writeBundle({ dir = '' }, bundle) {
      const worker = bundle[script];
      if (worker.type === 'chunk' && worker.imports.length > 0)
        this.error(
          `${script} must be whole, but imports ${worker.imports.join(', ')}.`,
        );
      const written = Object.keys(bundle).filter(isKept).sort();
      const files = Object.fromEntries(
        written.map((file) => [file, integrityOf(join(dir, file))]),
      );
      const version = hashOf(JSON.stringify(files), 'hex').slice(0, 16);
      const build = { version, files, core: written.filter(isCore) };
      const code = readFileSync(join(dir, script), 'utf8');
      writeFileSync(
        join(dir, script),
        `const BUILD=${JSON.stringify(build)};\n${code}`,
      );
    },
  };
}

/** @param {Record<string, string>} attrs */
const link = (attrs) =>
  /** @type {const} */ ({ tag: 'link', attrs, injectTo: 'head' });

/**
 * @param {string} fileName
 * @param {string | Uint8Array} source
 */
const asset = (fileName, source) =>
  /** @type {const} */ ({ type: 'asset', fileName, source });

/**
 * Not the worker itself, and not what runs the peers: their libraries come
 * from the network, so that is where their frame comes from too.
 * @param {string} file
 */
const isKept = (file) =>
  file !== script && !file.startsWith('src/') && !file.endsWith('.map');

/**
 * Weights and photographs can wait.
 * @param {string} file
 */
const isCore = (file) =>
  /\.(html|js|css|svg|webmanifest)$/.test(file) || file.startsWith('icon-');

/** @param {string} file */
const integrityOf = (file) => `sha256-${hashOf(readFileSync(file), 'base64')}`;

/**
 * @param {string | Buffer} content
 * @param {'hex' | 'base64'} encoding
 */
const hashOf = (content, encoding) =>
  createHash('sha256').update(content).digest(encoding);
