import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport, Progress } from '../../engine/api';
import { benchPageStyles } from '../bench/bench-page.styles';
import '../copy-link';
import { download } from '../download';
import '../save-menu';
import { shared } from '../shared.styles';
import { wish } from './events';
import type { Figures } from './figures';
import { layersCsv, networksJson } from './layer-export';

/** Which networks, in one line, with what can be done about them. */
@customElement('rp-networks-head')
export class NetworksHead extends LitElement {
  static override styles = [
    shared,
    benchPageStyles,
    css`
      .actions .primary {
        min-width: 118px;
      }
    `,
  ];

  /** "MobileNetV1, 224×224, against …". */
  @property() subtitle = '';
  @property({ attribute: false }) figures: readonly Figures[] = [];
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) progress: Progress = { done: 0, label: '' };
  @property({ type: Boolean }) running = false;
  @property({ type: Boolean }) ready = false;

  #save(format: 'csv' | 'json') {
    const { figures, device } = this;
    const text =
      format === 'csv'
        ? layersCsv(figures)
        : networksJson(window.location.href, device, figures);
    const type = format === 'csv' ? 'text/csv' : 'application/json';
    const name = figures[0].promise.subject.entry.id;
    download(`ridgepoint-${name}.${format}`, new Blob([text], { type }));
  }

  override render() {
    const { running, progress } = this;
    const measured = this.figures.some(({ result }) => result);
    return html`
      <header>
        <h1>Networks</h1>
        <p class="muted">${this.subtitle}</p>
        <div class="actions">
          <rp-copy-link
            .of=${this.subtitle}
            .tell=${() => this.dispatchEvent(new Event('rp-networks-tell'))}
          ></rp-copy-link>
          <rp-save-menu
            .empty=${this.figures.length === 0 ? 'No network yet.' : ''}
            .choices=${[
              { title: 'CSV, a row per layer', save: () => this.#save('csv') },
              { title: 'JSON, everything', save: () => this.#save('json') },
            ]}
          ></rp-save-menu>
          <button
            class="primary"
            ?disabled=${!running && !this.ready}
            @click=${() =>
              this.dispatchEvent(
                wish(running ? 'rp-networks-cancel' : 'rp-networks-run'),
              )}
          >
            ${running ? 'Cancel' : measured ? 'Run again' : 'Run'}
          </button>
        </div>
      </header>
      <div class="progress" ?data-on=${running}>
        ${
          running
            ? html`<progress
                  aria-label="Progress of the run"
                  .value=${progress.done}
                ></progress>
                <small role="status">${progress.label}</small>`
            : nothing
        }
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-networks-head': NetworksHead;
  }
}
