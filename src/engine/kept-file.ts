/** {@link kept} in Node: a JSON file per table in the user's cache folder. */

/** What of Node's modules is used, asked for at run time: no bundle has them. */
const node = () => {
  const load = globalThis.process?.getBuiltinModule;
  if (!load) return null;
  return { fs: load('node:fs'), os: load('node:os'), path: load('node:path') };
};

/** Oldest entries go first, so that the file stays small. */
const mostEntries = 2000;

export function keptInFile(table: string, key: string): unknown {
  const file = fileOf(table);
  return file ? read(file)[key] : undefined;
}

export function keepInFile(table: string, key: string, value: object): void {
  const modules = node();
  const file = fileOf(table);
  if (!modules || !file) return;
  const { fs, path } = modules;
  const { [key]: _, ...others } = read(file);
  const entries = [...Object.entries(others), [key, value]];
  const kept = Object.fromEntries(entries.slice(-mostEntries));
  // Renamed into place: who reads meanwhile sees the old file or the new one.
  const draft = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(draft, JSON.stringify(kept));
    fs.renameSync(draft, file);
  } catch {
    // No such folder, no permission, no space: not this time.
    removed(draft);
  }
}

function removed(file: string): void {
  try {
    node()?.fs.rmSync(file, { force: true });
  } catch {
    // It cannot be there either.
  }
}

/** $RIDGEPOINT_CACHE, else where the system keeps caches. */
function fileOf(table: string): string | null {
  const modules = node();
  if (!modules) return null;
  const { os, path } = modules;
  const { env, platform } = process;
  const home = os.homedir();
  const caches =
    platform === 'darwin'
      ? path.join(home, 'Library/Caches')
      : platform === 'win32'
        ? (env.LOCALAPPDATA ?? path.join(home, 'AppData/Local'))
        : env.XDG_CACHE_HOME || path.join(home, '.cache');
  const folder = env.RIDGEPOINT_CACHE || path.join(caches, 'ridgepoint');
  return path.join(folder, `${table}.json`);
}

/** A missing or broken file is an empty one. */
function read(file: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(node()!.fs.readFileSync(file, 'utf8'));
    return typeof found === 'object' && found && !Array.isArray(found)
      ? (found as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
