import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { html as staticHtml } from 'lit/static-html.js';
import type { DeviceReport, Engine } from '../engine/api';
import { createEngine } from '../index';
import { offline } from '../offline/offline';
import { RunStore } from '../state/runs';
import { formatHash, parseHash } from '../state/url';
import { appStyles } from './app.styles';
import './bench/bench-page';
import type { RunLandedEvent, TimingEvent } from './bench/events';
import './device-page';
import { PageLoader } from './page-loader';
import { entryOf, isPage, pages, type PageId } from './pages';
import './rail';
import { CeilingsController } from './roofline/ceilings-controller';
import { shared } from './shared.styles';
import './update-notice';

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
  #loader = new PageLoader(this);
  /** A page is timing kernels, or has done so. */
  #timing: 'never' | 'now' | 'done' = 'never';

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#follow);
    offline.addEventListener('change', this.#hear);
    this.#follow();
    void this.#start();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#follow);
    offline.removeEventListener('change', this.#hear);
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
    document.title = `${entryOf(this.page).title} · Ridgepoint`;
    void this.#loader.open(this.page);
    if (this.page === 'roofline') this.#lookAtRoofs();
  };

  #hear = () => this.requestUpdate();

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
    const rail = Object.entries(pages).map(([id, { title }]) => ({
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
        ${(Object.keys(pages) as PageId[]).map((id) => this.#page(id))}
      </main>
      <rp-update-notice
        ?ready=${offline.updateReady}
        @rp-update=${() => offline.update()}
      ></rp-update-notice>
    `;
  }

  #notLoaded(id: PageId) {
    return html`<h1>${entryOf(id).title}</h1>
      <div class="notice bad" role="alert">
        <p>
          This page could not be loaded: the network is away, or the site has a
          newer version than this tab.
        </p>
        <button @click=${() => this.#loader.retry(id)}>Try again</button>
      </div>`;
  }

  /** A page that was opened stays alive, hidden, unless it holds no work. */
  #page(id: PageId) {
    const query = this.queries[id];
    const { tag, ephemeral } = entryOf(id);
    const hidden = this.page !== id;
    if (!query || (hidden && ephemeral)) return nothing;
    if (this.#loader.stateOf(id) === 'failed')
      return hidden ? nothing : this.#notLoaded(id);
    // Each takes what it has a property for.
    return staticHtml`<${tag}
      ?hidden=${hidden}
      .engine=${this.engine}
      .device=${this.device}
      .query=${query}
      .roofs=${this.#ceilings.view}
      .runs=${this.#runs.runs}
      @rp-query=${(event: CustomEvent<Record<string, string>>) =>
        this.#keep(id, event)}
    ></${tag}>`;
  }
}
