import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Engine, FreeReport, Progress } from '../../../engine/api';
import { RidgepointError, type ErrorCode } from '../../../errors';
import type { FreeDraft } from '../../../state/draft';
import { TimingEvent } from '../../bench/events';
import { callOf } from './call';

export interface FreeError {
  readonly code: ErrorCode | 'unknown';
  readonly message: string;
}

/** `draft` is what was run: a view of another one says that it is stale. */
export type FreeState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly draft: FreeDraft;
      readonly progress: Progress;
    }
  | {
      readonly kind: 'done';
      readonly draft: FreeDraft;
      readonly report: FreeReport;
    }
  | {
      readonly kind: 'failed';
      readonly draft: FreeDraft;
      readonly error: FreeError;
    }
  | { readonly kind: 'cancelled'; readonly draft: FreeDraft };

/** Runs one program at a time; what goes wrong is a state, nothing is thrown. */
export class FreeRunner implements ReactiveController {
  state: FreeState = { kind: 'idle' };

  readonly #host: ReactiveControllerHost & EventTarget;
  #abort: AbortController | null = null;

  constructor(host: ReactiveControllerHost & EventTarget) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /** A run that is still going is cancelled. Never rejects. */
  async run(engine: Engine, draft: FreeDraft): Promise<void> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    const progress = { done: 0, label: 'starting' };
    this.#tell({ kind: 'running', draft, progress });
    this.#host.dispatchEvent(new TimingEvent(true));
    const end = await this.#end(engine, draft, abort);
    // A newer run has the state, and its timing goes on.
    if (this.#abort !== abort) return;
    this.#abort = null;
    this.#tell(end);
    this.#host.dispatchEvent(new TimingEvent(false));
  }

  async #end(
    engine: Engine,
    draft: FreeDraft,
    abort: AbortController,
  ): Promise<FreeState> {
    const { signal } = abort;
    try {
      const report = await engine.free({
        ...callOf(draft),
        signal,
        onProgress: (progress) => {
          if (this.#abort === abort && !signal.aborted)
            this.#tell({ kind: 'running', draft, progress });
        },
      });
      return signal.aborted
        ? { kind: 'cancelled', draft }
        : { kind: 'done', draft, report };
    } catch (error) {
      const { code, message } = errorOf(error);
      return signal.aborted || code === 'cancelled'
        ? { kind: 'cancelled', draft }
        : { kind: 'failed', draft, error: { code, message } };
    }
  }

  #tell(state: FreeState) {
    this.state = state;
    this.#host.requestUpdate();
  }
}

const errorOf = (error: unknown): FreeError =>
  error instanceof RidgepointError
    ? { code: error.code, message: error.message }
    : {
        code: 'unknown',
        message: error instanceof Error ? error.message : String(error),
      };
