import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { GpuPass, WasmPass } from '../../ops/op';
import { passSource } from '../../ops/source';
import { shared } from '../shared.styles';
import './error-map';
import { TabSelectEvent } from './events';
import './pass-list';
import { backendNames, type KernelRow } from './rows';
import './source-view';
import './timing-list';
import { noRaces, type RaceView } from './tuner-view';

export const tabs = {
  source: 'Source',
  map: 'Error map',
  passes: 'Passes',
  tuner: 'Tuner',
  timing: 'Timing',
} as const;
export type TabId = keyof typeof tabs;
const tabIds = Object.keys(tabs) as TabId[];

/** What stands behind the selected row. WAI-ARIA tabs, arrows move. */
@customElement('rp-detail-tabs')
export class DetailTabs extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        container-type: inline-size;
      }
      .card {
        padding-top: 6px;
      }
      @container (max-width: 480px) {
        .head small {
          display: none;
        }
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 18px;
        margin-bottom: 14px;
        border-bottom: 1px solid var(--line);
      }
      [role='tablist'] {
        display: flex;
        gap: 18px;
        overflow-x: auto;
      }
      [role='tab'] {
        flex: none;
        min-height: 40px;
        padding: 0;
        border: 0;
        border-bottom: 2px solid transparent;
        border-radius: 0;
        background: none;
        color: var(--text-2);
      }
      [role='tab'][aria-selected='true'] {
        border-color: var(--gpu);
        color: var(--text);
        font-weight: 650;
      }
      [role='tab']:focus-visible {
        outline-offset: -2px;
      }
      .idea {
        margin-bottom: 12px;
        color: var(--text-2);
      }
    `,
  ];

  @property({ attribute: false }) row: KernelRow | null = null;
  @property({ attribute: false }) passes: readonly (GpuPass | WasmPass)[] = [];
  /** All rows, and what is known of their races. */
  @property({ attribute: false }) rows: readonly KernelRow[] = [];
  @property({ attribute: false }) races: RaceView = noRaces;
  @property() tab: TabId = 'source';
  /** Link to the page on which this kernel can be changed; '' without one. */
  @property() edit = '';

  #key(event: KeyboardEvent) {
    const at = tabIds.indexOf(this.tab);
    const next = {
      ArrowRight: (at + 1) % tabIds.length,
      ArrowLeft: (at + tabIds.length - 1) % tabIds.length,
      Home: 0,
      End: tabIds.length - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.dispatchEvent(new TabSelectEvent(tabIds[next]));
    this.renderRoot.querySelector<HTMLElement>(`#tab-${tabIds[next]}`)?.focus();
  }

  override render() {
    const { row } = this;
    return html`
      <section class="card" aria-label="Details of the selected kernel">
        <div class="head">
          <div role="tablist" aria-label="Details" @keydown=${this.#key}>
            ${tabIds.map(
              (id) =>
                html`<button
                  role="tab"
                  id="tab-${id}"
                  aria-controls="panel"
                  aria-selected=${id === this.tab}
                  tabindex=${id === this.tab ? 0 : -1}
                  @click=${() => this.dispatchEvent(new TabSelectEvent(id))}
                >
                  ${tabs[id]}
                </button>`,
            )}
          </div>
          ${
            row
              ? html`<small>${backendNames[row.backend]} · ${row.title}</small>`
              : ''
          }
        </div>
        <div role="tabpanel" id="panel" aria-labelledby="tab-${this.tab}">
          ${row ? this.#panel(row) : 'Select a kernel in the table.'}
        </div>
      </section>
    `;
  }

  #panel(row: KernelRow) {
    switch (this.tab) {
      case 'source':
        return this.#source(row);
      case 'map':
        return html`<rp-error-map
          .check=${row.report?.check ?? null}
        ></rp-error-map>`;
      case 'passes':
        return html`<rp-pass-list .passes=${this.passes}></rp-pass-list>`;
      case 'tuner':
        return html`<rp-tuner-view
          .backend=${row.backend}
          .rows=${this.rows}
          .races=${this.races}
        ></rp-tuner-view>`;
      case 'timing':
        return html`<rp-timing-list .report=${row.report}></rp-timing-list>`;
    }
  }

  #source(row: KernelRow) {
    const files = this.passes.flatMap((pass) =>
      'shader' in pass
        ? [{ file: `shaders/${pass.shader.file}`, text: passSource(pass) }]
        : [],
    );
    return html`
      <p class="idea">${row.idea}</p>
      ${
        files.length > 0
          ? html`<rp-source-view
              .files=${files}
              .edit=${this.edit}
            ></rp-source-view>`
          : html`<p class="muted">
              ${
                row.backend === 'wasm'
                  ? 'Compiled to WebAssembly with SIMD; the passes tell which function runs.'
                  : 'The loops are in src/ops, in the op’s own folder.'
              }
            </p>`
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-detail-tabs': DetailTabs;
  }
}
