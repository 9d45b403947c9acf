import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import type { CeilingsView } from '../roofline/ceilings-view';
import { shared } from '../shared.styles';

/** What a network promises, layer by layer, and what this device delivers. */
@customElement('rp-networks-page')
export class NetworksPage extends LitElement {
  static override styles = [shared];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  @property({ attribute: false }) roofs: CeilingsView | null = null;
  @property({ type: Boolean, reflect: true }) override hidden = false;

  override render() {
    return html`<h1>Networks</h1>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-networks-page': NetworksPage;
  }
}
