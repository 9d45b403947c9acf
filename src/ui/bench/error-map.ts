import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { CheckReport, ErrorMap } from '../../engine/api';
import { shared } from '../shared.styles';
import { formatCount, formatUlp } from '../units';

/** Where a kernel is furthest from the oracle, one cell per output pixel. */
@customElement('rp-error-map')
export class ErrorMapView extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 260px) minmax(0, 1fr);
        gap: var(--gap) 26px;
        align-items: start;
      }
      canvas {
        display: block;
        width: 100%;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--inset);
        image-rendering: pixelated;
        color: var(--text);
        accent-color: var(--bad);
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 6px 18px;
        margin: 10px 0;
      }
      dt {
        color: var(--text-2);
      }
      dd {
        margin: 0;
      }
      .ok {
        color: var(--ok-text);
      }
      .bad {
        color: var(--bad);
      }
      @media (max-width: 560px) {
        :host {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) check: CheckReport | null = null;
  #canvas = createRef<HTMLCanvasElement>();

  protected override updated() {
    const canvas = this.#canvas.value;
    if (canvas && this.check?.map)
      draw(canvas, this.check.map, this.check.allowedUlp);
  }

  override render() {
    const { check } = this;
    if (!check)
      return html`<p class="muted">
        Nothing to compare: run this kernel with its check.
      </p>`;
    const { map, worst } = check;
    return html`
      ${
        map
          ? html`<canvas
              ${ref(this.#canvas)}
              width=${map.width}
              height=${map.height}
              role="img"
              aria-label="Error per output pixel, largest over the channels:
              ${formatUlp(check.maxUlp)} ULP at most"
            ></canvas>`
          : nothing
      }
      <div>
        <p>
          <strong class=${check.ok ? 'ok' : 'bad'}>
            ${check.ok ? '✓ within the tolerance' : '✗ outside the tolerance'}
          </strong>
        </p>
        <dl>
          <dt>Largest error</dt>
          <dd class="number">${formatUlp(check.maxUlp)} ULP</dd>
          <dt>Allowed</dt>
          <dd>
            <span class="number">${formatCount(check.allowedUlp)} ULP</span>:
            ${check.why}
          </dd>
          <dt>Outside</dt>
          <dd class="number">
            ${formatCount(check.failures)} of ${formatCount(check.elements)}
          </dd>
          ${
            worst
              ? html`<dt>Worst element</dt>
                  <dd class="number">
                    ${worst.output}[${worst.position.join(', ')}]
                  </dd>
                  <dt>It is</dt>
                  <dd class="number">${worst.actual}</dd>
                  <dt>Expected</dt>
                  <dd class="number">${worst.expected}</dd>`
              : nothing
          }
        </dl>
        ${
          map
            ? html`<small>
                The stronger a cell, the further from the oracle; red is outside
                the tolerance. Each cell is the worst of all channels.
              </small>`
            : nothing
        }
      </div>
    `;
  }
}

/** Shades run to the largest error seen: a tolerance would leave it blank. */
function draw(canvas: HTMLCanvasElement, map: ErrorMap, allowed: number) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  const most = Math.max(1, ...map.ulp);
  context.clearRect(0, 0, map.width, map.height);
  map.ulp.forEach((ulp, index) => {
    context.fillStyle = ulp > allowed ? style.accentColor : style.color;
    context.globalAlpha = ulp > allowed ? 1 : 0.85 * (ulp / most);
    context.fillRect(index % map.width, Math.floor(index / map.width), 1, 1);
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-error-map': ErrorMapView;
  }
}
