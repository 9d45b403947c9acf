import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../engine/api';
import {
  adapterName,
  clockText,
  formatLimit,
  limitName,
  softwareNote,
  threadsText,
} from './device-facts';
import './device/losses-card';
import { devicePageStyles } from './device-page.styles';
import './missing-card';
import { shared } from './shared.styles';
import './site-card';

/** Everything a figure depends on that is not the workload. */
@customElement('rp-device-page')
export class DevicePage extends LitElement {
  static override styles = [shared, devicePageStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;

  override render() {
    const { device } = this;
    return html`
      <header>
        <h1>Device</h1>
        <p class="muted">
          ${device ? adapterName(device) : 'Looking for a GPU …'}
        </p>
      </header>
      ${device ? this.#facts(device) : nothing}
      <rp-missing-card .device=${device}></rp-missing-card>
      <rp-site-card></rp-site-card>
    `;
  }

  #facts(device: DeviceReport) {
    return html`
      ${device.reason ? html`<p class="notice">${device.reason}</p>` : nothing}
      ${
        device.software && device.gpu
          ? html`<p class="notice">
              This is a ${softwareNote}. Kernels really run and are really
              checked, on the processor instead of a graphics card.
            </p>`
          : nothing
      }
      <div class="cards">
        <section class="card" aria-labelledby="adapter">
          <h2 id="adapter">Adapter</h2>
          ${facts([
            ['vendor', device.vendor],
            ['architecture', device.architecture],
            ['description', device.description],
            ['kind', adapterKind(device)],
            ['WebGPU', device.gpu ? 'available' : 'not available'],
          ])}
        </section>
        <section class="card" aria-labelledby="clocks">
          <h2 id="clocks">Clocks and threads</h2>
          ${facts([
            [
              'GPU clock',
              device.clocks.gpu ? clockText(device.clocks.gpu) : '',
            ],
            ['CPU clock', clockText(device.clocks.cpu)],
            ['processor', threadsText(device.threads)],
            ['isolated', device.crossOriginIsolated ? 'yes' : 'no'],
            ['browser', device.userAgent],
          ])}
        </section>
        <section class="card" aria-labelledby="features">
          <h2 id="features">Features</h2>
          ${
            device.features.length === 0
              ? html`<p class="muted">None.</p>`
              : html`<ul class="chips">
                  ${device.features
                    .toSorted()
                    .map((name) => html`<li class="chip">${name}</li>`)}
                </ul>`
          }
        </section>
        <rp-losses-card
          class="wide"
          .engine=${this.engine}
          .device=${device}
        ></rp-losses-card>
        <section class="card wide" aria-labelledby="limits">
          <h2 id="limits">Limits</h2>
          ${facts(
            Object.entries(device.limits).map(([name, value]) => [
              limitName(name),
              formatLimit(name, value),
            ]),
          )}
        </section>
      </div>
    `;
  }
}

function adapterKind(device: DeviceReport): string {
  if (!device.gpu) return 'none';
  if (device.software) return 'software, on the processor';
  return device.isFallbackAdapter ? 'fallback adapter' : 'graphics hardware';
}

const facts = (entries: readonly (readonly [string, string])[]) =>
  html`<dl>
    ${entries.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd class="number">${value || 'not told'}</dd>
        </div>`,
    )}
  </dl>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-device-page': DevicePage;
  }
}
