/**
 * The page's side of the service worker: registers it, reloads once where only
 * its headers isolate the page, and tells when a new version is ready.
 */
import { scriptUrl } from '../trusted';
import type { PageRequest, WorkerReply } from './worker-scope';

/** What keeps the page from working offline, or that nothing does. */
export type OfflineState = 'unavailable' | 'preparing' | 'ready' | 'failed';

const reloadedKey = 'ridgepoint.reloaded-to-isolate';

/** Fires `change`. */
class Offline extends EventTarget {
  state: OfflineState = 'unavailable';
  /** Another version is here and waits. */
  updateReady = false;
  #registration: ServiceWorkerRegistration | null = null;

  /** Once, by the built page: neither the dev server nor a test has a worker. */
  async start(): Promise<void> {
    const container = globalThis.navigator?.serviceWorker;
    if (!container) return;
    const uncontrolled = container.controller === null;
    let begun = false;
    for (const sign of ['pointerdown', 'keydown'])
      addEventListener(sign, () => (begun = true), { once: true });
    container.addEventListener(
      'message',
      ({ data }: MessageEvent<WorkerReply>) => {
        if (data === 'filled') this.#set('ready');
      },
    );
    this.#set('preparing');
    try {
      const registration = await container.register(
        scriptUrl(new URL('./service-worker.js', document.baseURI)),
        { updateViaCache: 'none' },
      );
      this.#watch(registration);
      const { active } = await container.ready;
      // Not under the hands of somebody who has begun.
      if (uncontrolled && !crossOriginIsolated && !begun && firstReload())
        return location.reload();
      ask(active, 'fill');
    } catch {
      // Forbidden, or storage is full: the page works, with a network.
      this.#set('failed');
    }
  }

  /** The waiting version takes over, here; other tabs go on with theirs. */
  update(): void {
    const waiting = this.#registration?.waiting;
    if (!waiting) return location.reload();
    waiting.addEventListener('statechange', () => {
      if (waiting.state === 'activated') location.reload();
    });
    ask(waiting, 'activate');
  }

  #watch(registration: ServiceWorkerRegistration) {
    this.#registration = registration;
    const look = () => {
      if (!registration.waiting || !registration.active) return;
      this.updateReady = true;
      this.dispatchEvent(new Event('change'));
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    // A tab may stay open for days.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible')
        registration.update().catch(() => {});
    });
  }

  #set(state: OfflineState) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}

export const offline = new Offline();

const ask = (worker: ServiceWorker | null, request: PageRequest) =>
  worker?.postMessage(request, []);

/** Once a session, or it might go on for ever. */
function firstReload(): boolean {
  try {
    if (sessionStorage.getItem(reloadedKey)) return false;
    sessionStorage.setItem(reloadedKey, 'yes');
    return sessionStorage.getItem(reloadedKey) === 'yes';
  } catch {
    return false;
  }
}
