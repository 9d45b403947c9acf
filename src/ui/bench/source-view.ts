import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { tokenize } from './wgsl-tokens';

export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** Program text with line numbers, as it was compiled. */
@customElement('rp-source-view')
export class SourceView extends LitElement {
  static override styles = [
    shared,
    css`
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 10px;
        margin-bottom: 6px;
      }
      header code {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      header a {
        flex: none;
        font-size: 13px;
      }
      pre {
        max-height: 420px;
        margin: 0 0 10px;
        padding: 4px 0;
        overflow: auto;
        font: 12px/1.6 var(--mono);
        tab-size: 2;
      }
      pre:focus-visible {
        outline-offset: -2px;
      }
      .line {
        display: grid;
        grid-template-columns: 34px minmax(0, 1fr);
        gap: 14px;
        min-width: max-content;
      }
      .line::before {
        content: attr(data-line);
        text-align: right;
        color: var(--text-3);
        user-select: none;
      }
      .comment {
        color: var(--text-3);
      }
      .keyword,
      .attribute {
        color: var(--gpu-text);
      }
      .type,
      .number {
        color: var(--wasm-text);
      }
      .plain {
        color: var(--text);
      }
    `,
  ];

  @property({ attribute: false }) files: readonly SourceFile[] = [];
  /** Where the text can be changed; '' where it cannot. */
  @property() edit = '';
  @state() copied = '';

  async #copy({ file, text }: SourceFile) {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = file;
    } catch {
      // A page without clipboard permission: the text can still be selected.
      this.copied = '';
    }
  }

  override render() {
    return this.files.map(
      (source) => html`
        <header>
          <code>${source.file}</code>
          ${
            this.edit
              ? html`<a href=${this.edit}>Edit this kernel</a>`
              : nothing
          }
          <button @click=${() => this.#copy(source)}>
            ${this.copied === source.file ? 'Copied' : 'Copy'}
          </button>
        </header>
        <pre tabindex="0" aria-label=${source.file}>${lines(source.text)}</pre>
      `,
    );
  }
}

const lines = (text: string) =>
  text
    .split('\n')
    .map(
      (line, index) =>
        html`<span class="line" data-line=${index + 1}
          ><code
            >${tokenize(line).map(({ kind, text }) =>
              kind === 'plain'
                ? text
                : html`<span class=${kind}>${text}</span>`,
            )}${line === '' ? ' ' : nothing}</code
          ></span
        >`,
    );

declare global {
  interface HTMLElementTagNameMap {
    'rp-source-view': SourceView;
  }
}
