/** The code of the pages, fetched when one is opened and again when asked. */
import type { ReactiveControllerHost } from 'lit';
import { entryOf, type PageId } from './pages';

type LoadState = 'loading' | 'loaded' | 'failed';

export class PageLoader {
  readonly #host: ReactiveControllerHost;
  readonly #states = new Map<PageId, LoadState>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  stateOf(id: PageId): LoadState {
    return this.#states.get(id) ?? 'loading';
  }

  /** Never rejects: what went wrong is the state. */
  async open(id: PageId): Promise<void> {
    const { load } = entryOf(id);
    if (this.stateOf(id) === 'loaded') return;
    this.#set(id, load ? 'loading' : 'loaded');
    try {
      await load?.();
      this.#set(id, 'loaded');
    } catch (error) {
      // Offline, or the site has moved on and this version's files are gone.
      console.warn(error);
      this.#set(id, 'failed');
    }
  }

  /** Browsers may remember that a script failed: then the page starts anew. */
  async retry(id: PageId): Promise<void> {
    await this.open(id);
    if (this.stateOf(id) === 'failed' && (await isReachable()))
      location.reload();
  }

  #set(id: PageId, state: LoadState) {
    this.#states.set(id, state);
    this.#host.requestUpdate();
  }
}

const isReachable = () =>
  fetch(document.baseURI, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
