import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Extent, KernelSources, PassSource } from '../../../engine/api';
import { passWorkgroups } from '../../../engine/trial/kernel-text';
import { opById } from '../../../ops';
import { elementCount } from '../../../ops/tensor';
import type { KernelDraft } from '../../../state/draft';
import {
  passKey,
  textOf,
  withWorkgroups,
  workgroupsOf,
} from '../../../state/draft-edits';
import { shared } from '../../shared.styles';
import { formatCount } from '../../units';

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
      .why {
        color: var(--bad);
      }
      .link {
        min-height: 24px;
        padding: 0 4px;
        border: 0;
        background: none;
        font-size: 12px;
        color: var(--gpu-text);
        text-decoration: underline;
      }
      @media (max-width: 820px) {
        .link {
          min-height: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) draft!: KernelDraft;
  @property({ attribute: false }) sources!: KernelSources;
  /** What the constants in the text make of the plan; null: not known yet. */
  @property({ attribute: false }) planned: KernelSources | null = null;
  @property({ type: Number }) pass = 0;

  #edit(axis: number, text: string) {
    const { draft, sources, pass } = this;
    const now = this.#now();
    const texts = axes.map((_, i) => (i === axis ? text : String(now[i] ?? 1)));
    const extents = texts.map(extentOf);
    const same = String(extents) === String(this.#plan?.workgroups);
    this.#tell(withWorkgroups(draft, sources, pass, same ? null : extents));
  }

  #tell(detail: KernelDraft) {
    this.dispatchEvent(
      new CustomEvent('rp-draft-change', {
        ...{ detail, bubbles: true, composed: true },
      }),
    );
  }

  get #plan(): PassSource | null {
    return this.planned?.passes[this.pass] ?? null;
  }

  get #isOwn(): boolean {
    const { draft, sources, pass } = this;
    return passKey(sources, pass) in draft.workgroups;
  }

  #now(): readonly Extent[] {
    const { draft, sources, pass } = this;
    return this.#isOwn || !this.#plan
      ? workgroupsOf(draft, sources, pass)
      : this.#plan.workgroups;
  }

  override render() {
    const now = this.#now();
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
      <small id="help" role="status">${this.#help()}</small>
    </div>`;
  }

  #help() {
    const { draft, sources, pass } = this;
    if (!this.#isOwn)
      return html`from the plan; numbers or formulas, as
        <code>ceil(elements / 64)</code>`;
    const back = html`<button
      class="link"
      @click=${() => this.#tell(withWorkgroups(draft, sources, pass, null))}
    >
      Back to the plan's
    </button>`;
    try {
      const sides = passWorkgroups(
        textOf(draft, sources, pass),
        workgroupsOf(draft, sources, pass),
        (this.#plan ?? sources.passes[pass]).params,
        elementsOf(draft),
      );
      return html`come to ${sides.map(formatCount).join(' × ')} ${back}`;
    } catch (error) {
      return html`<span class="why">${(error as Error).message}</span> ${back}`;
    }
  }
}

/** Of the first output. */
function elementsOf({ op: id, shapes, options }: KernelDraft): number {
  const op = opById(id);
  const [first] = Object.values(op.shapes(shapes, op.options({ ...options })));
  return elementCount(first);
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
