/**
 * The page without a network, one version at a time. Every file of a build is
 * kept in that build's own cache, checked against its hash as it arrives; the
 * worker of the next build waits until no tab uses this one, or is told to go
 * ahead. Answers carry the security headers also where the host sends none.
 */
import { headersFor } from '../cli/headers.mjs';
import type { PageRequest, WorkerReply, WorkerScope } from './worker-scope';

/** Written before this script when the site is built. */
declare const BUILD: {
  readonly version: string;
  /** By path below the scope: its hash, as an `integrity` attribute has it. */
  readonly files: Readonly<Record<string, string>>;
  /** What the first page needs; the rest of a first visit comes later. */
  readonly core: readonly string[];
};

const worker = globalThis as unknown as WorkerScope;
const home = new URL(worker.registration.scope);
/** Caches belong to the origin, which others may share: by scope, then. */
const family = `ridgepoint ${home.pathname} `;
const name = family + BUILD.version;
const paths = Object.keys(BUILD.files);

worker.addEventListener('install', (event) => {
  // On a first visit the page may be waiting for its headers.
  event.waitUntil(fill(worker.registration.active ? paths : BUILD.core));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([tidy(), worker.clients.claim()]));
});

worker.addEventListener('message', (event) => {
  const request = event.data as PageRequest;
  const reply: WorkerReply = 'filled';
  if (request === 'activate') event.waitUntil(worker.skipWaiting());
  if (request === 'fill')
    event.waitUntil(
      fill(paths)
        .then(tidy)
        .then(() => event.source?.postMessage(reply)),
    );
});

worker.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(answer(event.request, path));
});

/** Below the scope; null for what is none of ours. */
function pathOf({ method, url }: Request): string | null {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== home.origin) return null;
  if (!pathname.startsWith(home.pathname)) return null;
  return pathname.slice(home.pathname.length) || 'index.html';
}

const urlOf = (path: string) => new URL(path, home).href;
/** Their names hold a hash of the content: one name, one content. */
const isHashed = (path: string) => path.startsWith('assets/');

async function answer(request: Request, path: string): Promise<Response> {
  return secured((await kept(path)) ?? (await fetch(request)), path);
}

async function kept(path: string): Promise<Response | undefined> {
  const options = { ignoreVary: true };
  if (Object.hasOwn(BUILD.files, path)) {
    const cache = await caches.open(name);
    return cache.match(urlOf(path), options);
  }
  // A tab of another version still runs: what it asks for is in its cache.
  return isHashed(path) ? caches.match(urlOf(path), options) : undefined;
}

/** Isolation and the CSP, whatever the host sends. */
function secured(response: Response, path: string): Response {
  if (response.status === 0) return response;
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  for (const [header, value] of Object.entries(headersFor(`/${path}`)))
    headers.set(header, value);
  return new Response(response.body, { status, statusText, headers });
}

/** Rejects where a file cannot be had or is not the one that was built. */
async function fill(wanted: readonly string[]): Promise<void> {
  const cache = await caches.open(name);
  await Promise.all(
    wanted.map(async (path) => {
      const url = urlOf(path);
      if (await cache.match(url, { ignoreVary: true })) return;
      const older = isHashed(path) ? await caches.match(url) : undefined;
      await cache.put(url, older ?? (await download(path)));
    }),
  );
}

async function download(path: string): Promise<Response> {
  const integrity = BUILD.files[path];
  // Hosts like to redirect index.html to its folder.
  const url = urlOf(path === 'index.html' ? './' : path);
  const usual = isHashed(path) ? 'default' : 'no-cache';
  return fetch(url, { integrity, cache: usual }).catch(() =>
    // What the browser holds may be a half or an old one.
    fetch(url, { integrity, cache: 'reload' }),
  );
}

/** Lets other versions go once no tab can be running them. */
async function tidy(): Promise<void> {
  const { waiting, installing } = worker.registration;
  if (waiting || installing) return;
  const tabs = await worker.clients.matchAll({
    type: 'window',
    includeUncontrolled: true,
  });
  if (tabs.filter(({ url }) => url.startsWith(home.href)).length > 1) return;
  const others = (await caches.keys()).filter(
    (other) => other.startsWith(family) && other !== name,
  );
  await Promise.all(others.map((other) => caches.delete(other)));
}
