import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { duelOf } from '../../peers/compare';
import { leagues, type League } from '../../peers/peer';
import { leagueNames } from '../../peers/report';
import { isTimed, type Row } from '../../peers/results';
import { faceOf } from '../bench/verdict';
import { tableStyles } from '../roofline/table.styles';
import { shared } from '../shared.styles';
import { formatNumber, formatRatio } from '../units';
import { PeersRowEvent } from './events';

/** A bar's full length on either side, as a ratio. */
const mostRatio = 16;
const half = 40;

/** Every layer in every league: faster or slower than the fastest peer. */
@customElement('rp-peers-table')
export class PeersTable extends LitElement {
  static override styles = [
    shared,
    tableStyles,
    css`
      td,
      th[scope='row'] {
        height: auto;
        padding-block: 8px;
        vertical-align: top;
        text-align: left;
      }
      thead th {
        text-align: left;
      }
      td {
        font-family: inherit;
      }
      th button {
        min-height: 24px;
        margin-top: -2px;
        padding: 0;
        border: 0;
        background: none;
        text-align: left;
        text-decoration: underline;
        text-decoration-color: var(--line);
        text-underline-offset: 3px;
      }
      .ratio {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .ratio svg {
        flex: none;
        width: 80px;
        height: 8px;
      }
      .ratio b {
        font-weight: 650;
      }
      .webgpu {
        color: var(--gpu);
      }
      .wasm {
        color: var(--wasm);
      }
      .slower svg {
        color: var(--bad);
      }
      small {
        display: block;
        margin: 2px 0 0 !important;
      }
      @media (max-width: 820px) {
        th:first-child {
          min-width: 116px;
          max-width: 140px;
          white-space: normal;
        }
        th button {
          min-height: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) rows: readonly Row[] = [];
  /** Its bars are shown below. */
  @property() selected = '';

  override render() {
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Every layer against its fastest peer</h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col" class="text">Layer</th>
              ${leagues.map(
                (league) => html`<th scope="col">${leagueNames[league]}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${this.rows.map((row) => this.#row(row))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #row(row: Row) {
    const isSelected = row.id === this.selected;
    return html`<tr ?data-selected=${isSelected}>
      <th scope="row">
        <button
          aria-pressed=${isSelected}
          @click=${() => this.dispatchEvent(new PeersRowEvent(row.id))}
        >
          ${row.id} · ${row.title}
        </button>
      </th>
      ${leagues.map((league) => html`<td>${cell(row, league)}</td>`)}
    </tr>`;
  }
}

function cell(row: Row, league: League) {
  const duel = duelOf(row, league);
  if (!duel) return html`<small>${noDuel(row, league)}</small>`;
  const { ours, fastest, ratio } = duel;
  const { times, word } = faceOf(ratio);
  return html`
    <span class="ratio ${word}">
      ${bar(ratio, league)}
      <span><b class="number">${formatRatio(times)}</b> ${word}</span>
    </span>
    <small>
      ${formatNumber(ours.timed.wall.medianMs)} ms; ${fastest.peer.id}
      ${formatNumber(fastest.timed.wall.medianMs)} ms
    </small>
  `;
}

function noDuel(row: Row, league: League): string {
  const ours =
    row.cells[league === 'webgpu' ? 'ours-webgpu' : oursWasm(league)];
  if (!isTimed(ours)) return ours ? ours.error : '–';
  if (!ours.check.ok) return 'ours is wrong: no comparison';
  return `${formatNumber(ours.wall.medianMs)} ms; no peer's right answer`;
}

const oursWasm = (league: League) =>
  league === 'wasm-1' ? 'ours-wasm-1' : 'ours-wasm';

/** From 1× in the middle, on a logarithmic scale; right is faster. */
function bar(ratio: number, league: League) {
  const share = Math.max(
    -1,
    Math.min(1, Math.log(ratio) / Math.log(mostRatio)),
  );
  const width = Math.max(1, Math.abs(share) * half);
  const x = share < 0 ? half - width : half;
  return html`<svg
    class=${league === 'webgpu' ? 'webgpu' : 'wasm'}
    viewBox="0 0 80 8"
    aria-hidden="true"
  >
    ${svg`<rect class="track" width="80" height="8" rx="2" />
      <rect fill="currentColor" x=${x} width=${width} height="8" rx="1.5" />
      <path d="M${half} 0v8" stroke="var(--text-3)" />`}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-peers-table': PeersTable;
  }
}
