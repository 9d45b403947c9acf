import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CompileReport, Engine } from '../../../engine/api';

/** Typing goes on: only what rests for a moment is compiled. */
const restMs = 250;

/** What the compiler says to a text, once its author has paused. */
export class CompileController implements ReactiveController {
  /** Of the last text that was compiled. */
  report: CompileReport | null = null;

  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #code: string | null = null;
  #engine: Engine | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
    // Looked at anew when it is shown again.
    this.#code = null;
  }

  /** Nothing is run by this: a compiler makes no pipeline of the text. */
  look(engine: Engine | null, code: string): void {
    if (!engine || (code === this.#code && engine === this.#engine)) return;
    const first = this.#code === null;
    this.#code = code;
    this.#engine = engine;
    clearTimeout(this.#timer);
    const compile = () => void this.#compile(engine, code);
    if (first) compile();
    else this.#timer = setTimeout(compile, restMs);
  }

  async #compile(engine: Engine, code: string) {
    // A lost device is said by the run that lost it.
    const report = await engine.compile(code).catch(() => null);
    if (this.#code !== code) return;
    this.report = report;
    this.#host.requestUpdate();
  }
}
