import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Engine } from '../../engine/api';
import { RidgepointError } from '../../errors';
import { noCeilings, notBegun, type CeilingsView } from './ceilings-view';

/** Measures the roofs: quickly by itself, fully when asked. */
export class CeilingsController implements ReactiveController {
  view: CeilingsView = noCeilings;
  #host: ReactiveControllerHost;
  #abort: AbortController | null = null;
  #isAutomatic = false;
  /** The reader stopped it: it begins again only when asked for. */
  #isDeclined = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.#abort?.abort();
  }

  /** The first look; at once where this device was measured before. */
  async ensure(engine: Engine): Promise<void> {
    const { ceilings, state } = this.view;
    if (ceilings || state !== 'idle' || this.#isDeclined) return;
    this.#isAutomatic = true;
    await this.#measure(engine, { quick: true });
  }

  async measure(engine: Engine): Promise<void> {
    this.#abort?.abort();
    this.#isAutomatic = false;
    await this.#measure(engine, { force: true });
  }

  cancel() {
    this.#isDeclined = true;
    this.#abort?.abort();
  }

  /** What nobody asked for must not keep a run waiting. */
  yield() {
    if (this.#isAutomatic) this.#abort?.abort();
  }

  async #measure(engine: Engine, how: { quick?: boolean; force?: boolean }) {
    const abort = new AbortController();
    this.#abort = abort;
    this.#tell({ state: 'measuring', progress: notBegun, problem: '' });
    try {
      const ceilings = await engine.ceilings({
        ...how,
        signal: abort.signal,
        onProgress: (progress) => {
          if (this.#abort === abort) this.#tell({ progress });
        },
      });
      if (this.#abort === abort) this.#tell({ ceilings, state: 'idle' });
    } catch (error) {
      if (this.#abort !== abort) return;
      const isCancelled =
        abort.signal.aborted ||
        (error instanceof RidgepointError && error.code === 'cancelled');
      this.#tell(
        isCancelled
          ? { state: 'idle' }
          : {
              state: 'failed',
              problem: error instanceof Error ? error.message : String(error),
            },
      );
    }
  }

  #tell(change: Partial<CeilingsView>) {
    this.view = { ...this.view, ...change };
    this.#host.requestUpdate();
  }
}
