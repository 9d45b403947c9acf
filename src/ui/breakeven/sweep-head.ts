import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport, Progress } from '../../engine/api';
import { benchPageStyles } from '../bench/bench-page.styles';
import '../bench/export-menu';
import '../copy-link';
import { shared } from '../shared.styles';
import { reportsOf, type SweepRun } from './rows';
import type { SweepPlan } from './state';

/** What is swept, in one line, with what can be done about it. */
@customElement('rp-sweep-head')
export class SweepHead extends LitElement {
  static override styles = [
    shared,
    benchPageStyles,
    css`
      .actions .primary {
        min-width: 118px;
      }
    `,
  ];

  @property({ attribute: false }) plan!: SweepPlan;
  @property({ attribute: false }) run: SweepRun | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) progress: Progress = { done: 0, label: '' };
  @property({ type: Boolean }) ready = false;

  #act(type: 'rp-sweep-start' | 'rp-sweep-cancel') {
    return () => this.dispatchEvent(new Event(type));
  }

  override render() {
    const { op, presetId, sweep } = this.plan;
    const preset = op.presets.find(({ id }) => id === presetId);
    const running = this.run?.state === 'running';
    return html`
      <header>
        <h1>Break-even</h1>
        <p class="muted">
          ${op.title}, ${preset?.title}, by ${sweep.label.toLowerCase()}
        </p>
        <div class="actions">
          <rp-copy-link
            .of=${this.plan}
            .tell=${() => this.dispatchEvent(new Event('rp-sweep-tell'))}
          ></rp-copy-link>
          <rp-export-menu
            .reports=${reportsOf(this.run?.rows ?? [])}
            .device=${this.device}
          ></rp-export-menu>
          ${
            running
              ? html`<button
                  class="primary"
                  @click=${this.#act('rp-sweep-cancel')}
                >
                  Cancel
                </button>`
              : html`<button
                  class="primary"
                  ?disabled=${!this.ready}
                  @click=${this.#act('rp-sweep-start')}
                >
                  ${this.run ? 'Sweep again' : 'Sweep'}
                </button>`
          }
        </div>
      </header>
      <div class="progress" ?data-on=${running}>
        ${
          running
            ? html`<progress
                  aria-label="Progress of the sweep"
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
    'rp-sweep-head': SweepHead;
  }
}
