/** What the service worker uses of its scope: the DOM's types have none of it. */

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchRequest extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

interface ClientMessage extends Extendable {
  readonly data: unknown;
  readonly source: { postMessage(message: unknown): void } | null;
}

export interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: {
      type: 'window';
      includeUncontrolled: boolean;
    }): Promise<readonly { readonly url: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(
    type: 'install' | 'activate',
    listener: (event: Extendable) => void,
  ): void;
  addEventListener(
    type: 'fetch',
    listener: (event: FetchRequest) => void,
  ): void;
  addEventListener(
    type: 'message',
    listener: (event: ClientMessage) => void,
  ): void;
}

/**
 * What the page asks of its service worker, and what it is told: every file of
 * the version is here. Types alone: the worker is one file and shares none.
 */
export type PageRequest = 'fill' | 'activate';
export type WorkerReply = 'filled';
