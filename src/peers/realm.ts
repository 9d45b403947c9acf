/** The page's side of a frame: one realm for each peer. */
import type { Frame } from './frame';
import type { Opened, Peer } from './peer';

export interface Realm {
  readonly peer: Peer;
  readonly frame: Frame;
  readonly opened: Opened & { readonly openMs: number };
  close(): void;
}

/** Opening compiles megabytes of WebAssembly, but not for ever. */
const openLimitMs = 60_000;

/** Rejects, in words, where the peer cannot be loaded or started here. */
export async function openRealm(peer: Peer, frameUrl: string): Promise<Realm> {
  const iframe = document.createElement('iframe');
  iframe.hidden = true;
  iframe.title = peer.title;
  iframe.src = frameUrl;
  document.body.append(iframe);
  try {
    const frame = await within(openLimitMs, peer, loaded(iframe, frameUrl));
    const start = performance.now();
    const opened = await within(openLimitMs, peer, frame.open(peer));
    const openMs = performance.now() - start;
    return {
      ...{ peer, frame, opened: { ...opened, openMs } },
      close: () => iframe.remove(),
    };
  } catch (error) {
    iframe.remove();
    throw error;
  }
}

function loaded(iframe: HTMLIFrameElement, url: string): Promise<Frame> {
  return new Promise((resolve, reject) => {
    iframe.addEventListener('load', () => {
      const inside = iframe.contentWindow;
      if (inside?.peerFrame) resolve(inside.peerFrame);
      else reject(new Error(`${url} did not load; build the site again.`));
    });
  });
}

function within<T>(limitMs: number, peer: Peer, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(
      () =>
        reject(
          new Error(`${peer.title} did not start in ${limitMs / 1000} s.`),
        ),
      limitMs,
    ),
  );
  return Promise.race([work, late]);
}

/** An error of another realm is no Error of ours. */
export const words = (error: unknown): string =>
  String((error as Partial<Error> | null)?.message ?? error)
    .split('\n')[0]
    .slice(0, 300);
