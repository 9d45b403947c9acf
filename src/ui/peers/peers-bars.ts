import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isOurs, peers } from '../../peers/catalog';
import { leagues, type League, type Peer } from '../../peers/peer';
import { leagueNames } from '../../peers/report';
import {
  isTimed,
  type Cell,
  type Participant,
  type Row,
  type Timed,
} from '../../peers/results';
import { shared } from '../shared.styles';
import { formatCount, formatNumber, formatSpread, formatUlp } from '../units';

/** Everyone on one layer: speed, time, check, and why somebody is missing. */
@customElement('rp-peers-bars')
export class PeersBars extends LitElement {
  static override styles = [
    shared,
    css`
      .leagues {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(230px, 1fr));
        gap: 14px 24px;
        margin-top: 10px;
      }
      h3 {
        font-size: 13px;
        font-weight: 650;
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 6px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        font-size: 13px;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 10px;
      }
      svg {
        width: 100%;
        height: 6px;
        color: var(--oracle);
      }
      .ours.webgpu svg {
        color: var(--gpu);
      }
      .ours.wasm svg {
        color: var(--wasm);
      }
      .ours .name {
        font-weight: 650;
      }
      .track {
        fill: var(--inset);
      }
      .bad {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) row!: Row;
  @property({ attribute: false }) participants: readonly Participant[] = [];

  override render() {
    const { row } = this;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Everyone on ${row.id}: ${row.title}</h2>
      <p class="small">
        A bar is speed: the longest is the fastest. Times are ms to work done,
        median and p20–p80; GPU is the time inside compute passes.
      </p>
      <div class="leagues">
        ${leagues.map((league) => this.#league(league))}
      </div>
    </section>`;
  }

  #league(league: League) {
    const cells = peers
      .filter((peer) => peer.league === league)
      .flatMap((peer) => {
        const cell = this.row.cells[peer.id] ?? this.#absence(peer);
        return cell ? [{ peer, cell }] : [];
      })
      .sort((a, b) => medianOf(a.cell) - medianOf(b.cell));
    if (cells.length === 0) return nothing;
    const fastestMs = Math.min(...cells.map(({ cell }) => medianOf(cell)));
    return html`<section aria-label=${leagueNames[league]}>
      <h3>${leagueNames[league]}</h3>
      <ul>
        ${cells.map(({ peer, cell }) => line(peer, cell, fastestMs))}
      </ul>
    </section>`;
  }

  /** One that never started has no cell anywhere. */
  #absence({ id }: Peer): Cell | null {
    const found = this.participants.find((each) => each.id === id);
    return found?.error ? { error: found.error } : null;
  }
}

const medianOf = (cell: Cell): number =>
  isTimed(cell) ? cell.wall.medianMs : Infinity;

function line(peer: Peer, cell: Cell, fastestMs: number) {
  const backend = peer.league === 'webgpu' ? 'webgpu' : 'wasm';
  const title = peer.title.replace(/ (WebGPU|WASM)(, (1|all) threads?)?/, '');
  return html`<li class="${isOurs(peer) ? 'ours' : ''} ${backend}">
    <div class="line">
      <span class="name" title=${peer.note ?? ''}>${title}</span>
      ${
        isTimed(cell)
          ? html`<span class="number"
              >${formatNumber(cell.wall.medianMs)} ms</span
            >`
          : nothing
      }
    </div>
    ${
      isTimed(cell)
        ? html`${bar(fastestMs / cell.wall.medianMs)}${facts(cell)}`
        : html`<small class="bad">${cell.error}</small>`
    }
  </li>`;
}

const bar = (share: number) =>
  html`<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect class="track" width="100" height="6" />
    <rect fill="currentColor" width=${100 * share} height="6" />`}
  </svg>`;

function facts({ check, kernel, kernelMs, wall }: Timed) {
  const ulp = check.maxUlp === null ? '∞' : formatUlp(check.maxUlp);
  const { p20Ms, p80Ms, n } = wall;
  const details = [
    `${formatSpread(p20Ms, p80Ms)}, n ${n}`,
    ...(kernelMs === null ? [] : [`GPU ${formatNumber(kernelMs)}`]),
    ...(kernel ? [kernel] : []),
  ];
  return html`<div class="line">
    <small>${details.join(' · ')}</small>
    ${
      check.ok
        ? html`<small>✓ ${ulp} of ${formatCount(check.allowedUlp)} ULP</small>`
        : html`<small class="bad"
            >✗ wrong in ${formatCount(check.failures)} of
            ${formatCount(check.elements)}</small
          >`
    }
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-peers-bars': PeersBars;
  }
}
