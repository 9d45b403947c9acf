import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import { shared } from '../shared.styles';

/** Trained networks on your picture or camera. */
@customElement('rp-see-page')
export class SeePage extends LitElement {
  static override styles = [shared];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  @property({ type: Boolean, reflect: true }) override hidden = false;

  override render() {
    return html`<h1>See it work</h1>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-see-page': SeePage;
  }
}
