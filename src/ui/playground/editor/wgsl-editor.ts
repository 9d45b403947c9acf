import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Diagnostic } from '../../../engine/api';
import { shared } from '../../shared.styles';
import './diagnostic-list';
import type { View } from './view';

/**
 * A text of WGSL under edit. Fires `rp-text` (detail: the text) and `rp-run`
 * for Ctrl or Cmd with Enter.
 */
@customElement('rp-wgsl-editor')
export class WgslEditor extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        min-width: 0;
      }
      .text {
        height: var(--editor-height, 460px);
        border: 1px solid var(--line);
        border-radius: var(--radius-control);
        overflow: hidden;
        resize: vertical;
      }
      pre {
        height: 100%;
        margin: 0;
        padding: 8px 0 8px 48px;
        overflow: auto;
        font: 12.5px/1.6 var(--mono);
      }
      .keys {
        margin-top: 4px;
      }
    `,
  ];

  @property() text = '';
  /** What `diff` compares with. */
  @property() original = '';
  @property({ attribute: false }) diagnostics: readonly Diagnostic[] = [];
  @property({ type: Boolean }) readonly = false;
  @property({ type: Boolean }) diff = false;
  @property() label = 'WGSL';
  @state() failure = '';
  @query('.text') private parent!: HTMLElement;
  #view: View | null = null;
  #opening = false;

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#view?.destroy();
    this.#view = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) void this.#open();
  }

  protected override firstUpdated() {
    void this.#open();
  }

  protected override updated(changed: PropertyValues<this>) {
    const view = this.#view;
    if (!view) return;
    if (changed.has('text')) view.setText(this.text);
    if (changed.has('label')) view.setLabel(this.label);
    if (changed.has('readonly')) view.setReadonly(this.readonly);
    if (changed.has('diff') || changed.has('original'))
      view.setOriginal(this.diff ? this.original : null);
    if (changed.has('diagnostics') || changed.has('text'))
      view.setDiagnostics(this.diagnostics);
  }

  /** Puts the caret there; line and column from 1. */
  goTo(line: number, column = 1): void {
    this.#view?.goTo(line, column);
  }

  async #open() {
    if (this.#opening) return;
    this.#opening = true;
    this.failure = '';
    try {
      const { createView } = await import('./view');
      if (this.isConnected && !this.#view) this.#mount(createView);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.failure = `The editor could not be loaded (${why}).`;
    } finally {
      this.#opening = false;
    }
  }

  #mount(createView: typeof import('./view').createView) {
    const view = createView({
      parent: this.parent,
      root: this.renderRoot as ShadowRoot,
      label: this.label,
      text: this.text,
      onText: (text) => {
        this.text = text;
        this.dispatchEvent(new CustomEvent('rp-text', { detail: text }));
      },
      onRun: () => this.dispatchEvent(new Event('rp-run')),
    });
    this.#view = view;
    view.setReadonly(this.readonly);
    if (this.diff) view.setOriginal(this.original);
    view.setDiagnostics(this.diagnostics);
    this.requestUpdate();
  }

  override render() {
    return html`
      <div class="text">
        ${this.#view ? nothing : html`<pre aria-label=${this.label} tabindex="0">${this.text}</pre>`}
      </div>
      <small class="keys" id="keys">
        ${
          this.failure
            ? html`<span role="alert">${this.failure}</span>
                <button @click=${() => void this.#open()}>Try again</button>`
            : html`Ctrl or ⌘ + Enter runs · Tab leaves the text · Ctrl or ⌘ + F
              finds`
        }
      </small>
      <rp-diagnostic-list
        .diagnostics=${this.diagnostics}
        @rp-go-to-line=${(event: CustomEvent<Diagnostic>) =>
          this.goTo(event.detail.line, event.detail.column)}
      ></rp-diagnostic-list>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-wgsl-editor': WgslEditor;
  }
}
