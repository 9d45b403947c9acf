import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { offline, type OfflineState } from '../offline/offline';
import { shared } from './shared.styles';

const stateText: Readonly<Record<OfflineState, string>> = {
  unavailable:
    'The browser keeps no pages here (a private window, or not https): each ' +
    'visit needs the network.',
  preparing: 'Keeping the site for visits without a network …',
  ready: 'Kept whole: it opens and computes without a network.',
  failed:
    'The site could not be kept (storage full or forbidden): each visit ' +
    'needs the network.',
};

/** Whether the site needs a network, and whose work it carries. */
@customElement('rp-site-card')
export class SiteCard extends LitElement {
  static override styles = [
    shared,
    css`
      p {
        margin-top: 10px;
      }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    offline.addEventListener('change', this.#hear);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    offline.removeEventListener('change', this.#hear);
  }

  #hear = () => this.requestUpdate();

  override render() {
    return html`<section class="card" aria-labelledby="site">
      <h2 id="site">This site</h2>
      <p>${stateText[offline.state]}</p>
      <p>
        Nothing leaves this machine: no picture, kernel or timing is sent
        anywhere.
      </p>
      <p>
        <a href="./licences/packages.txt">Packages it is built from</a> and
        their licences.
      </p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-site-card': SiteCard;
  }
}
