import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shared } from './shared.styles';

const labels = {
  ready: 'Copy link',
  copied: 'Link copied',
  denied: 'Copy it from the address bar',
} as const;

/** Copies the address, which says what the page shows. */
@customElement('rp-copy-link')
export class CopyLink extends LitElement {
  static override styles = [
    shared,
    css`
      button {
        width: 100%;
      }
    `,
  ];

  /** What the link says: once it changes, the copy is an old one. */
  @property({ attribute: false }) of: unknown = null;
  /** Brings the address up to date first, where it does not follow by itself. */
  @property({ attribute: false }) tell: () => void = () => {};
  @state() outcome: keyof typeof labels = 'ready';

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('of')) this.outcome = 'ready';
  }

  async #copy() {
    this.tell();
    try {
      await navigator.clipboard.writeText(window.location.href);
      this.outcome = 'copied';
    } catch {
      // No permission: the address bar holds the same link.
      this.outcome = 'denied';
    }
  }

  override render() {
    return html`<button @click=${() => void this.#copy()}>
      <span aria-live="polite">${labels[this.outcome]}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-copy-link': CopyLink;
  }
}
