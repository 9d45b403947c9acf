import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Engine, KernelSources } from '../../../engine/api';
import type { KernelDraft } from '../../../state/draft';

/** The shipped texts of the draft's kernel; the newest question counts. */
export class SourcesController implements ReactiveController {
  sources: KernelSources | null = null;
  /** Why there are none: the kernel does not take this problem, for one. */
  failure = '';
  readonly #host: ReactiveControllerHost;
  #asked = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** Asks only when the answer would be another. */
  follow(engine: Engine | null, draft: KernelDraft | null): void {
    if (!engine || !draft) return;
    const { op, kernel, shapes, options, constants } = draft;
    const asked = JSON.stringify([op, kernel, shapes, options, constants]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    void this.#ask(engine, draft, asked);
  }

  async #ask(engine: Engine, draft: KernelDraft, asked: string) {
    let sources: KernelSources | null = null;
    let failure = '';
    try {
      sources = await engine.sources(draft.op, sourcesCall(draft));
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    if (this.#asked !== asked) return;
    this.sources = sources;
    this.failure = failure;
    this.#host.requestUpdate();
  }
}

const sourcesCall = ({ shapes, options, kernel, constants }: KernelDraft) => ({
  shapes: Object.fromEntries(
    Object.entries(shapes).map(([role, shape]) => [role, [...shape]]),
  ),
  options: { ...options },
  // No name asks for the simplest that takes the problem.
  ...(kernel && { kernel }),
  ...(Object.keys(constants).length > 0 && { constants: { ...constants } }),
});
