/** What of the peers this very site carries: their scripts, a measured table. */
import type { PeersReport } from '../../peers/results';

export interface PeersSite {
  /** Scripts by name; null: this build has none. */
  readonly bundles: readonly string[] | null;
  readonly versions: Readonly<Record<string, string>>;
  /** The last table that the command wrote into the site. */
  readonly measured: PeersReport | null;
}

interface Manifest {
  readonly bundles: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
}

/** The command that adds what is missing. */
export const addCommand = 'npm run bench:peers -- --quick --site';

export const noSite: PeersSite = {
  bundles: null,
  versions: {},
  measured: null,
};

export async function readSite(): Promise<PeersSite> {
  const [manifest, measured] = await Promise.all([
    fetchJson<Manifest>('peers/peers.json'),
    fetchJson<PeersReport>('peers/measured.json'),
  ]);
  return {
    bundles: manifest?.bundles ?? null,
    versions: manifest?.versions ?? {},
    measured,
  };
}

/** null where there is none: a host may answer with a page instead. */
async function fetchJson<T>(path: string): Promise<T | null> {
  try {
    const response = await fetch(siteUrl(path));
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !type.includes('json')) return null;
    return (await response.json()) as T;
  } catch {
    return null;
  }
}

/** Below the page's own folder, wherever that is served from. */
const siteUrl = (path: string): string =>
  new URL(path, import.meta.env.DEV ? window.location.origin : document.baseURI)
    .href;

export const frameUrl = (): string => siteUrl('src/peers/frame.html');
