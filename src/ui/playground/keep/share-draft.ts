import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Draft } from '../../../state/draft';
import {
  linkFits,
  linkSize,
  mostLinkCharacters,
  packDraft,
} from '../../../state/draft-link';
import { formatHash } from '../../../state/url';
import { shared } from '../../shared.styles';
import { formatCount } from '../../units';

/** The draft as a link; where it is too long for one, says to take a file. */
@customElement('rp-share-draft')
export class ShareDraft extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
    `,
  ];

  @property({ attribute: false }) draft: Draft | null = null;
  @state() packed = '';
  @state() said = '';

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('draft')) return;
    this.packed = '';
    this.said = '';
    if (this.draft) void this.#pack(this.draft);
  }

  async #pack(draft: Draft) {
    try {
      const packed = await packDraft(draft);
      // Another one may have come meanwhile.
      if (this.draft === draft) this.packed = packed;
    } catch (error) {
      if (this.draft === draft) this.said = (error as Error).message;
    }
  }

  get #address(): string {
    const { origin, pathname } = window.location;
    const mode = this.draft?.kind === 'free' ? 'free' : 'kernel';
    return `${origin}${pathname}${formatHash('playground', { mode })}`;
  }

  async #copy() {
    const link = `${this.#address}&draft=${this.packed}`;
    try {
      await navigator.clipboard.writeText(link);
      this.said = 'Link copied.';
    } catch {
      // No permission: the reader copies it from the address bar instead.
      window.location.assign(link);
      this.said = 'Copy it from the address bar.';
    }
  }

  override render() {
    const { packed, draft, said } = this;
    if (!draft) return nothing;
    const size = linkSize(packed, this.#address);
    const fits = linkFits(packed, this.#address);
    return html`
      <button ?disabled=${!packed || !fits} @click=${() => void this.#copy()}>
        Copy link
      </button>
      ${
        packed && !fits
          ? html`<small
              >A link would have ${formatCount(size)} characters: above
              ${formatCount(mostLinkCharacters)} many programs cut it. Export a
              file instead.</small
            >`
          : nothing
      }
      <small role="status">${said}</small>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-share-draft': ShareDraft;
  }
}
