import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import { ops } from '../../ops';
import type { Run } from '../../roofline/dots';
import type { Draft, FreeDraft } from '../../state/draft';
import { formatHash } from '../../state/url';
import '../copy-link';
import { noCeilings, type CeilingsView } from '../roofline/ceilings-view';
import { shared } from '../shared.styles';
import { DeskController } from './desk/desk-controller';
import './desk/kernel-desk';
import type { KernelDesk } from './desk/kernel-desk';
import { modeElements } from './mode-elements';
import { modes, readPlay, type Mode } from './play-link';
import { playgroundPageStyles } from './playground-page.styles';
import type { Place } from './run/events';
import { TrialRunner } from './run/trial-runner';

/** Edit a shader, see it checked, timed and placed. */
@customElement('rp-playground-page')
export class PlaygroundPage extends LitElement {
  static override styles = [shared, playgroundPageStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  @property({ attribute: false }) runs: readonly Run[] = [];
  @state() mode: Mode = 'kernel';
  /** Modes that were opened stay alive, hidden. */
  @state() opened: ReadonlySet<Mode> = new Set();
  @state() failure = '';
  @query('rp-kernel-desk') private desk!: KernelDesk | null;
  /** The mode in which something was last under edit. */
  #last: Mode = 'kernel';
  #desk = new DeskController(this);
  #runner = new TrialRunner(this);

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('query')) this.#follow();
    this.#desk.connect(this.engine);
  }

  protected override updated() {
    this.#desk.writeLink(this.mode, (detail) =>
      this.dispatchEvent(new CustomEvent('rp-query', { detail })),
    );
  }

  #follow() {
    const play = readPlay(ops, this.query);
    if (this.#desk.isOwn(this.query)) return;
    this.#desk.open(play);
    this.#show(play.mode);
  }

  #show(mode: Mode) {
    this.mode = mode;
    if (mode !== 'kept') this.#last = mode;
    this.opened = new Set([...this.opened, mode]);
    void this.#load(mode);
  }

  async #load(mode: Mode) {
    this.failure = '';
    try {
      await modeElements[mode]?.();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.failure = `${modes[mode]} could not be loaded (${why}).`;
    }
  }

  #run = () => {
    const { draft } = this.#desk;
    const isIdle = this.#runner.state.kind !== 'running';
    if (this.engine && draft && this.#desk.sources && isIdle)
      void this.#runner.run(this.engine, draft);
  };

  /** From the shelf, a file, a challenge or the history. */
  #take = ({ detail }: CustomEvent<Draft>) => {
    if (detail.kind === 'free') {
      this.#desk.takeFree(detail);
      this.#show('free');
      return;
    }
    this.#desk.take(detail);
    if (this.mode === 'kept') this.#show('kernel');
  };

  #goTo = ({ detail }: CustomEvent<Place>) =>
    void this.desk?.goTo(detail.file, detail.line);

  /** Control or command with Enter, from anywhere on the page. */
  #key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    if (event.defaultPrevented || !this.#isDesk) return;
    event.preventDefault();
    this.#run();
  };

  get #isDesk(): boolean {
    return this.mode === 'kernel' || this.mode === 'challenges';
  }

  override render() {
    return html`
      <div
        @keydown=${this.#key}
        @rp-draft=${this.#take}
        @rp-go-to-line=${this.#goTo}
        @rp-run=${this.#run}
        @rp-cancel=${() => this.#runner.cancel()}
      >
        ${this.#head()} ${this.#notices()} ${this.#challenges()}
        ${this.#kernel()} ${this.#free()} ${this.#kept()}
      </div>
    `;
  }

  #head() {
    return html`
      <header>
        <h1>Playground</h1>
        <p class="muted">
          Edit a shader: it is compiled, checked against the oracle, timed
          against the original and placed on your roofline.
        </p>
        <div class="actions">
          <rp-copy-link
            .of=${this.#desk.draft}
            .tell=${() => this.requestUpdate()}
          ></rp-copy-link>
        </div>
      </header>
      <nav aria-label="Ways to play">
        ${Object.entries(modes).map(
          ([id, title]) =>
            html`<a
              href=${formatHash('playground', this.#desk.linkOf(id as Mode))}
              aria-current=${id === this.mode ? 'page' : 'false'}
              >${title}</a
            >`,
        )}
      </nav>
    `;
  }

  #notices() {
    const { problems, tooLong } = this.#desk;
    const notices = [
      ...problems,
      ...(tooLong
        ? [
            `The edited text is too long for a link (${tooLong.toLocaleString('en')} ` +
              `characters): share it as a file, under ${modes.kept}.`,
          ]
        : []),
      ...(this.device && !this.device.gpu
        ? [
            `${this.device.reason} Shaders can be read and edited here, but not run.`,
          ]
        : []),
      ...(this.failure ? [this.failure] : []),
    ];
    return html`
      ${notices.map((text) => html`<p class="notice" role="status">${text}</p>`)}
      ${this.#goBack()}
    `;
  }

  /** To one's own text, which another has taken the place of. */
  #goBack() {
    const { before, freeBefore } = this.#desk;
    const back =
      this.#isDesk && before
        ? () => this.#desk.restore()
        : this.mode === 'free' && freeBefore
          ? () => this.#desk.changeFree(freeBefore)
          : null;
    if (!back) return nothing;
    return html`<p class="notice" role="status">
      This text came from elsewhere; your own of before is kept.
      <button @click=${back}>Back to my text</button>
    </p>`;
  }

  #kernel() {
    if (!this.#isDesk) return nothing;
    return html`<rp-kernel-desk
      .engine=${this.engine}
      .device=${this.device}
      .roofs=${this.roofs}
      .desk=${this.#desk}
      .draft=${this.#desk.draft}
      .sources=${this.#desk.sources}
      .planned=${this.#desk.planned}
      .state=${this.#runner.state}
      .history=${this.#runner.history}
      ?exercise=${this.mode === 'challenges'}
      @rp-fork=${() => this.#show('kept')}
    ></rp-kernel-desk>`;
  }

  #challenges() {
    if (!this.opened.has('challenges')) return nothing;
    const { state: run } = this.#runner;
    return html`<rp-challenges
      ?hidden=${this.mode !== 'challenges'}
      .report=${run.kind === 'done' ? run.report : null}
      .draft=${this.#desk.draft}
      .roofs=${this.roofs}
      .device=${this.device}
    ></rp-challenges>`;
  }

  #free() {
    if (!this.opened.has('free')) return nothing;
    return html`<rp-free-mode
      ?hidden=${this.mode !== 'free'}
      .engine=${this.engine}
      .device=${this.device}
      .draft=${this.#desk.free}
      @rp-draft-change=${({ detail }: CustomEvent<FreeDraft>) =>
        this.#desk.changeFree(detail)}
    ></rp-free-mode>`;
  }

  /** What can be kept: that which was worked on last. */
  #shared(): Draft | null {
    return this.#last === 'free' ? this.#desk.free : this.#desk.draft;
  }

  #kept() {
    if (!this.opened.has('kept')) return nothing;
    const { state: run } = this.#runner;
    return html`<rp-kept
      ?hidden=${this.mode !== 'kept'}
      .draft=${this.#shared()}
      .report=${run.kind === 'done' && run.draft === this.#shared() ? run.report : null}
      .device=${this.device}
      .roofs=${this.roofs}
      .runs=${this.runs}
    ></rp-kept>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-playground-page': PlaygroundPage;
  }
}
