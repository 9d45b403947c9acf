import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport } from '../engine/api';
import {
  adapterName,
  bestClock,
  keyFeatures,
  softwareNote,
  threadsText,
} from './device-facts';
import { shared } from './shared.styles';
import { formatDuration } from './units';

/** Whose figures these are, in four lines; leads to the Device page. */
@customElement('rp-device-card')
export class DeviceCard extends LitElement {
  static override styles = [
    shared,
    css`
      a {
        display: grid;
        gap: 6px;
        padding: 12px;
        font-size: 12px;
        color: var(--text-2);
        text-decoration: none;
      }
      a:hover {
        border-color: var(--text-3);
      }
      strong {
        font-size: 13px;
        line-height: 1.3;
        color: var(--text);
        overflow-wrap: anywhere;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
    `,
  ];

  @property({ attribute: false }) device: DeviceReport | null = null;

  override render() {
    const { device } = this;
    if (!device)
      return html`<a class="card" href="#device">Looking for a GPU …</a>`;
    return html`
      <a class="card" href="#device" title="All facts">
        <strong>${adapterName(device)}</strong>
        ${
          device.software && device.gpu
            ? html`<span class="badge">${softwareNote}</span>`
            : nothing
        }
        <span>
          ${device.gpu ? 'WebGPU · ' : ''}${threadsText(device.threads)}<br />
          clock ${formatDuration(bestClock(device).resolutionMs)}
        </span>
        <span class="chips">
          ${keyFeatures(device).map(
            (name) => html`<span class="chip">${name}</span>`,
          )}
        </span>
      </a>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-device-card': DeviceCard;
  }
}
