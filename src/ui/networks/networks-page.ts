import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import { roofFor, roofsOf } from '../../roofline/ceiling-roofs';
import { TimingEvent } from '../bench/events';
import type { CeilingsView } from '../roofline/ceilings-view';
import { shared } from '../shared.styles';
import { answerOf } from './answer';
import './answer-card';
import './compare-card';
import type {
  DetailsOfEvent,
  LayerSelectEvent,
  NetworksChangeEvent,
} from './events';
import { figuresOf, type Figures } from './figures';
import './kinds-card';
import './layer-table';
import './layers-roofline';
import './memory-card';
import './networks-form';
import './networks-head';
import { networksPageStyles } from './networks-page.styles';
import { NetworksRunner } from './networks-runner';
import { notices } from './notices';
import { PromiseController } from './promise-controller';
import { readState, writeState, type NetworksState } from './state';
import { parametersText, rivalOf, subjectOf, type Subject } from './subject';
import './switches-card';
import { switchList } from './switches';
import './totals-card';

/** What a network promises, layer by layer, and what this device delivers. */
@customElement('rp-networks-page')
export class NetworksPage extends LitElement {
  static override styles = [shared, networksPageStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  @property({ attribute: false }) roofs: CeilingsView | null = null;
  @property({ type: Boolean, reflect: true }) override hidden = false;
  @state() choice: NetworksState = readState(this.query);
  @state() layer = '';
  /** Which of the two the details are of. */
  @state() shown: 0 | 1 = 0;
  readonly #runner = new NetworksRunner(this);
  readonly #promises = new PromiseController(this);

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('query')) {
      const told = readState(this.query);
      const isNew = linkOf(told) !== linkOf(this.choice);
      if (told.problems.length > 0 || isNew) this.#take(told);
    }
    // A page that is hidden leaves the device to the one in view.
    if (changed.has('hidden') && this.hidden) this.#runner.cancel(true);
  }

  /** What was measured stays; what is being measured ends here. */
  #take(choice: NetworksState) {
    if (choice.entry !== this.choice.entry) this.layer = '';
    if (choice.against !== this.choice.against) this.shown = 0;
    this.#runner.cancel(true);
    this.choice = choice;
  }

  #tell() {
    this.dispatchEvent(
      new CustomEvent('rp-query', { detail: writeState(this.choice) }),
    );
  }

  #change({ state: choice }: NetworksChangeEvent) {
    this.#take(choice);
    this.#tell();
  }

  #subjects(): readonly [Subject, ...Subject[]] {
    const subject = subjectOf(this.choice, this.device?.gpu ?? true);
    const rival = rivalOf(this.choice, subject);
    return rival ? [subject, rival] : [subject];
  }

  async #time(work: (engine: Engine) => Promise<void>) {
    const { engine } = this;
    if (!engine || !this.device) return;
    this.dispatchEvent(new TimingEvent(true));
    await work(engine);
    this.dispatchEvent(new TimingEvent(false));
  }

  #run = () =>
    this.#time((engine) => this.#runner.run(engine, this.#subjects()));

  #runSwitches = () =>
    this.#time((engine) => {
      const [subject] = this.#subjects();
      return this.#runner.measureSwitches(
        engine,
        subject,
        this.#worthwhile(subject),
      );
    });

  async #select({ layer, reveal }: LayerSelectEvent) {
    this.layer = layer;
    await this.updateComplete;
    if (!reveal) return;
    await this.renderRoot.querySelector('rp-layer-table')?.reveal();
  }

  /** Optimisations that change something here. */
  #worthwhile(subject: Subject): string[] {
    const promise = this.#promises.of(subject);
    const rewrites =
      promise && !(promise instanceof Error) ? promise.rewrites : [];
    return switchList
      .filter(({ id, isRewrite, gpuOnly }) =>
        isRewrite
          ? rewrites.includes(id)
          : !gpuOnly || subject.backend === 'webgpu',
      )
      .map(({ id }) => id);
  }

  #figures(subject: Subject): Figures | Error | null {
    const promise = this.#promises.of(subject);
    if (!promise || promise instanceof Error) return promise;
    const ceilings = this.roofs?.ceilings;
    const roof = ceilings ? roofFor(roofsOf(ceilings), subject.backend) : null;
    return figuresOf(promise, roof, this.#runner.resultOf(subject));
  }

  override render() {
    const [subject, rival] = this.#subjects();
    const own = this.#figures(subject);
    const other = rival ? this.#figures(rival) : null;
    const figures = own instanceof Error ? null : own;
    const second = other instanceof Error ? null : other;
    const details = (this.shown === 1 && second) || figures;
    const running = this.#runner.task !== 'none';
    const ready = this.engine !== null && this.device !== null && !!figures;
    const problem = own instanceof Error ? own.message : '';
    return html`
      <div
        @rp-networks-run=${this.#run}
        @rp-networks-cancel=${() => this.#runner.cancel()}
        @rp-networks-switches=${this.#runSwitches}
        @rp-networks-change=${this.#change}
        @rp-layer-select=${this.#select}
        @rp-details-of=${({ which }: DetailsOfEvent) => {
          this.shown = which;
          this.layer = '';
        }}
      >
        <rp-networks-head
          .subtitle=${subtitle(subject, rival)}
          .figures=${[figures, second].filter((one) => one !== null)}
          .device=${this.device}
          .progress=${this.#runner.progress}
          ?running=${running}
          ?ready=${ready}
          @rp-networks-tell=${this.#tell}
        ></rp-networks-head>
        ${notices({
          problems: this.choice.problems,
          device: this.device,
          isCancelled: !running && this.#runner.isCancelled,
          failures: [
            { title: 'Failed', message: this.#runner.taskFailure },
            ...(rival ? [subject, rival] : [subject]).map((one) => ({
              title: one.title,
              message: this.#runner.failureOf(one),
            })),
            {
              title: rival?.title ?? '',
              message: other instanceof Error ? other.message : '',
            },
          ],
        })}
        <div class="columns">
          <div class="side">
            <rp-networks-form
              .choice=${this.choice}
              .backend=${subject.backend}
              .problem=${problem}
              .useful=${figures?.promise.rewrites ?? []}
              .gpu=${this.device?.gpu ?? true}
            ></rp-networks-form>
            <rp-switches-card
              .result=${this.#runner.switchesOf(subject)}
              .backend=${subject.backend}
              .count=${this.#worthwhile(subject).length}
              ?running=${this.#runner.task === 'switches'}
              ?ready=${ready && !running}
            ></rp-switches-card>
          </div>
          <div class="results">
            ${this.#results(subject, { figures, second, details }, ready)}
          </div>
        </div>
        ${
          details
            ? html`<rp-layer-table
                .figures=${details}
                .selected=${this.layer}
              ></rp-layer-table>`
            : nothing
        }
      </div>
    `;
  }

  #results(
    subject: Subject,
    {
      figures,
      second,
      details,
    }: Readonly<Record<'figures' | 'second' | 'details', Figures | null>>,
    ready: boolean,
  ) {
    const { task } = this.#runner;
    return html`
      <rp-networks-answer
        class="whole"
        .answer=${figures && answerOf(figures, second)}
        .device=${this.device}
        .backend=${subject.backend}
        .action=${second ? 'Run both networks' : 'Run the network'}
        ?measured=${figures?.result && (!second || second.result)}
        ?running=${task === 'run'}
        ?ready=${ready}
      ></rp-networks-answer>
      ${
        figures && details
          ? html`
              <div class="stack">
                ${
                  second
                    ? html`<rp-compare-card
                        .first=${figures}
                        .second=${second}
                        .shown=${this.shown}
                      ></rp-compare-card>`
                    : nothing
                }
                <rp-layers-roofline
                  .figures=${details}
                  .roofs=${this.roofs}
                  .selected=${this.layer}
                ></rp-layers-roofline>
                <rp-memory-card .figures=${details}></rp-memory-card>
              </div>
              <div class="stack">
                <rp-kinds-card .figures=${details}></rp-kinds-card>
                <rp-totals-card .figures=${details}></rp-totals-card>
              </div>
            `
          : nothing
      }
    `;
  }
}

const linkOf = (choice: NetworksState): string =>
  new URLSearchParams(writeState(choice)).toString();

function subtitle(subject: Subject, rival: Subject | undefined): string {
  const parameters = parametersText(subject);
  const where = subject.backend === 'webgpu' ? 'WebGPU' : 'WASM';
  return (
    [subject.title, ...(parameters ? [parameters] : []), where].join(', ') +
    (rival ? `, against ${rival.title}` : '')
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-networks-page': NetworksPage;
  }
}
