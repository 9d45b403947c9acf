/**
 * The peers' packages and their scripts. Packages are installed on demand,
 * into src/peers/node_modules: 230 MB that only this command needs. Scripts
 * go to dist/peers/, from where the page loads them when asked, never before.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { dist, root } from './paths.mjs';
import { isInstalled } from './setup.mjs';

const home = join(root, 'src/peers');
const packages = join(home, 'node_modules');
const out = join(dist, 'peers');
/** What the page reads to learn which peers this site carries. */
const manifest = join(out, 'peers.json');

const adapters = [
  'tfjs-webgpu',
  'tfjs-wasm',
  'ort-webgpu',
  'ort-wasm',
  'jax-webgpu',
];

/** Files that a library fetches by itself: [package, folder, file names]. */
const files = /** @type {const} */ ([
  ['@tensorflow/tfjs-backend-wasm', 'tfjs', /^tfjs-backend-wasm.*\.wasm$/],
  [
    'onnxruntime-web',
    'ort',
    /^ort\.(webgpu|wasm)\.bundle\.min\.mjs$|^ort-wasm-simd-threaded(\.asyncify)?\.(wasm|mjs)$/,
  ],
]);

/** @returns {boolean} whether the exact versions are here */
export const peersInstalled = () => isInstalled(home);

/** Throws, with the next step, where npm cannot install them. */
export function installPeers() {
  if (peersInstalled()) return;
  console.log('Installing the peers (230 MB, once) ...');
  const { status } = spawnSync(
    'npm',
    [
      ...['install', '--no-save', '--ignore-scripts', '--no-audit'],
      ...['--no-fund', '--prefer-offline'],
    ],
    { cwd: home, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (status !== 0 || !peersInstalled())
    throw new Error(
      `npm install in src/peers ended with code ${status}: the peers are not ` +
        'installed. They need the npm registry once; go online, or point npm ' +
        'at a mirror (npm config set registry URL), then run this again.',
    );
}

/** @returns {Record<string, string>} */
export function peerVersions() {
  const text = readFileSync(join(home, 'package.json'), 'utf8');
  return JSON.parse(text).dependencies;
}

/** After the site, whose build empties dist/. */
export async function buildPeers() {
  const stamp = sourcesHash();
  if (existsSync(manifest)) {
    const built = JSON.parse(readFileSync(manifest, 'utf8'));
    if (built.stamp === stamp) return;
  }
  console.log('Bundling the peers ...');
  rmSync(manifest, { force: true });
  const { build } = await import('vite');
  await build({
    ...{ root, configFile: false, logLevel: 'error', base: './' },
    build: {
      ...{ outDir: out, emptyOutDir: false, target: 'es2022' },
      ...{ assetsDir: '', modulePreload: false, minify: false },
      rolldownOptions: {
        // Node's parts of the packages, behind checks that a browser fails.
        external: ['fs', 'path', 'util', 'crypto', 'os', 'worker_threads'],
        input: Object.fromEntries(
          adapters.map((name) => [name, join(home, `adapters/${name}.ts`)]),
        ),
        preserveEntrySignatures: 'strict',
        output: {
          // No compression: TensorFlow.js sends the text of its functions to
          // workers, where a variable around them would be missed.
          minify: { compress: false, mangle: true, codegen: true },
          entryFileNames: '[name].js',
          chunkFileNames: 'shared-[name]-[hash].js',
        },
      },
    },
  });
  for (const [name, folder, wanted] of files) copy(name, folder, wanted);
  const versions = peerVersions();
  writeFileSync(
    manifest,
    `${JSON.stringify({ stamp, bundles: adapters, versions }, null, 2)}\n`,
  );
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {RegExp} wanted
 */
function copy(name, folder, wanted) {
  const from = join(packages, name, 'dist');
  mkdirSync(join(out, folder), { recursive: true });
  for (const file of readdirSync(from))
    if (wanted.test(file)) cpSync(join(from, file), join(out, folder, file));
}

function sourcesHash() {
  const hash = createHash('sha256');
  const sources = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.startsWith('node_modules'))
    .filter((file) => /\.(ts|json)$/.test(file));
  for (const file of sources.sort())
    hash.update(file).update(readFileSync(join(home, file)));
  return hash.digest('hex');
}
