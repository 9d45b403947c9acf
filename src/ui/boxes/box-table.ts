import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { formatCount } from '../units';
import { BoxSelectEvent } from './events';
import { fateOf } from './fate';
import { brief } from './fate-text';
import type { Outcome } from './outcome';
import { boxAt, byScore } from './scene';

const mostRows = 100;

/** The canvas in words: the best-scored boxes and what became of each. */
@customElement('rp-box-table')
export class BoxTable extends LitElement {
  static override styles = [
    shared,
    css`
      .scroll {
        max-height: 340px;
        margin-top: 8px;
        overflow: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 13px;
        white-space: nowrap;
      }
      th,
      td {
        padding: 5px 10px;
        border-bottom: 1px solid var(--line);
        text-align: right;
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--card);
        font-weight: 400;
        color: var(--text-3);
      }
      th:first-child,
      td:last-child,
      thead th:last-child {
        text-align: left;
      }
      tbody th {
        font-weight: 400;
      }
      tr[aria-current] {
        background: var(--gpu-soft);
      }
      button {
        min-height: 28px;
        padding: 0 8px;
        font-family: var(--mono);
      }
      .out {
        color: var(--text-3);
      }
      @media (max-width: 820px) {
        button {
          min-height: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) outcome: Outcome | null = null;
  @property({ type: Number }) selected = -1;

  override render() {
    const { outcome } = this;
    if (!outcome || outcome.scene.count === 0) return nothing;
    const { count } = outcome.scene;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">By score</h2>
      ${
        count > mostRows
          ? html`<small>the first ${mostRows} of ${formatCount(count)}</small>`
          : nothing
      }
      <div class="scroll" tabindex="0" role="group" aria-label="Table of boxes">
        <table>
          <thead>
            <tr>
              <th scope="col">Box</th>
              <th scope="col">Score</th>
              ${outcome.decayed ? html`<th scope="col">Decayed</th>` : nothing}
              <th scope="col">Class</th>
              <th scope="col">x1, y1 – x2, y2</th>
              <th scope="col">Fate</th>
            </tr>
          </thead>
          <tbody>
            ${[...byScore(outcome.scene).subarray(0, mostRows)].map((index) =>
              this.#row(outcome, index),
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #row(outcome: Outcome, index: number) {
    const { x1, y1, x2, y2, score, classId } = boxAt(outcome.scene, index);
    const fate = fateOf(outcome, index);
    const chosen = index === this.selected;
    const left =
      fate.kind === 'faded'
        ? fate.to
        : fate.kind === 'kept' && outcome.decayed
          ? outcome.decayed[index]
          : null;
    return html`<tr aria-current=${chosen ? 'true' : nothing}>
      <th scope="row">
        <button
          aria-label="Select box ${index}"
          @click=${() => this.dispatchEvent(new BoxSelectEvent(index))}
        >
          ${index}
        </button>
      </th>
      <td class="number">${score.toFixed(3)}</td>
      ${
        outcome.decayed
          ? html`<td class="number">
              ${left === null ? '–' : left.toFixed(3)}
            </td>`
          : nothing
      }
      <td class="number">${classId}</td>
      <td class="number">
        ${Math.round(x1)}, ${Math.round(y1)} – ${Math.round(x2)},
        ${Math.round(y2)}
      </td>
      <td class=${fate.kind === 'kept' ? '' : 'out'}>${brief(fate)}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-table': BoxTable;
  }
}
