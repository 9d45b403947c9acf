import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { BenchReport, DeviceReport } from '../../engine/api';
import { toCsv, toJson } from '../../state/export';
import { shared } from '../shared.styles';

/** Saves the reports as a file. */
@customElement('rp-export-menu')
export class ExportMenu extends LitElement {
  static override styles = [
    shared,
    css`
      details {
        position: relative;
      }
      summary {
        display: flex;
        align-items: center;
        justify-content: center;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary[aria-disabled='true'] {
        opacity: 0.55;
        cursor: default;
      }
      div {
        position: absolute;
        z-index: 4;
        right: 0;
        top: calc(100% + 6px);
        display: grid;
        gap: 4px;
        width: 208px;
        padding: 6px;
        border: 1px solid var(--line);
        border-radius: var(--radius-card);
        background: var(--card);
      }
      div button {
        border: 0;
        text-align: left;
      }
      div button:hover {
        background: var(--inset);
      }
      @media (max-width: 820px) {
        summary {
          min-height: 40px;
        }
        div {
          right: auto;
          left: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) reports: readonly BenchReport[] = [];
  @property({ attribute: false }) device: DeviceReport | null = null;
  #details = createRef<HTMLDetailsElement>();

  #save(format: 'json' | 'csv') {
    const all = {
      link: window.location.href,
      device: this.device,
      reports: this.reports,
    };
    const text = format === 'json' ? toJson(all) : toCsv(all);
    const type = format === 'json' ? 'application/json' : 'text/csv';
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `ridgepoint-${this.reports[0]?.op}.${format}`;
    link.click();
    // The download has to have started before its address goes away.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    this.#close();
  }

  #close() {
    this.#details.value?.removeAttribute('open');
  }

  #key(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    this.#close();
    this.renderRoot.querySelector('summary')?.focus();
  }

  #leave(event: FocusEvent) {
    if (!this.renderRoot.contains(event.relatedTarget as Node | null))
      this.#close();
  }

  override render() {
    const empty = this.reports.length === 0;
    return html`
      <details
        ${ref(this.#details)}
        @keydown=${this.#key}
        @focusout=${this.#leave}
      >
        <summary
          class="button"
          aria-disabled=${empty}
          title=${empty ? 'Nothing measured yet.' : ''}
          @click=${(event: Event) => empty && event.preventDefault()}
        >
          Export
        </summary>
        <div>
          <button @click=${() => this.#save('json')}>JSON, everything</button>
          <button @click=${() => this.#save('csv')}>CSV, one row each</button>
        </div>
      </details>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-export-menu': ExportMenu;
  }
}
