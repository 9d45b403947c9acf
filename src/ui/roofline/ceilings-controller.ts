import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Ceilings, Engine, Progress } from '../../engine/api';
import { RidgepointError } from '../../errors';

/** What the elements are told about the ceilings. */
export interface CeilingsView {
  readonly ceilings: Ceilings | null;
  readonly state: 'idle' | 'measuring' | 'failed';
  readonly progress: Progress;
  /** Why the last measurement failed. */
  readonly problem: string;
}

const start: Progress = { done: 0, label: '' };
export const noCeilings: CeilingsView = {
  ceilings: null,
  state: 'idle',
  progress: start,
  problem: '',
};

/** Measures the roofs: quickly by itself, fully when asked. */
export class CeilingsController implements ReactiveController {
  view: CeilingsView = noCeilings;
  #host: ReactiveControllerHost;
  #abort: AbortController | null = null;
  #isAutomatic = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  /** The first look; at once where this device was measured before. */
  async ensure(engine: Engine): Promise<void> {
    if (this.view.ceilings || this.view.state !== 'idle') return;
    this.#isAutomatic = true;
    await this.#measure(engine, { quick: true });
  }

  async measure(engine: Engine): Promise<void> {
    this.cancel();
    this.#isAutomatic = false;
    await this.#measure(engine, { force: true });
  }

  cancel() {
    this.#abort?.abort();
  }

  /** What nobody asked for must not keep a run waiting. */
  yield() {
    if (this.#isAutomatic) this.cancel();
  }

  async #measure(engine: Engine, how: { quick?: boolean; force?: boolean }) {
    const abort = new AbortController();
    this.#abort = abort;
    this.#tell({ state: 'measuring', progress: start, problem: '' });
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
