import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Diagnostic, DeviceReport, Engine } from '../../../engine/api';
import type { FreeDraft } from '../../../state/draft';
import { shared } from '../../shared.styles';
import { CompileController } from '../editor/compile-controller';
import '../editor/wgsl-editor';
import type { WgslEditor } from '../editor/wgsl-editor';
import { disagreements } from './bindings';
import './buffers-form';
import { runsAlike, sameDraft } from './call';
import './dispatch-form';
import type { FreeChangeEvent, GoToLineEvent } from './events';
import { examples } from './examples';
import { freeModeStyles } from './free-mode.styles';
import { FreeRunner } from './free-runner';
import './result-card';

/** A program on buffers of one's own: written, run and looked at. */
@customElement('rp-free-mode')
export class FreeMode extends LitElement {
  static override styles = [shared, freeModeStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  /** null: nothing is kept, and the first example is offered. */
  @property({ attribute: false }) draft: FreeDraft | null = null;
  @property({ type: Boolean, reflect: true }) override hidden = false;
  /** What an example has taken the place of, until something is typed. */
  @state() replaced: FreeDraft | null = null;
  @query('rp-wgsl-editor') editor!: WgslEditor;
  readonly #runner = new FreeRunner(this);
  readonly #compiler = new CompileController(this);

  get #current(): FreeDraft {
    return this.draft ?? examples[0].draft;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    // What is hidden leaves the device to what is in view.
    if (changed.has('hidden') && this.hidden) this.#runner.cancel();
    if (changed.has('draft') || changed.has('engine'))
      this.#compiler.follow(
        this.engine,
        this.#current.code,
        this.#compiler.report === null,
      );
  }

  #set(draft: FreeDraft, replaced: FreeDraft | null = null) {
    this.draft = draft;
    this.replaced = replaced;
    this.dispatchEvent(new CustomEvent('rp-draft-change', { detail: draft }));
  }

  #change({ change }: FreeChangeEvent) {
    this.#set({ ...this.#current, ...change });
  }

  #choose(event: Event) {
    const { value } = event.target as HTMLSelectElement;
    const example = examples.find(({ id }) => id === value);
    if (!example) return;
    const before = this.#current;
    // What is an example as it stands can be had again.
    const isOwn = !examples.some(({ draft }) => sameDraft(draft, before));
    this.#set(example.draft, isOwn ? before : this.replaced);
  }

  #run = () => {
    if (this.engine) void this.#runner.run(this.engine, this.#current);
  };

  /** Control or command with Enter, from anywhere in it. */
  #key(event: KeyboardEvent) {
    const both = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    // The editor has its own.
    if (!both || event.defaultPrevented) return;
    event.preventDefault();
    this.#run();
  }

  #diagnostics(): readonly Diagnostic[] {
    const { code, buffers } = this.#current;
    return [
      ...(this.#compiler.report?.diagnostics ?? []),
      ...disagreements(code, buffers),
    ];
  }

  override render() {
    const draft = this.#current;
    const { state } = this.#runner;
    const running = state.kind === 'running';
    const diagnostics = this.#diagnostics();
    const ready = !!this.engine && this.device?.gpu === true && !running;
    const stale =
      state.kind !== 'idle' &&
      state.draft !== draft &&
      !runsAlike(state.draft, draft);
    return html`
      <div
        @rp-free-change=${this.#change}
        @rp-free-run=${this.#run}
        @rp-free-cancel=${() => this.#runner.cancel()}
        @rp-free-line=${({ line }: GoToLineEvent) => this.editor.goTo(line)}
        @keydown=${this.#key}
      >
        ${this.#start(draft)}
        <div class="columns">
          <div class="main">
            <section class="card" aria-labelledby="text">
              <div class="head">
                <h2 id="text">Program</h2>
                ${this.#verdict(diagnostics)}
                <button
                  class="primary"
                  title=${
                    this.device?.gpu === false
                      ? this.device.reason
                      : 'Control or command with Enter'
                  }
                  ?disabled=${!ready}
                  @click=${this.#run}
                >
                  Run
                </button>
              </div>
              <rp-wgsl-editor
                label="Program, in WGSL"
                .text=${draft.code}
                .diagnostics=${diagnostics}
                @rp-text=${({ detail }: CustomEvent<string>) =>
                  this.#set({ ...this.#current, code: detail })}
                @rp-run=${this.#run}
              ></rp-wgsl-editor>
            </section>
            <rp-free-result
              .state=${state}
              .draft=${draft}
              ?stale=${stale}
              ?ready=${ready}
              ?software=${this.device?.software}
            ></rp-free-result>
          </div>
          <div class="side">
            <rp-free-buffers
              .buffers=${draft.buffers}
              .shown=${draft.shown}
              .code=${draft.code}
            ></rp-free-buffers>
            <rp-free-dispatch
              .draft=${draft}
              .entries=${this.#compiler.report?.entryPoints ?? []}
            ></rp-free-dispatch>
          </div>
        </div>
      </div>
    `;
  }

  #start(draft: FreeDraft) {
    const chosen = examples.find((one) => sameDraft(one.draft, draft));
    const { replaced } = this;
    return html`
      <div class="start">
        <label>
          Begin with
          <select @change=${this.#choose}>
            ${
              chosen
                ? nothing
                : html`<option value="" selected>your own program</option>`
            }
            ${examples.map(
              ({ id, title }) =>
                html`<option value=${id} .selected=${id === chosen?.id}>
                  ${title}
                </option>`,
            )}
          </select>
        </label>
        <p class="muted">
          ${chosen?.idea ?? 'Edit the text and the form; nothing runs before you press Run.'}
        </p>
        ${
          replaced
            ? html`<button @click=${() => this.#set(replaced)}>
                Back to your own program
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #verdict(diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter(({ type }) => type === 'error').length;
    const { report } = this.#compiler;
    if (errors > 0)
      return html`<p class="bad-text" role="status">
        ${errors === 1 ? '1 error' : `${errors} errors`}
      </p>`;
    return html`<p class=${report?.ok ? 'ok' : 'muted'} role="status">
      ${report ? (report.missing ?? 'Compiles') : ''}
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-free-mode': FreeMode;
  }
}
