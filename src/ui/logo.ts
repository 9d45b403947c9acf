import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { shared } from './shared.styles';

/** A roofline and its ridge point, with the name beside it. */
@customElement('rp-logo')
export class Logo extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 9px;
        font-size: 18px;
        font-weight: 700;
        letter-spacing: -0.015em;
      }
      svg {
        width: 22px;
        height: 22px;
        color: var(--gpu);
      }
    `,
  ];

  override render() {
    return html`<svg viewBox="0 0 22 22" aria-hidden="true">
        <path
          d="M2 18 L11 6 L20 6"
          fill="none"
          stroke="currentColor"
          stroke-width="2.4"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
        <circle cx="11" cy="6" r="3.4" fill="currentColor" />
      </svg>
      Ridgepoint`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-logo': Logo;
  }
}
