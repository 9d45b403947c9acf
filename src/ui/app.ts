import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../engine/api';
import { createEngine } from '../index';
import { RunStore } from '../state/runs';
import { formatHash, parseHash } from '../state/url';
import { appStyles } from './app.styles';
import './bench/bench-page';
import type { RunLandedEvent, TimingEvent } from './bench/events';
import './device-page';
import './rail';
import { CeilingsController } from './roofline/ceilings-controller';
import { shared } from './shared.styles';

const pages = {
  bench: 'Bench',
  picture: 'Picture',
  roofline: 'Roofline',
  breakeven: 'Break-even',
  boxes: 'Boxes',
  peers: 'Peers',
  device: 'Device',
} as const;
type PageId = keyof typeof pages;

const isPage = (id: string): id is PageId => Object.hasOwn(pages, id);

declare global {
  interface Window {
    /** The scripting interface, for consoles and outside checks. */
    ridgepoint?: Engine;
  }
  interface HTMLElementTagNameMap {
    'rp-app': App;
  }
}

/** Owns the engine and the address; pages get properties and fire events. */
@customElement('rp-app')
export class App extends LitElement {
  static override styles = [shared, appStyles];

  @state() engine: Engine | null = null;
  @state() device: DeviceReport | null = null;
  @state() failure = '';
  @state() page: PageId = 'bench';
  /** The link state of each page that was opened; they stay alive, hidden. */
  @state() queries: Partial<Record<PageId, URLSearchParams>> = {};
  #runs = new RunStore();
  #ceilings = new CeilingsController(this);
  /** A page is timing kernels, or has done so. */
  #timing: 'never' | 'now' | 'done' = 'never';

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#follow);
    this.#follow();
    void this.#start();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#follow);
    void this.engine?.dispose();
  }

  async #start() {
    try {
      const engine = await createEngine();
      window.ridgepoint = engine;
      this.engine = engine;
      this.device = await engine.device();
      this.#lookAtRoofs();
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  #follow = () => {
    const { page, query } = parseHash(window.location.hash);
    this.page = isPage(page) ? page : 'bench';
    this.queries = { ...this.queries, [this.page]: query };
    document.title = `${pages[this.page]} · Ridgepoint`;
    if (this.page === 'picture') void import('./picture/picture-page');
    if (this.page === 'roofline') {
      void import('./roofline/roofline-page');
      this.#lookAtRoofs();
    }
    if (this.page === 'breakeven') void import('./breakeven/breakeven-page');
    if (this.page === 'boxes') void import('./boxes/boxes-page');
    if (this.page === 'peers') void import('./peers/peers-page');
  };

  /** Not before the first answer stands, and never beside a timing. */
  #lookAtRoofs() {
    if (!this.engine || !this.device || this.#timing === 'now') return;
    if (this.#timing === 'done' || this.page === 'roofline')
      void this.#ceilings.ensure(this.engine);
  }

  #time = ({ busy }: TimingEvent) => {
    this.#timing = busy ? 'now' : 'done';
    if (busy) this.#ceilings.yield();
    else this.#lookAtRoofs();
  };

  #land = ({ run }: RunLandedEvent) => {
    this.#runs.add(run);
    this.requestUpdate();
  };

  #forget = () => {
    this.#runs.clear();
    this.requestUpdate();
  };

  #measureRoofs = () => {
    if (this.engine) void this.#ceilings.measure(this.engine);
  };

  /** A page changed its link state: the address follows, without an entry. */
  #keep(page: PageId, event: CustomEvent<Record<string, string>>) {
    this.queries[page] = new URLSearchParams(event.detail);
    if (page === this.page)
      history.replaceState(null, '', formatHash(page, event.detail));
    this.requestUpdate();
  }

  #skip(event: Event) {
    event.preventDefault();
    this.renderRoot.querySelector('main')?.focus();
  }

  override render() {
    const rail = Object.entries(pages).map(([id, title]) => ({
      id,
      title,
      href: formatHash(id, this.queries[id as PageId] ?? {}),
    }));
    return html`
      <header>
        <a class="skip" href="#main" @click=${this.#skip}>Skip to content</a>
        <rp-rail
          .pages=${rail}
          .current=${this.page}
          .device=${this.device}
        ></rp-rail>
      </header>
      <main
        id="main"
        tabindex="-1"
        @rp-run-landed=${this.#land}
        @rp-timing=${this.#time}
        @rp-forget-runs=${this.#forget}
        @rp-measure-roofs=${this.#measureRoofs}
        @rp-cancel-roofs=${() => this.#ceilings.cancel()}
      >
        ${
          this.failure
            ? html`<p class="notice bad lines" role="alert">${this.failure}</p>`
            : nothing
        }
        ${
          this.queries.bench
            ? html`<rp-bench-page
                ?hidden=${this.page !== 'bench'}
                .engine=${this.engine}
                .device=${this.device}
                .query=${this.queries.bench}
                .roofs=${this.#ceilings.view}
                @rp-query=${(event: CustomEvent) => this.#keep('bench', event)}
              ></rp-bench-page>`
            : nothing
        }
        ${
          this.queries.picture
            ? html`<rp-picture-page
                ?hidden=${this.page !== 'picture'}
                .engine=${this.engine}
                .device=${this.device}
                .query=${this.queries.picture}
                @rp-query=${(event: CustomEvent) => this.#keep('picture', event)}
              ></rp-picture-page>`
            : nothing
        }
        ${
          this.queries.breakeven
            ? html`<rp-breakeven-page
                ?hidden=${this.page !== 'breakeven'}
                .engine=${this.engine}
                .device=${this.device}
                .query=${this.queries.breakeven}
                @rp-query=${(event: CustomEvent) => this.#keep('breakeven', event)}
              ></rp-breakeven-page>`
            : nothing
        }
        ${
          this.queries.boxes
            ? html`<rp-boxes-page
                ?hidden=${this.page !== 'boxes'}
                .engine=${this.engine}
                .device=${this.device}
                .query=${this.queries.boxes}
                @rp-query=${(event: CustomEvent) => this.#keep('boxes', event)}
              ></rp-boxes-page>`
            : nothing
        }
        ${
          this.queries.peers
            ? html`<rp-peers-page
                ?hidden=${this.page !== 'peers'}
                .device=${this.device}
                .query=${this.queries.peers}
                @rp-query=${(event: CustomEvent) => this.#keep('peers', event)}
              ></rp-peers-page>`
            : nothing
        }
        ${
          this.page === 'roofline'
            ? html`<rp-roofline-page
                .runs=${this.#runs.runs}
                .roofs=${this.#ceilings.view}
                .query=${this.queries.roofline}
                @rp-query=${(event: CustomEvent) => this.#keep('roofline', event)}
              ></rp-roofline-page>`
            : nothing
        }
        ${
          this.page === 'device'
            ? html`<rp-device-page .device=${this.device}></rp-device-page>`
            : nothing
        }
      </main>
    `;
  }
}
