import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { peers } from '../../peers/catalog';
import { runPeers, type PeersEvent } from '../../peers/bench';
import { words } from '../../peers/realm';
import type { Participant, PeersRun, Row } from '../../peers/results';
import type { PeersSelection } from './selection';
import { frameUrl } from './site';

/** What stands so far, of a run that may still be going on. */
export interface LiveRun {
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly rows: readonly Row[];
  readonly participants: readonly Participant[];
  readonly skipped: PeersRun['skipped'];
  readonly problem: string;
}

/** A sample of each peer a round; a visitor waits. */
const rounds = 7;

const begun: LiveRun = {
  ...{ state: 'running', rows: [], participants: [], skipped: [] },
  problem: '',
};

/** Runs the comparison in this browser and keeps what it yields. */
export class PeersRunner implements ReactiveController {
  live: LiveRun | null = null;
  progress = { done: 0, label: '' };
  readonly #host: ReactiveControllerHost;
  #abort: AbortController | null = null;
  #ended: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  cancel() {
    this.#abort?.abort();
  }

  /** Ends the run before it, if there is one. */
  async run(selection: PeersSelection): Promise<void> {
    this.cancel();
    const before = this.#ended;
    this.#ended = before.then(() => this.#compare(selection));
    await this.#ended;
  }

  async #compare(selection: PeersSelection) {
    const abort = new AbortController();
    this.#abort = abort;
    this.progress = { done: 0, label: 'starting' };
    this.live = begun;
    this.#host.requestUpdate();
    const request = {
      ...{ frameUrl: frameUrl(), rounds, workloads: selection.workloads },
      peers: peers
        .filter(
          ({ id, bundle }) => bundle === null || selection.peers.includes(id),
        )
        .map(({ id }) => id),
    };
    try {
      const { skipped } = await runPeers(
        request,
        (event) => this.#take(event),
        abort.signal,
      );
      this.#keep({ skipped, state: 'done' });
    } catch (error) {
      this.#keep(
        abort.signal.aborted
          ? { state: 'cancelled' }
          : { state: 'failed', problem: words(error) },
      );
    }
  }

  #take(event: PeersEvent) {
    const { rows, participants } = this.live!;
    if (event.kind === 'step') {
      this.progress = { done: event.done, label: event.label };
      this.#host.requestUpdate();
    } else if (event.kind === 'participant')
      this.#keep({ participants: [...participants, event.participant] });
    else {
      const others = rows.filter(({ id }) => id !== event.row.id);
      this.#keep({ rows: [...others, event.row] });
    }
  }

  #keep(change: Partial<LiveRun>) {
    this.live = { ...(this.live ?? begun), ...change };
    this.#host.requestUpdate();
  }
}
