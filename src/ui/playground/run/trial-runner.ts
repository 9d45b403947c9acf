import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Engine, KernelSources, TrialCall } from '../../../engine/api';
import { RidgepointError } from '../../../errors';
import type { KernelDraft } from '../../../state/draft';
import { TimingEvent } from '../../bench/events';
import { lineChange, sumOfChanges, type LineChange } from './lines';
import type {
  DoneTrial,
  FailedTrial,
  TrialEntry,
  TrialError,
  TrialState,
} from './trial-state';

/** What a trial may take beyond the engine's own defaults. */
export type Effort = Pick<TrialCall, 'budgetMs' | 'timeLimitMs' | 'against'>;

/** Older runs are let go: each holds its texts. */
const mostEntries = 50;

/**
 * Runs one draft at a time against its original. Nothing is thrown to the
 * page: what went wrong is a state, and the page's text is never touched.
 */
export class TrialRunner implements ReactiveController {
  state: TrialState = { kind: 'idle' };
  /** The runs of this visit that ended by themselves, the newest first. */
  history: readonly TrialEntry[] = [];

  readonly #host: ReactiveControllerHost & EventTarget;
  #abort: AbortController | null = null;
  #runs = 0;

  constructor(host: ReactiveControllerHost & EventTarget) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  /** A run that is still going is cancelled. Never rejects. */
  async run(
    engine: Engine,
    draft: KernelDraft,
    effort: Effort = {},
  ): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#tell({
      ...{ kind: 'running', draft },
      progress: { done: 0, label: 'starting' },
    });
    this.#host.dispatchEvent(new TimingEvent(true));
    const end = await this.#end(engine, draft, effort, abort);
    // A newer run has the state, and its timing goes on.
    if (this.#abort !== abort) return;
    this.#abort = null;
    this.#tell(end.state);
    if (end.state.kind !== 'cancelled') this.#keep(end.state, end.change);
    this.#host.dispatchEvent(new TimingEvent(false));
  }

  cancel(): void {
    this.#abort?.abort();
  }

  async #end(
    engine: Engine,
    draft: KernelDraft,
    effort: Effort,
    abort: AbortController,
  ): Promise<{
    state: DoneTrial | FailedTrial | { kind: 'cancelled'; draft: KernelDraft };
    change: LineChange | null;
  }> {
    const { signal } = abort;
    let change: LineChange | null = null;
    try {
      const call = callOf(draft);
      change = changeOf(draft, await engine.sources(draft.op, call));
      signal.throwIfAborted();
      const report = await engine.trial(draft.op, {
        ...call,
        ...effort,
        sources: { ...draft.sources },
        workgroups: Object.fromEntries(
          Object.entries(draft.workgroups).map(([file, extents]) => [
            file,
            [...extents],
          ]),
        ),
        seed: draft.seed,
        signal,
        onProgress: (progress) => {
          if (this.#abort === abort && !signal.aborted)
            this.#tell({ kind: 'running', draft, progress });
        },
      });
      // It may have come to its end in the moment it was stopped.
      return signal.aborted
        ? { state: { kind: 'cancelled', draft }, change }
        : { state: { kind: 'done', draft, report }, change };
    } catch (error) {
      const cancelled =
        signal.aborted ||
        (error instanceof RidgepointError && error.code === 'cancelled');
      return {
        state: cancelled
          ? { kind: 'cancelled', draft }
          : { kind: 'failed', draft, error: errorOf(error) },
        change,
      };
    }
  }

  #keep(end: DoneTrial | FailedTrial, change: LineChange | null) {
    const at = new Date().toISOString();
    const entry: TrialEntry = { id: ++this.#runs, at, end, change };
    this.history = [entry, ...this.history].slice(0, mostEntries);
    this.#host.requestUpdate();
  }

  #tell(state: TrialState) {
    this.state = state;
    this.#host.requestUpdate();
  }
}

const callOf = ({ shapes, options, kernel, constants }: KernelDraft) => ({
  shapes: Object.fromEntries(
    Object.entries(shapes).map(([role, shape]) => [role, [...shape]]),
  ),
  options: { ...options },
  kernel,
  // Empty would be a plan without constants, not the kernel's guess.
  ...(Object.keys(constants).length > 0 && { constants: { ...constants } }),
});

const changeOf = (
  { sources }: KernelDraft,
  { passes }: KernelSources,
): LineChange =>
  sumOfChanges(
    Object.entries(sources).map(([name, text]) => {
      const pass =
        passes.find(({ file }) => file === name) ?? passes[Number(name)];
      return lineChange(pass?.code ?? '', text);
    }),
  );

const errorOf = (error: unknown): TrialError =>
  error instanceof RidgepointError
    ? { code: error.code, message: error.message }
    : {
        code: 'unknown',
        message: error instanceof Error ? error.message : String(error),
      };
