import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport, Progress } from '../../engine/api';
import { benchPageStyles } from '../bench/bench-page.styles';
import '../copy-link';
import { download } from '../download';
import '../save-menu';
import { shared } from '../shared.styles';
import { savingsCsv, savingsJson } from './csv';
import { outcomeOf, type SavingsRun } from './outcome';
import type { Plan } from './plan';
import type { Doing } from './savings-runner';

/** What is compared, in one line, with what can be done about it. */
@customElement('rp-savings-head')
export class SavingsHead extends LitElement {
  static override styles = [
    shared,
    benchPageStyles,
    css`
      .actions .primary {
        min-width: 132px;
      }
    `,
  ];

  @property({ attribute: false }) plan!: Plan;
  @property({ attribute: false }) run: SavingsRun | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) progress: Progress = { done: 0, label: '' };
  @property() doing: Doing = 'nothing';
  @property({ type: Boolean }) ready = false;

  #save(format: 'csv' | 'json') {
    const { plan, run, device } = this;
    if (!run) return;
    const text =
      format === 'csv'
        ? savingsCsv(plan, run)
        : savingsJson(plan, run, window.location.href, device);
    const type = format === 'csv' ? 'text/csv' : 'application/json';
    download(`ridgepoint-savings.${format}`, new Blob([text], { type }));
  }

  #act = (type: 'rp-savings-start' | 'rp-savings-cancel') => () =>
    this.dispatchEvent(new Event(type));

  override render() {
    const { plan, run, doing } = this;
    const isBusy = doing !== 'nothing';
    const isMeasured = run !== null && outcomeOf(plan, run, 'cheap') !== null;
    return html`
      <header>
        <h1>Savings</h1>
        <p class="muted">${plan.title}</p>
        <div class="actions">
          <rp-copy-link
            .of=${this.plan}
            .tell=${() => this.dispatchEvent(new Event('rp-savings-tell'))}
          ></rp-copy-link>
          <rp-save-menu
            .empty=${isMeasured ? '' : 'Nothing measured yet.'}
            .choices=${[
              { title: 'JSON, everything', save: () => this.#save('json') },
              { title: 'CSV, one row each', save: () => this.#save('csv') },
            ]}
          ></rp-save-menu>
          ${
            isBusy
              ? html`<button
                  class="primary"
                  @click=${this.#act('rp-savings-cancel')}
                >
                  Cancel
                </button>`
              : html`<button
                  class="primary"
                  ?disabled=${!this.ready}
                  @click=${this.#act('rp-savings-start')}
                >
                  ${isMeasured ? 'Measure again' : 'Measure'}
                </button>`
          }
        </div>
      </header>
      <div class="progress" ?data-on=${isBusy}>
        ${
          isBusy
            ? html`<progress
                  aria-label="Progress of the measurement"
                  .value=${this.progress.done}
                ></progress>
                <small>${this.progress.label}</small>`
            : nothing
        }
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-savings-head': SavingsHead;
  }
}
