import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { roofFor, roofsOf } from '../../roofline/ceiling-roofs';
import { dotsOf, type Dot, type Run } from '../../roofline/dots';
import { ladderSentence, verdictOf } from '../../roofline/verdict';
import { laddersOf } from '../../roofline/ladder';
import { shared } from '../shared.styles';
import { noCeilings, type CeilingsView } from './ceilings-view';
import { measureBar, measureBarStyles } from './measure-bar';
import './roofline-chart';

/** The kernels of one problem under this device's roofs, and the verdict. */
@customElement('rp-roofline-card')
export class RooflineCard extends LitElement {
  static override styles = [
    shared,
    measureBarStyles,
    css`
      h2 {
        margin-bottom: 12px;
      }
      .verdict {
        margin-top: 10px;
        padding: 10px 14px;
        border-left: 3px solid var(--gpu);
        border-radius: 0 var(--radius-control) var(--radius-control) 0;
        background: var(--inset);
        color: var(--text-2);
      }
      .verdict.wasm {
        border-color: var(--wasm);
      }
      .verdict.reference {
        border-color: var(--oracle);
      }
      .verdict strong {
        color: var(--text);
      }
      .empty {
        display: grid;
        gap: 12px;
        justify-items: start;
        color: var(--text-2);
      }
      .why {
        max-width: 56ch;
      }
    `,
  ];

  @property({ attribute: false }) runs: readonly Run[] = [];
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  /** A row's id, `webgpu/naive`; the fastest where it was not measured. */
  @property() selected = '';

  override render() {
    const { ceilings } = this.roofs;
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">On your measured roofline</h2>
        ${ceilings ? this.#chart() : this.#empty()}
      </section>
    `;
  }

  #empty() {
    return html`<div class="empty">
      <p class="why">
        A kernel can be no faster than the device's multiply-adds, nor than its
        memory. Both are measured here, so that each kernel's distance from them
        is known.
      </p>
      ${measureBar(this, this.roofs, 'Measure the roofs')}
    </div>`;
  }

  #chart() {
    const { ceilings, state } = this.roofs;
    const roofs = ceilings ? roofsOf(ceilings) : [];
    const dots = dotsOf(this.runs, roofs);
    const dot = this.#selectedDot(dots);
    return html`
      <rp-roofline-chart
        .roofs=${roofs}
        .dots=${dots}
        .sweep=${ceilings?.evidence.sweep ?? []}
        .selected=${dot?.id ?? ''}
      ></rp-roofline-chart>
      ${dot ? verdictBox(dot, roofs, dots) : waiting}
      ${state === 'idle' ? nothing : measureBar(this, this.roofs, 'Try again')}
    `;
  }

  #selectedDot(dots: readonly Dot[]): Dot | null {
    const ladders = laddersOf(dots);
    return (
      dots.find(({ id }) => id.startsWith(`${this.selected} `)) ??
      ladders.find(({ backend }) => backend === 'webgpu')?.fastest ??
      ladders[0]?.fastest ??
      null
    );
  }
}

const waiting = html`<p class="verdict">
  No kernel measured yet for this layer; each lands here as soon as it ran.
</p>`;

function verdictBox(
  dot: Dot,
  roofs: Parameters<typeof roofFor>[0],
  dots: readonly Dot[],
) {
  const { finding, next } = verdictOf(dot, roofFor(roofs, dot.backend));
  const ladder = laddersOf(dots).find(({ rungs }) => rungs.includes(dot));
  return html`<p class="verdict ${dot.backend}" role="status">
    <strong>${finding}</strong> ${next} ${ladder ? ladderSentence(ladder) : ''}
  </p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-roofline-card': RooflineCard;
  }
}
