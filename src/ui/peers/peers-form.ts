import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { leagues } from '../../peers/peer';
import { leagueNames } from '../../peers/report';
import { selectWorkloads, workloads } from '../../peers/workloads';
import { sweepFormStyles } from '../breakeven/sweep-form.styles';
import { shared } from '../shared.styles';
import { PeersChangeEvent } from './events';
import {
  fewWorkloads,
  otherPeers,
  toggled,
  type PeersSelection,
} from './selection';

/** Which peers, on which layers. */
@customElement('rp-peers-form')
export class PeersForm extends LitElement {
  static override styles = [
    shared,
    sweepFormStyles,
    css`
      .league {
        margin-top: 10px;
        font-size: 12px;
        color: var(--text-3);
      }
      .choice {
        line-height: 1.3;
      }
      .choice small {
        display: block;
      }
      .choice input {
        flex: none;
      }
      .sets {
        display: flex;
        gap: 8px;
        margin-top: 6px;
      }
      .sets button {
        min-height: 30px;
        padding: 0 10px;
      }
      .layers {
        max-height: 340px;
        margin-top: 6px;
        overflow-y: auto;
      }
      @media (max-width: 820px) {
        .sets button {
          min-height: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) selection!: PeersSelection;
  /** Scripts that the site carries; null: none of them. */
  @property({ attribute: false }) bundles: readonly string[] | null = null;

  #change(change: Partial<PeersSelection>) {
    const selection = { ...this.selection, ...change };
    this.dispatchEvent(new PeersChangeEvent(selection));
  }

  override render() {
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">What to compare</h2>
      <fieldset>
        <legend>Peers, each against ours</legend>
        ${leagues.map(
          (league) => html`
            <p class="league">${leagueNames[league]}</p>
            ${otherPeers
              .filter((peer) => peer.league === league)
              .map(({ id, title, bundle }) =>
                this.#box(
                  id,
                  title.replace(/ (WebGPU|WASM)(, (1|all) threads?)?/, ''),
                  this.selection.peers.includes(id),
                  this.bundles?.includes(bundle ?? '')
                    ? ''
                    : 'not in this build',
                  () =>
                    this.#change({
                      peers: toggled(otherPeers, this.selection.peers, id),
                    }),
                ),
              )}
          `,
        )}
      </fieldset>
      ${this.#layers()}
    </section>`;
  }

  #layers() {
    const { available, skipped } = selectWorkloads();
    const all = available.map(({ id }) => id);
    const chosen = this.selection.workloads;
    return html`<fieldset>
      <legend>Layers</legend>
      <p class="sets">
        <button
          type="button"
          @click=${() => this.#change({ workloads: fewWorkloads })}
        >
          A few
        </button>
        <button type="button" @click=${() => this.#change({ workloads: all })}>
          All ${all.length}
        </button>
      </p>
      <div class="layers" role="group" aria-label="Layers">
        ${workloads.map(({ id }) => {
          const here = available.find((each) => each.id === id);
          return this.#box(
            `layer-${id}`,
            here ? `${id} · ${here.title}` : id,
            here !== undefined && chosen.includes(id),
            skipped.find((each) => each.id === id)?.why ?? '',
            () => this.#change({ workloads: toggled(workloads, chosen, id) }),
          );
        })}
      </div>
    </fieldset>`;
  }

  /** With a reason it cannot be chosen. */
  #box(
    id: string,
    text: string,
    checked: boolean,
    reason: string,
    toggle: () => void,
  ) {
    return html`<label class="choice">
      <input
        type="checkbox"
        id=${id}
        .checked=${checked && !reason}
        ?disabled=${reason !== ''}
        @change=${toggle}
      />
      <span>${text}${reason ? html`<small>${reason}</small>` : nothing}</span>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-peers-form': PeersForm;
  }
}
