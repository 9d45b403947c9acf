import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { promiseOf, type NetworkPromise } from './promise';
import type { Subject } from './subject';

/** Builds graphs once each; a page asks for them as often as it renders. */
export class PromiseController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #built = new Map<string, NetworkPromise | Error | null>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** null: being built, the host is asked to update when it is there. */
  of(subject: Subject): NetworkPromise | Error | null {
    const known = this.#built.get(subject.graphKey);
    if (known === undefined) {
      this.#built.set(subject.graphKey, null);
      void this.#build(subject);
      return null;
    }
    return known && !(known instanceof Error) ? { ...known, subject } : known;
  }

  async #build(subject: Subject) {
    const { graphKey } = subject;
    try {
      this.#built.set(graphKey, await promiseOf(subject));
    } catch (error) {
      const problem = error instanceof Error ? error : new Error(String(error));
      this.#built.set(graphKey, problem);
    }
    this.#host.requestUpdate();
  }
}
