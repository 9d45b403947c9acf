import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceReport } from '../../engine/api';
import type { Participant, Row } from '../../peers/results';
import { benchPageStyles } from '../bench/bench-page.styles';
import { TimingEvent } from '../bench/events';
import { shared } from '../shared.styles';
import { aboutMeasured, leftOut } from './about-run';
import type { PeersChangeEvent, PeersRowEvent } from './events';
import './peers-answer';
import './peers-bars';
import './peers-form';
import { peersPageStyles } from './peers-page.styles';
import { PeersRunner } from './peers-runner';
import './peers-table';
import {
  readSelection,
  writeSelection,
  type PeersSelection,
} from './selection';
import { addCommand, noSite, readSite, type PeersSite } from './site';

/** How does this compare with the browser's other runtimes? */
@customElement('rp-peers-page')
export class PeersPage extends LitElement {
  static override styles = [shared, benchPageStyles, peersPageStyles];

  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  @property({ type: Boolean, reflect: true }) override hidden = false;
  @state() selection: PeersSelection = readSelection(this.query);
  @state() site: PeersSite | null = null;
  @state() view: 'measured' | 'live' = 'measured';
  @state() rowId = '';
  #runner = new PeersRunner(this);

  override connectedCallback() {
    super.connectedCallback();
    void this.#look();
  }

  async #look() {
    this.site = await readSite();
    if (!this.site.measured) this.view = 'live';
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('query')) this.selection = readSelection(this.query);
    // A page that is hidden leaves the processor to the one in view.
    if (changed.has('hidden') && this.hidden) this.#runner.cancel();
  }

  #change({ selection }: PeersChangeEvent) {
    this.selection = selection;
    this.dispatchEvent(
      new CustomEvent('rp-query', { detail: writeSelection(selection) }),
    );
  }

  async #start() {
    this.view = 'live';
    this.rowId = '';
    this.dispatchEvent(new TimingEvent(true));
    await this.#runner.run(this.#runnable());
    this.dispatchEvent(new TimingEvent(false));
  }

  /** Without the peers whose scripts this build has not. */
  #runnable(): PeersSelection {
    const peers = this.site?.bundles ? this.selection.peers : [];
    return { ...this.selection, peers };
  }

  get #running() {
    return this.#runner.live?.state === 'running';
  }

  override render() {
    const { site, view, device } = this;
    const measured = view === 'measured' ? (site?.measured ?? null) : null;
    const live = view === 'live' ? this.#runner.live : null;
    const shown = measured ?? live;
    return html`
      ${this.#head()} ${this.#notices()}
      <div class="columns">
        <div class="side">
          <rp-peers-form
            .selection=${this.selection}
            .bundles=${site?.bundles ?? null}
            @rp-peers-change=${this.#change}
          ></rp-peers-form>
        </div>
        <div class="results">
          ${this.#views()}
          ${
            measured
              ? html`<p class="muted">
                  Measured on ${measured.measuredAt.slice(0, 10)} on
                  ${measured.machine}, ${measured.adapter}, not in your browser:
                  Run here measures that.
                </p>`
              : nothing
          }
          ${
            shown
              ? this.#results(
                  shown.rows,
                  shown.participants,
                  measured?.software ?? device?.software ?? false,
                )
              : site && this.#invitation(site)
          }
          ${shown ? leftOut(shown.skipped) : nothing}
          ${measured ? aboutMeasured(measured) : nothing}
        </div>
      </div>
    `;
  }

  #head() {
    const { progress } = this.#runner;
    const none = this.selection.workloads.length === 0;
    return html`<header>
        <h1>Against the peers</h1>
        <p class="muted">
          TensorFlow.js, ONNX Runtime Web and jax-js on the same layers
        </p>
        <div class="actions">
          ${
            this.#running
              ? html`<button
                  class="primary"
                  @click=${() => this.#runner.cancel()}
                >
                  Cancel
                </button>`
              : html`<button
                  class="primary"
                  ?disabled=${none || !this.site || !this.device}
                  @click=${this.#start}
                >
                  Run here
                </button>`
          }
        </div>
      </header>
      <div class="progress" ?data-on=${this.#running}>
        ${
          this.#running
            ? html`<progress
                  aria-label="Progress of the comparison"
                  .value=${progress.done}
                ></progress>
                <small>${progress.label}</small>`
            : nothing
        }
      </div>`;
  }

  #notices() {
    const { live } = this.#runner;
    return html`
      ${
        this.site && !this.site.bundles
          ? html`<p class="notice" role="status">
              This build carries none of the peers' files, so only ours can run
              here. <code>${addCommand}</code> adds them, measures a first table
              and puts it on this page.
            </p>`
          : nothing
      }
      ${
        live?.state === 'cancelled'
          ? html`<p class="notice" role="status">
              Cancelled. What was measured until then is kept; Run here starts
              anew.
            </p>`
          : nothing
      }
      ${
        live?.state === 'failed'
          ? html`<p class="notice bad" role="alert">${live.problem}</p>`
          : nothing
      }
    `;
  }

  /** A choice only where there are two tables. */
  #views() {
    const { measured } = this.site ?? noSite;
    if (!measured || !this.#runner.live) return nothing;
    const view = (id: 'measured' | 'live', text: string) =>
      html`<button
        aria-pressed=${this.view === id}
        @click=${() => {
          this.view = id;
        }}
      >
        ${text}
      </button>`;
    return html`<div class="views" role="group" aria-label="Which table">
      ${view('measured', `Measured ${measured.measuredAt.slice(0, 10)}`)}
      ${view('live', 'In this browser')}
    </div>`;
  }

  #results(
    rows: readonly Row[],
    participants: readonly Participant[],
    software: boolean,
  ) {
    const row = rows.find(({ id }) => id === this.rowId) ?? rows.at(-1);
    return html`
      <rp-peers-answer
        .rows=${rows}
        ?software=${software}
        ?running=${this.#running}
      ></rp-peers-answer>
      ${
        row
          ? html`<rp-peers-table
                .rows=${rows}
                selected=${row.id}
                @rp-peers-row=${({ rowId }: PeersRowEvent) => {
                  this.rowId = rowId;
                }}
              ></rp-peers-table>
              <rp-peers-bars
                .row=${row}
                .participants=${participants}
              ></rp-peers-bars>`
          : nothing
      }
    `;
  }

  #invitation({ bundles }: PeersSite) {
    const layers = this.selection.workloads.length;
    return html`<section class="card" aria-label="Result">
      <p class="question">
        Is this faster than the browser's other runtimes, on this device?
      </p>
      <p class="muted">
        Nothing measured here yet. A run puts ${layers}
        ${layers === 1 ? 'layer' : 'layers'} through
        ${bundles ? 'every chosen runtime' : 'our own backends'}, each in a
        frame of its own, one sample each in turn, and checks every answer
        against the float64 oracle.
        ${
          bundles
            ? html`The libraries come from this site, up to 42 MB, and only when
              you run.`
            : nothing
        }
      </p>
      <p>
        <button
          class="primary"
          ?disabled=${layers === 0 || !this.device}
          @click=${this.#start}
        >
          Compare ${layers} ${layers === 1 ? 'layer' : 'layers'}
        </button>
      </p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-peers-page': PeersPage;
  }
}
