import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Diagnostic, Engine, KernelSources } from '../../../engine/api';
import type { KernelDraft } from '../../../state/draft';
import {
  isEdited,
  passKey,
  textOf,
  withText,
  withoutEdits,
} from '../../../state/draft-edits';
import { RunEvent } from '../../bench/events';
import { shared } from '../../shared.styles';
import { CompileController } from '../editor/compile-controller';
import '../editor/wgsl-editor';
import type { WgslEditor } from '../editor/wgsl-editor';
import { fromScratch } from '../free/skeleton';
import { textCardStyles } from './text-card.styles';
import './workgroup-field';

/**
 * The texts of a draft under edit. Fires `rp-draft-change` (detail: the new
 * draft), `rp-pass` (detail: the index of the pass shown) and `rp-run`.
 */
@customElement('rp-text-card')
export class TextCard extends LitElement {
  static override styles = [shared, textCardStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) draft!: KernelDraft;
  @property({ attribute: false }) sources!: KernelSources;
  /** What the constants in the text make of the plan; null: not known yet. */
  @property({ attribute: false }) planned: KernelSources | null = null;
  @property({ type: Number }) pass = 0;
  @property({ type: Boolean }) running = false;
  /** There is nothing to run it on. */
  @property({ type: Boolean }) idle = false;
  /** The shipped text is the answer: no way leads to it from here. */
  @property({ type: Boolean }) exercise = false;
  @state() diff = false;
  @query('rp-wgsl-editor') private editor!: WgslEditor;
  #compile = new CompileController(this);
  #compiled = '';

  protected override willUpdate() {
    const { sources, draft, pass } = this;
    const opened = `${sources.op}/${sources.kernel}/${pass}`;
    const text = textOf(draft, sources, pass);
    this.#compile.follow(this.engine, text, opened !== this.#compiled);
    this.#compiled = opened;
  }

  /** By the pass's file or its index; line from 1. */
  async goTo(file: string, line: number) {
    const { passes } = this.sources;
    const index = passes.findIndex((pass, at) =>
      [pass.file, String(at)].includes(file),
    );
    if (index >= 0 && index !== this.pass) this.#show(index);
    await this.updateComplete;
    await this.editor.updateComplete;
    this.editor.goTo(line);
  }

  #show(index: number) {
    this.dispatchEvent(new CustomEvent('rp-pass', { detail: index }));
    this.pass = index;
  }

  #tell(draft: KernelDraft) {
    this.dispatchEvent(new CustomEvent('rp-draft-change', { detail: draft }));
  }

  #resetAll = () => this.#tell({ ...this.draft, sources: {}, workgroups: {} });

  override render() {
    const { sources, draft, pass } = this;
    const { file, code } = sources.passes[pass];
    return html`<section class="card" aria-label="The kernel's text">
      <header>
        ${this.#tabs()} ${this.#verdict()}
        ${
          this.running
            ? html`<button
                class="run"
                @click=${() =>
                  this.dispatchEvent(
                    new Event('rp-cancel', { bubbles: true, composed: true }),
                  )}
              >
                Cancel
              </button>`
            : html`<button
                class="primary run"
                title="Control or command with Enter"
                ?disabled=${this.idle}
                @click=${() => this.dispatchEvent(new RunEvent())}
              >
                Run
              </button>`
        }
        ${this.exercise ? nothing : this.#tools()}
      </header>
      ${keyed(
        // Two texts share no steps to undo.
        this.#compiled,
        html`<rp-wgsl-editor
          label=${`Text of ${file}`}
          .text=${textOf(draft, sources, pass)}
          .original=${code}
          .diagnostics=${this.#diagnostics()}
          ?diff=${this.diff && !this.exercise}
          @rp-text=${({ detail }: CustomEvent<string>) =>
            this.#tell(withText(draft, sources, pass, detail))}
          @rp-run=${() => this.dispatchEvent(new RunEvent())}
        ></rp-wgsl-editor>`,
      )}
      <rp-workgroup-field
        .draft=${draft}
        .sources=${sources}
        .planned=${this.planned}
        .pass=${pass}
      ></rp-workgroup-field>
    </section>`;
  }

  #tabs() {
    const { sources, draft, pass } = this;
    if (sources.passes.length === 1)
      return html`<h2>
        <code>shaders/${sources.passes[0].file}</code
        >${isEdited(draft) ? ' · edited' : ''}
      </h2>`;
    const keys = sources.passes.map((_, index) => passKey(sources, index));
    return html`<div class="tabs" role="group" aria-label="Passes">
      ${sources.passes.map(({ file, once }, index) => {
        const key = keys[index];
        // Passes of one text are edited as one.
        if (keys.indexOf(key) < index) return nothing;
        const times = keys.filter((other) => other === key).length;
        return html`<button
          aria-pressed=${key === keys[pass]}
          title=${once ? 'Runs once, when it is prepared' : nothing}
          @click=${() => this.#show(index)}
        >
          ${index + 1} <code>${file.replace(/^.*\//, '')}</code>${
            times > 1 ? html` <small>×${times}</small>` : nothing
          }${key in draft.sources ? ' · edited' : ''}
        </button>`;
      })}
    </div>`;
  }

  #verdict() {
    const { report } = this.#compile;
    const errors = this.#diagnostics().filter(({ type }) => type === 'error');
    const said =
      errors.length > 0
        ? errors.length === 1
          ? '1 error'
          : `${errors.length} errors`
        : (report?.missing ?? (report ? 'Compiles' : ''));
    const tone = errors.length > 0 ? 'bad' : report?.ok ? 'ok' : 'muted';
    return html`<p class="verdict ${tone}" role="status">${said}</p>`;
  }

  #tools() {
    const { draft, sources } = this;
    return html`<div class="tools">
      <button
        aria-pressed=${this.diff}
        @click=${() => (this.diff = !this.diff)}
      >
        Show changes
      </button>
      <button
        title="Bindings and parameters, and an empty body to fill in"
        @click=${() => this.#tell(fromScratch(draft, sources))}
      >
        From scratch
      </button>
      ${this.#resets()}
    </div>`;
  }

  #resets() {
    const { draft, sources, pass } = this;
    const key = passKey(sources, pass);
    if (!isEdited(draft)) return nothing;
    const here = key in draft.sources || key in draft.workgroups;
    return html`
      ${
        here && sources.passes.length > 1
          ? html`<button
              @click=${() => this.#tell(withoutEdits(draft, sources, pass))}
            >
              Reset this pass
            </button>`
          : nothing
      }
      <button @click=${this.#resetAll}>Reset</button>
      <button
        title="Keeps this text under a name; go on with it or another"
        @click=${() =>
          this.dispatchEvent(new CustomEvent('rp-fork', { detail: draft }))}
      >
        Fork
      </button>
    `;
  }

  #diagnostics(): readonly Diagnostic[] {
    return this.#compile.report?.diagnostics ?? [];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-text-card': TextCard;
  }
}
