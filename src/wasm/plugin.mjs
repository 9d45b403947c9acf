/**
 * Vite plugin: `import bytes from './assembly/index.ts?wasm'` compiles that
 * AssemblyScript entry and yields its WebAssembly as a Uint8Array; with
 * `?wasm-relaxed` the same sources use relaxed SIMD. Both import a shared
 * memory (src/wasm/binary.ts). The bytes are inlined (a few kB), so pages,
 * workers, Node and the library load them alike.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { root } from '../cli/paths.mjs';

const request = /^(.*\.ts)\?(wasm|wasm-relaxed)$/;

const compilerFlags = [
  ...['--outFile', 'module.wasm', '--runtime', 'stub', '--noAssert'],
  ...['-O3', '--enable', 'simd', '--enable', 'threads'],
  ...['--importMemory', '--sharedMemory', '--maximumMemory', '65536'],
];

/** asc takes many seconds: one build per content and variant. */
const builds = new Map();
const compilerPackage = join(root, 'node_modules/assemblyscript/package.json');
const cache = join(root, 'node_modules', '.cache', 'ridgepoint-wasm');

/** @returns {import('vite').Plugin} */
export function wasmPlugin() {
  return {
    name: 'ridgepoint-wasm',
    enforce: 'pre',
    async load(id) {
      const [, entry, variant] = request.exec(id) ?? [];
      if (!entry) return null;
      const sources = await readSources(dirname(entry));
      for (const path of sources.keys()) this.addWatchFile(path);
      const key = hash([
        variant,
        basename(entry),
        ...compilerFlags,
        await readFile(compilerPackage, 'utf8'),
        ...sources.values(),
      ]);
      if (!builds.has(key))
        builds.set(
          key,
          cached(key, () => compile(entry, variant)),
        );
      const base64 = await builds.get(key);
      return {
        code:
          `export default Uint8Array.from(atob('${base64}'), ` +
          `(char) => char.charCodeAt(0));`,
        map: null,
        moduleType: 'js',
      };
    },
  };
}

/**
 * @param {string} folder
 * @returns {Promise<Map<string, string>>} Texts by path, in a fixed order.
 */
async function readSources(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const paths = names.sort().map((name) => join(folder, name));
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return new Map(paths.map((path, i) => [path, texts[i]]));
}

/** @param {string[]} texts */
function hash(texts) {
  const sha = createHash('sha256');
  for (const text of texts) sha.update(text).update('\0');
  return sha.digest('hex');
}

/**
 * Kept on disk: tests, dev server and builds are processes of their own.
 *
 * @param {string} key
 * @param {() => Promise<string>} make
 * @returns {Promise<string>}
 */
async function cached(key, make) {
  const path = join(cache, key);
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known) return known;
  const made = await make();
  // Whole or not at all, whoever else is writing it; and only a convenience.
  const draft = `${path}.${process.pid}`;
  await mkdir(cache, { recursive: true })
    .then(() => writeFile(draft, made))
    .then(() => rename(draft, path))
    .catch(() => {});
  return made;
}

/**
 * @param {string} entry
 * @param {string} variant
 * @returns {Promise<string>} The module, in base64.
 */
async function compile(entry, variant) {
  const { default: asc } = await import('assemblyscript/asc');
  let base64 = '';
  let messages = '';
  const { error } = await asc.main(
    [
      entry,
      ...compilerFlags,
      ...(variant === 'wasm-relaxed' ? ['--enable', 'relaxed-simd'] : []),
    ],
    {
      writeFile(_name, contents) {
        base64 = Buffer.from(contents).toString('base64');
      },
      stderr: {
        write(chunk) {
          messages += Buffer.from(chunk).toString();
        },
      },
    },
  );
  if (error) throw new Error(`AssemblyScript, ${entry}: ${messages}`);
  return base64;
}
