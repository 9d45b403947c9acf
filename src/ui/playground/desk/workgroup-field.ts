import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Extent, KernelSources } from '../../../engine/api';
import type { KernelDraft } from '../../../state/draft';
import { withWorkgroups, workgroupsOf } from '../../../state/draft-edits';
import { shared } from '../../shared.styles';

const axes = ['x', 'y', 'z'] as const;

/**
 * How many workgroups a pass is run with: numbers or formulas. Fires
 * `rp-draft-change` (detail: the new draft), which bubbles.
 */
@customElement('rp-workgroup-field')
export class WorkgroupField extends LitElement {
  static override styles = [
    shared,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 10px;
      }
      input {
        flex: 1 1 70px;
        min-width: 0;
        max-width: 150px;
      }
    `,
  ];

  @property({ attribute: false }) draft!: KernelDraft;
  @property({ attribute: false }) sources!: KernelSources;
  @property({ type: Number }) pass = 0;

  #edit(axis: number, text: string) {
    const { draft, sources, pass } = this;
    const now = workgroupsOf(draft, sources, pass);
    const texts = axes.map((_, i) => (i === axis ? text : String(now[i] ?? 1)));
    const extents = texts.map(extentOf);
    const planned = axes.map((_, i) => sources.passes[pass].workgroups[i] ?? 1);
    const same = String(extents) === String(planned);
    this.dispatchEvent(
      new CustomEvent('rp-draft-change', {
        detail: withWorkgroups(draft, sources, pass, same ? null : extents),
        bubbles: true,
        composed: true,
      }),
    );
  }

  override render() {
    const { draft, sources, pass } = this;
    const now = workgroupsOf(draft, sources, pass);
    return html`<div class="row" role="group" aria-label="Workgroups">
      <span class="muted">Workgroups</span>
      ${axes.map(
        (axis, i) =>
          html`<input
            aria-label="Workgroups ${axis}"
            autocomplete="off"
            spellcheck="false"
            aria-describedby="help"
            .value=${live(String(now[i] ?? 1))}
            @change=${(event: Event) =>
              this.#edit(i, (event.target as HTMLInputElement).value)}
          />`,
      )}
      <small id="help">numbers or formulas, as ceil(out_width / 8)</small>
    </div>`;
  }
}

const extentOf = (text: string): Extent => {
  const trimmed = text.trim();
  return /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed || 1;
};

declare global {
  interface HTMLElementTagNameMap {
    'rp-workgroup-field': WorkgroupField;
  }
}
