import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { SettingsEvent } from './events';
import type { Stage } from './filters';
import { kernelGridStyles } from './kernel-grid.styles';
import { coefficientGrid, spread } from './kernel-drawing';
import { symmetry } from './taps';

/** The coefficients, and the switch that turns them by half a circle. */
@customElement('rp-kernel-grid')
export class KernelGrid extends LitElement {
  static override styles = [shared, kernelGridStyles];

  @property({ attribute: false }) stage!: Stage;
  @property({ attribute: false }) flip = false;

  override updated(changed: Map<string, unknown>) {
    if (!changed.has('flip') || changed.get('flip') === undefined) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const grid of this.renderRoot.querySelectorAll('svg g'))
      grid.animate([{ rotate: '180deg' }, { rotate: '360deg' }], {
        duration: 200,
        easing: 'ease-out',
      });
  }

  override render() {
    const { taps, rate } = this.stage;
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">Kernel</h2>
        <div class="grids">
          ${taps.map(coefficientGrid)}
          ${rate > 1 ? spread(this.stage) : nothing}
        </div>
        <div class="switch" role="radiogroup" aria-label="How it is applied">
          ${this.#choice('Cross-correlation', false)}
          ${this.#choice('Convolution', true)}
        </div>
        <p class="small">${this.#sentence()}</p>
      </section>
    `;
  }

  #choice(title: string, flip: boolean) {
    return html`<label>
      <input
        class="visually-hidden"
        type="radio"
        name="flip"
        .checked=${flip === this.flip}
        @change=${() => this.dispatchEvent(new SettingsEvent({ flip }))}
      />
      <span>${title}</span>
    </label>`;
  }

  #sentence() {
    const { taps, combine } = this.stage;
    const effect = {
      same: 'This one is symmetric: turning it changes nothing.',
      negated:
        combine === 'magnitude'
          ? 'These two only change their sign, so the strength stays.'
          : 'This one only changes its sign when turned.',
      different: 'This one is not symmetric: watch the picture change.',
    }[symmetry(taps[0])];
    return (
      'Convolution turns the kernel by half a circle first. Networks skip ' +
      'that and use cross-correlation: weights are learned, so they would ' +
      `simply be learned the other way round. ${effect}`
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-kernel-grid': KernelGrid;
  }
}
