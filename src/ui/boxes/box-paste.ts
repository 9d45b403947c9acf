import { LitElement, css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { parseBoxes, textExample } from './box-text';
import { SceneEvent } from './events';
import { sceneOf } from './scene';

/** Boxes from a detector, as text: checked before they stand on the canvas. */
@customElement('rp-box-paste')
export class BoxPaste extends LitElement {
  static override styles = [
    shared,
    css`
      summary {
        min-height: 32px;
        padding: 5px 0;
        font-size: 13px;
        color: var(--text-2);
        cursor: pointer;
      }
      textarea {
        width: 100%;
        min-height: 92px;
        margin: 6px 0;
        padding: 8px;
        border: 1px solid transparent;
        border-radius: var(--radius-control);
        background: var(--inset);
        font: 12px/1.5 var(--mono);
        color: var(--text);
        resize: vertical;
      }
      textarea[aria-invalid='true'] {
        border-color: var(--bad);
      }
      button {
        width: 100%;
      }
      .notice {
        margin: 8px 0 0;
        font-size: 13px;
      }
      @media (max-width: 820px) {
        summary {
          min-height: 40px;
          padding: 9px 0;
        }
      }
    `,
  ];

  @state() problem = '';
  @query('textarea') text!: HTMLTextAreaElement;

  #take() {
    try {
      const boxes = parseBoxes(this.text.value);
      this.problem = '';
      this.dispatchEvent(new SceneEvent(sceneOf(boxes), -1));
    } catch (error) {
      this.problem = (error as Error).message;
    }
  }

  override render() {
    const { problem } = this;
    return html`<details>
      <summary>Paste your own</summary>
      <label class="small" for="text"
        >JSON: [x1, y1, x2, y2, score, class] of each, on a canvas of 1280 ×
        800</label
      >
      <textarea
        id="text"
        spellcheck="false"
        placeholder=${textExample}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? 'problem' : nothing}
      ></textarea>
      <button @click=${this.#take}>Use these boxes</button>
      ${
        problem
          ? html`<p id="problem" class="notice bad" role="alert">${problem}</p>`
          : nothing
      }
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-paste': BoxPaste;
  }
}
