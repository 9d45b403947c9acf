import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { standingOf, type Standing } from '../../peers/compare';
import { leagues, type League } from '../../peers/peer';
import { leagueNames, slowerWords } from '../../peers/report';
import type { Row } from '../../peers/results';
import { heroCardStyles } from '../bench/hero-card.styles';
import { faceOf } from '../bench/verdict';
import { softwareNote } from '../device-facts';
import { shared } from '../shared.styles';
import { formatRatio } from '../units';

/** How many times as fast as the fastest peer, on each device. */
@customElement('rp-peers-answer')
export class PeersAnswer extends LitElement {
  static override styles = [
    shared,
    heroCardStyles,
    css`
      section {
        align-items: flex-start;
        gap: 14px 40px;
      }
      .league {
        flex: 1 1 200px;
      }
      .league h3 {
        font-size: 13px;
        font-weight: 650;
        color: var(--gpu-text);
      }
      .league.cpu h3 {
        color: var(--wasm-text);
      }
      .league.cpu .big {
        font-size: 32px;
      }
      .league p:last-child {
        font-size: 13px;
        color: var(--text-2);
      }
      .foot {
        flex-basis: 100%;
      }
    `,
  ];

  @property({ attribute: false }) rows: readonly Row[] = [];
  @property({ type: Boolean }) software = false;
  @property({ type: Boolean }) running = false;

  override render() {
    const standings = leagues.map((league) => standingOf(this.rows, league));
    return html`<section
      class="card"
      aria-label="Result"
      aria-live=${this.running ? 'off' : 'polite'}
    >
      ${standings.map((standing) => this.#standing(standing))}
      <p class="next foot">
        ${
          this.software
            ? html`<span class="badge">${softwareNote}</span>`
            : nothing
        }
        <span
          >Geometric means over the layers, by median time to work done; each
          layer against its fastest peer with a right answer and the same
          threads.</span
        >
      </p>
    </section>`;
  }

  #standing(standing: Standing) {
    const { league, mean } = standing;
    const { times, word } = faceOf(mean ?? 1);
    return html`<div class="league ${league === 'webgpu' ? 'gpu' : 'cpu'}">
      <h3>${leagueNames[league]}</h3>
      <p class="figure">
        <span class="big ${mean === null ? 'quiet' : ''}"
          >${mean === null ? (this.running ? '…' : '–') : formatRatio(times)}</span
        >
        <span class="word">${mean === null ? '' : word}</span>
      </p>
      <p>${this.#sentence(standing, league)}</p>
    </div>`;
  }

  #sentence(standing: Standing, league: League) {
    const { compared, lowest } = standing;
    if (compared === 0)
      return this.running
        ? 'not compared yet'
        : `no layer has both our time and a peer's on ${leagueNames[league]}`;
    const layers = compared === 1 ? '1 layer' : `${compared} layers`;
    const least =
      compared > 1 && lowest
        ? `; least ${formatRatio(lowest.ratio)} on ${lowest.id}`
        : '';
    return `than the fastest peer, ${layers}; ${slowerWords(standing)}${least}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-peers-answer': PeersAnswer;
  }
}
