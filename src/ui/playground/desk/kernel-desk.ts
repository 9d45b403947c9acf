import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DeviceReport, Engine, KernelSources } from '../../../engine/api';
import { ops } from '../../../ops';
import type { KernelDraft } from '../../../state/draft';
import { textOf, withConstant, withText } from '../../../state/draft-edits';
import { baseWorkload } from '../../../state/url';
import type { OpChangeEvent, WorkloadChangeEvent } from '../../bench/events';
import { rowsFor } from '../../bench/rows';
import '../../bench/workload-form';
import { noCeilings, type CeilingsView } from '../../roofline/ceilings-view';
import { shared } from '../../shared.styles';
import { readPlay } from '../play-link';
import '../run/trial-card';
import type { TrialEntry, TrialState } from '../run/trial-state';
import './binding-list';
import './constant-sliders';
import type { ConstantChange } from './constant-sliders';
import type { DeskController } from './desk-controller';
import { kernelDeskStyles } from './kernel-desk.styles';
import './text-card';
import type { TextCard } from './text-card';

/** One kernel under edit: its problem, its texts, and what came of the run. */
@customElement('rp-kernel-desk')
export class KernelDesk extends LitElement {
  static override styles = [shared, kernelDeskStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  @property({ attribute: false }) desk!: DeskController;
  /** The desk's, so that a change of them is seen. */
  @property({ attribute: false }) draft: KernelDraft | null = null;
  @property({ attribute: false }) sources: KernelSources | null = null;
  /** What the constants in the text make of the plan; null: not known yet. */
  @property({ attribute: false }) planned: KernelSources | null = null;
  @property({ attribute: false }) state: TrialState = { kind: 'idle' };
  @property({ attribute: false }) history: readonly TrialEntry[] = [];
  /** What is under edit is a challenge's text. */
  @property({ type: Boolean }) exercise = false;
  @state() pass = 0;
  @query('rp-text-card') private card!: TextCard | null;

  /** Whose pass is shown. */
  #opened = '';

  protected override willUpdate() {
    const { sources } = this;
    if (!sources) return;
    const opened = `${sources.op}/${sources.kernel}`;
    const isOther = opened !== this.#opened;
    this.#opened = opened;
    // What runs every time is of more interest than what prepares weights.
    if (isOther || this.pass >= sources.passes.length)
      this.pass = Math.max(
        0,
        sources.passes.findIndex(({ once }) => !once),
      );
  }

  /** By the pass's file or its index; line from 1. */
  async goTo(file: string, line: number) {
    await this.card?.goTo(file, line);
  }

  #slide({ detail: { constant, value } }: CustomEvent<ConstantChange>) {
    const { draft, sources, pass } = this;
    if (!draft || !sources) return;
    const text = withConstant(textOf(draft, sources, pass), constant, value);
    this.desk.change(withText(draft, sources, pass, text));
  }

  override render() {
    const { state, draft, sources } = this;
    const stale =
      (state.kind === 'done' || state.kind === 'failed') &&
      state.draft !== draft &&
      JSON.stringify(state.draft) !== JSON.stringify(draft);
    const planned = this.planned ?? sources;
    const card = (show: 'answer' | 'details') =>
      html`<rp-trial-card
        .state=${state}
        .sources=${sources}
        .roofs=${this.roofs}
        .history=${this.history}
        .show=${show}
        ?stale=${stale}
      ></rp-trial-card>`;
    return html`
      ${card('answer')}
      <div class="columns">
        <div class="side">
          ${this.#problem()}
          ${
            sources && draft
              ? html`<section
                  class="card given"
                  aria-label="What the text gets"
                >
                  <h2>What the text gets</h2>
                  <rp-constant-sliders
                    .constants=${sources.passes[this.pass]?.constants ?? []}
                    .text=${textOf(draft, sources, this.pass)}
                    @rp-constant=${this.#slide}
                  ></rp-constant-sliders>
                  <rp-binding-list
                    .pass=${planned?.passes[this.pass] ?? null}
                  ></rp-binding-list>
                </section>`
              : nothing
          }
        </div>
        ${this.#text()}
      </div>
      ${card('details')}
    `;
  }

  #problem() {
    const { desk, draft } = this;
    if (desk.ownProblem && draft)
      return html`<section class="card" aria-labelledby="own">
        <h2 id="own">Workload</h2>
        <p class="muted">
          This text came with a problem of its own: ${draft.op} of
          ${Object.entries(draft.shapes).map(
            ([role, shape]) =>
              html`<br />${role}
                <span class="number">${shape.join(' × ')}</span>`,
          )}
        </p>
        <button @click=${() => desk.pose(desk.form, draft.kernel)}>
          Choose another workload
        </button>
      </section>`;
    const { op, workload, presetId } = desk.form;
    return html`<rp-workload-form
      folded
      .changed=${
        JSON.stringify(workload) !== JSON.stringify(baseWorkload(op, presetId))
      }
      .op=${desk.form.op}
      .workload=${desk.form.workload}
      .presetId=${desk.form.presetId}
      .problem=${desk.misfit}
      .output=${this.#output()}
      @rp-workload-change=${({ workload, presetId }: WorkloadChangeEvent) =>
        desk.pose({ op: desk.form.op, workload, presetId }, this.#kernel())}
      @rp-op-change=${({ opId }: OpChangeEvent) =>
        desk.pose(readPlay(ops, new URLSearchParams({ op: opId })), '')}
    >
      ${this.#kernels()}
    </rp-workload-form>`;
  }

  #kernel = () => this.draft?.kernel ?? '';

  #output(): string {
    const { draft, desk } = this;
    if (!draft) return '';
    const { op } = desk.form;
    const made = op.shapes(draft.shapes, op.options({ ...draft.options }));
    return Object.values(made)
      .map((shape) => shape.join(' × '))
      .join(', ');
  }

  #text() {
    const { draft, sources, desk } = this;
    return html`<div class="text">
      ${
        desk.failure
          ? html`<p class="notice bad lines" role="alert">${desk.failure}</p>`
          : nothing
      }
      ${
        desk.failure && !sources
          ? nothing
          : draft && sources
            ? html`<rp-text-card
                .engine=${this.engine}
                .draft=${draft}
                .sources=${sources}
                .planned=${this.planned}
                .pass=${this.pass}
                ?running=${this.state.kind === 'running'}
                ?idle=${!this.device?.gpu}
                ?exercise=${this.exercise}
                @rp-pass=${({ detail }: CustomEvent<number>) =>
                  (this.pass = detail)}
                @rp-draft-change=${({ detail }: CustomEvent<KernelDraft>) =>
                  desk.change(detail)}
              ></rp-text-card>`
            : html`<section class="card waiting" aria-busy="true">
                <small>Reading the kernel's text …</small>
              </section>`
      }
    </div>`;
  }

  #kernels() {
    const { device, draft, desk } = this;
    if (!device || !draft || desk.ownProblem) return nothing;
    const { shapes, options } = draft;
    const rows = rowsFor(desk.form.op, { shapes, options }, device).filter(
      ({ backend }) => backend === 'webgpu',
    );
    const chosen = rows.find(({ kernel }) => kernel === draft.kernel);
    return html`<div class="kernel">
      <label for="kernel">Kernel</label>
      <select
        id="kernel"
        @change=${(event: Event) =>
          desk.pose(desk.form, (event.target as HTMLSelectElement).value)}
      >
        ${rows.map(
          ({ kernel, title, state, note }) =>
            html`<option
              value=${kernel}
              title=${note || title}
              .selected=${kernel === draft.kernel}
              ?disabled=${state === 'unsupported' && device.gpu}
            >
              ${kernel}
            </option>`,
        )}
      </select>
      <p>
        ${chosen?.state === 'unsupported' && device.gpu ? chosen.note : (chosen?.idea ?? '')}
      </p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-kernel-desk': KernelDesk;
  }
}
