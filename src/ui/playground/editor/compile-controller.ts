import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CompileReport, Engine } from '../../../engine/api';

/** Long enough that a word is typed, short enough to be felt as at once. */
const pauseMs = 300;

/** Compiles a text once its author pauses; the newest text counts. */
export class CompileController implements ReactiveController {
  /** Of the text that stands; null until it is known. */
  report: CompileReport | null = null;
  readonly #host: ReactiveControllerHost;
  #text: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
    this.#text = null;
  }

  /** `other`: another text was opened, whose marks are not those of the last. */
  follow(engine: Engine | null, text: string | null, other: boolean): void {
    if (!engine || text === this.#text) return;
    this.#text = text;
    clearTimeout(this.#timer);
    if (other) this.report = null;
    if (text === null) return;
    this.#timer = setTimeout(
      () => void this.#compile(engine, text),
      other ? 0 : pauseMs,
    );
  }

  async #compile(engine: Engine, text: string) {
    let report: CompileReport | null = null;
    try {
      report = await engine.compile(text);
    } catch {
      // A lost device or worker: Run will say so; the text is not at fault.
    }
    if (this.#text !== text) return;
    this.report = report;
    this.#host.requestUpdate();
  }
}
