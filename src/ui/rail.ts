import { LitElement, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport } from '../engine/api';
import './device-card';
import { icons } from './icons';
import './logo';
import { railStyles } from './rail.styles';
import { shared } from './shared.styles';

export interface RailPage {
  readonly id: string;
  readonly title: string;
  readonly href: string;
}

/** Name, pages and device; a bar at the bottom of a phone. */
@customElement('rp-rail')
export class Rail extends LitElement {
  static override styles = [shared, railStyles];

  @property({ attribute: false }) pages: readonly RailPage[] = [];
  @property() current = '';
  @property({ attribute: false }) device: DeviceReport | null = null;

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('current')) this.#reveal();
  }

  /** On a phone the pages are wider than the screen. */
  #reveal() {
    const nav = this.renderRoot.querySelector('nav');
    const here = nav?.querySelector('[aria-current]');
    if (!nav || !here) return;
    const { left, width } = here.getBoundingClientRect();
    const { left: start, width: room } = nav.getBoundingClientRect();
    const beyond = left + width > start + room || left < start;
    if (beyond) nav.scrollLeft += left - start - (room - width) / 2;
  }

  override render() {
    return html`
      <rp-logo></rp-logo>
      <nav aria-label="Pages">
        <ul>
          ${this.pages.map(
            (page) => html`
              <li>
                <a
                  href=${page.href}
                  aria-current=${page.id === this.current ? 'page' : nothing}
                >
                  <svg viewBox="0 0 20 20" aria-hidden="true">
                    ${icons[page.id] ?? svg``}
                  </svg>
                  ${page.title}
                </a>
              </li>
            `,
          )}
        </ul>
      </nav>
      <rp-device-card .device=${this.device}></rp-device-card>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-rail': Rail;
  }
}
