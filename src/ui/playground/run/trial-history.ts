import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { roofFor, roofsOf } from '../../../roofline/ceiling-roofs';
import { noCeilings, type CeilingsView } from '../../roofline/ceilings-view';
import { tableStyles } from '../../roofline/table.styles';
import { shared } from '../../shared.styles';
import { draftEvent } from './events';
import { historyRow } from './history-rows';
import type { TrialEntry } from './trial-state';

const columns = [
  ['Run', ''],
  ['kernel', 'text'],
  ['lines', 'text'],
  ['outcome', 'text'],
  ['against the original', ''],
  ['of the roof', ''],
] as const;

/** The runs of this visit; each gives its text back. */
@customElement('rp-trial-history')
export class TrialHistory extends LitElement {
  static override styles = [
    shared,
    tableStyles,
    css`
      tbody th,
      tbody td {
        height: 44px;
      }
      td.number {
        font-family: var(--mono);
      }
      .ok {
        color: var(--ok-text);
      }
      button {
        min-height: 32px;
        font-family: system-ui, sans-serif;
      }
      @media (max-width: 820px) {
        button {
          min-height: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) entries: readonly TrialEntry[] = [];
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;

  override render() {
    return html`
      <div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label="Table of the runs"
      >
        <table>
          <thead>
            <tr>
              ${columns.map(
                ([name, kind]) =>
                  html`<th scope="col" class=${kind}>${name}</th>`,
              )}
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${this.entries.map((entry) => this.#row(entry))}
          </tbody>
        </table>
      </div>
    `;
  }

  #row(entry: TrialEntry) {
    const { ceilings } = this.roofs;
    const roof = ceilings && roofFor(roofsOf(ceilings), 'webgpu');
    const row = historyRow(entry, roof);
    return html`<tr>
      <th scope="row">${row.id} <small>${row.time}</small></th>
      <td class="text">${row.kernel}</td>
      <td class="text number">${row.change}</td>
      <td class="text">
        <span class=${row.isRight ? 'ok' : 'bad'}>
          ${row.isRight ? '✓' : '✗'} ${row.outcome}
        </span>
      </td>
      <td>${row.ratio}</td>
      <td>${row.share}</td>
      <td>
        <button
          aria-label="Load this text, of run ${row.id}"
          @click=${() => this.dispatchEvent(draftEvent(entry.end.draft))}
        >
          Load this text
        </button>
      </td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-trial-history': TrialHistory;
  }
}
