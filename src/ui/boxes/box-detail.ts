import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { BoxSelectEvent, SceneEvent } from './events';
import { fateText } from './fate-text';
import { mostClasses } from './box-text';
import { fateOf, rivalOf } from './fate';
import type { Outcome } from './outcome';
import { boxAt, changed, clamp, type Box, type Scene } from './scene';

/** The selected box: its numbers, to be changed, and what became of it. */
@customElement('rp-box-detail')
export class BoxDetail extends LitElement {
  static override styles = [
    shared,
    css`
      .card {
        display: grid;
        gap: 10px;
      }
      .row {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 2px 10px;
        font-size: 13px;
        color: var(--text-2);
      }
      input[type='number'] {
        width: 92px;
        text-align: right;
      }
      input[type='range'] {
        grid-column: 1 / -1;
        width: 100%;
        min-width: 0;
        min-height: 24px;
        margin: 0;
        padding: 0;
        accent-color: var(--gpu-text);
      }
      output,
      .corners {
        color: var(--text);
      }
      .fate {
        padding: 8px 10px;
        border-left: 3px solid var(--gpu);
        border-radius: 0 8px 8px 0;
        background: var(--inset);
        font-size: 13px;
      }
      .fate.out {
        border-color: var(--text-3);
      }
      @media (max-width: 820px) {
        input[type='range'] {
          min-height: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) scene!: Scene;
  @property({ attribute: false }) outcome: Outcome | null = null;
  @property({ type: Number }) selected = -1;

  override render() {
    const { scene, selected } = this;
    const known = selected >= 0 && selected < scene.count;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${known ? `Box ${selected}` : 'Selected box'}</h2>
      ${
        known
          ? this.#fields(boxAt(scene, selected))
          : html`<p class="small">
              None. Click a box, or press Page Down on the canvas, to give it a
              score and a class and to see what suppressed it.
            </p>`
      }
    </section>`;
  }

  #fields(box: Box) {
    const { outcome, scene, selected } = this;
    const current = outcome?.scene === scene ? outcome : null;
    const fate = current && fateOf(current, selected);
    const rival = rivalOf(fate);
    return html`
      <div class="row">
        <label for="score">Score</label>
        <output class="number" for="score">${box.score.toFixed(3)}</output>
        <input
          id="score"
          type="range"
          min="0"
          max="1"
          step="0.005"
          .value=${String(box.score)}
          @input=${(event: Event) => this.#tell({ score: valueOf(event) }, true)}
          @change=${(event: Event) => this.#tell({ score: valueOf(event) })}
        />
      </div>
      <div class="row">
        <label for="class">Class</label>
        <input
          id="class"
          type="number"
          min="0"
          max=${mostClasses - 1}
          .value=${String(box.classId)}
          @change=${(event: Event) =>
            this.#tell({
              classId: clamp(
                Math.round(valueOf(event) || 0),
                0,
                mostClasses - 1,
              ),
            })}
        />
      </div>
      <p class="row">
        <span>x1, y1, x2, y2</span>
        <span class="number corners"
          >${[box.x1, box.y1, box.x2, box.y2].map((each) => Math.round(each)).join(', ')}</span
        >
      </p>
      <p class="fate ${fate?.kind === 'kept' ? '' : 'out'}" aria-live="polite">
        ${current ? fateText(current, selected) : '…'}
      </p>
      ${
        rival
          ? html`<button
              @click=${() => this.dispatchEvent(new BoxSelectEvent(rival.by))}
            >
              Select box ${rival.by}
            </button>`
          : nothing
      }
    `;
  }

  #tell(change: Partial<Box>, live = false) {
    const { scene, selected } = this;
    this.dispatchEvent(
      new SceneEvent(changed(scene, selected, change), selected, live),
    );
  }
}

const valueOf = (event: Event) =>
  Number((event.target as HTMLInputElement).value);

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-detail': BoxDetail;
  }
}
