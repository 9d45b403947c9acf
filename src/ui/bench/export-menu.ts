import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BenchReport, DeviceReport } from '../../engine/api';
import { toCsv, toJson } from '../../state/export';
import { download } from '../download';
import '../save-menu';
import { shared } from '../shared.styles';

/** Saves the reports as a file. */
@customElement('rp-export-menu')
export class ExportMenu extends LitElement {
  static override styles = shared;

  @property({ attribute: false }) reports: readonly BenchReport[] = [];
  @property({ attribute: false }) device: DeviceReport | null = null;

  #save(format: 'json' | 'csv') {
    const all = {
      link: window.location.href,
      device: this.device,
      reports: this.reports,
    };
    const text = format === 'json' ? toJson(all) : toCsv(all);
    const type = format === 'json' ? 'application/json' : 'text/csv';
    download(
      `ridgepoint-${this.reports[0]?.op}.${format}`,
      new Blob([text], { type }),
    );
  }

  override render() {
    return html`<rp-save-menu
      .empty=${this.reports.length === 0 ? 'Nothing measured yet.' : ''}
      .choices=${[
        { title: 'JSON, everything', save: () => this.#save('json') },
        { title: 'CSV, one row each', save: () => this.#save('csv') },
      ]}
    ></rp-save-menu>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-export-menu': ExportMenu;
  }
}
