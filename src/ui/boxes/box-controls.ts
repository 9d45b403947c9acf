import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { formatCount } from '../units';
import { boxControlsStyles } from './box-controls.styles';
import './box-paste';
import { BoxSettingsEvent } from './events';
import { layouts } from './generate';
import {
  modes,
  ranges,
  softMethods,
  softVariants,
  targets,
  type Settings,
} from './link';

const names = {
  mode: { batched: 'Batched', hard: 'Hard', soft: 'Soft' },
  method: { linear: 'Linear', gaussian: 'Gaussian', naive: 'Naive' },
  variant: { paper: 'exp(−IoU²/σ)', tensorflow: 'exp(−IoU²/2σ)' },
  on: { auto: 'Auto', webgpu: 'GPU', wasm: 'CPU' },
  layout: { clustered: 'Clustered', uniform: 'Uniform' },
} as const;
const modeHelp = {
  batched: 'Only boxes of one class meet, all classes in one call.',
  hard: 'All boxes meet, whatever their class.',
  soft: 'All boxes meet; an overlap takes score instead of the box.',
} as const;
const methodHelp = {
  linear: 'Above the IoU threshold, a score is multiplied by 1 − IoU.',
  gaussian: 'Any overlap multiplies a score; the IoU threshold is not used.',
  naive: 'Above the IoU threshold a box is out: hard NMS, round by round.',
} as const;

/** The slider's steps: 10, 20, 50, 100 … 100,000. */
const countSteps = [1, 2, 3, 4]
  .flatMap((power) => [1, 2, 5].map((step) => step * 10 ** power))
  .concat(ranges.n[1]);

/** Thresholds, the kind of NMS, and where boxes come from. */
@customElement('rp-box-controls')
export class BoxControls extends LitElement {
  static override styles = [shared, boxControlsStyles];

  @property({ attribute: false }) settings!: Settings;
  @property({ type: Boolean }) gpu = true;
  /** Of the boxes on the canvas. */
  @property({ type: Number }) count = 0;
  /** What was typed and is not taken. */
  @state() wrong: { readonly name: string; readonly text: string } | null =
    null;

  #tell(change: Partial<Settings>, live = false) {
    this.wrong = null;
    this.dispatchEvent(new BoxSettingsEvent(change, live));
  }

  override render() {
    const { settings } = this;
    return html`
      <section class="card" aria-labelledby="judge">
        <h2 id="judge">Judgement</h2>
        ${this.#choice('mode', 'Kind of NMS', modes)}
        <p class="small">${modeHelp[settings.mode]}</p>
        ${settings.mode === 'soft' ? this.#softness() : nothing}
        ${this.#slider('iou', 'IoU threshold', 0, 1, 0.01, !this.#meetsIou)}
        ${this.#slider('score', 'Score threshold', 0, 0.99, 0.01)}
        ${this.#choice('on', 'Runs on', targets, !this.gpu)}
      </section>
      <section class="card" aria-labelledby="make">
        <h2 id="make">Make boxes</h2>
        ${this.#choice('layout', 'Where they lie', layouts)} ${this.#count()}
        ${this.#whole('classes', 'Classes')} ${this.#whole('seed', 'Seed')}
        <div class="actions">
          <button
            @click=${() =>
              this.#tell({
                seed: (settings.seed + 1) % ranges.seed[1],
                boxes: null,
              })}
          >
            Next seed
          </button>
          <button @click=${() => this.#tell({ boxes: [] })}>Clear</button>
        </div>
        <rp-box-paste></rp-box-paste>
        ${
          settings.boxes
            ? html`<p class="small">
                ${formatCount(this.count)} boxes made by hand; a change here
                generates anew.
              </p>`
            : nothing
        }
      </section>
    `;
  }

  /** A bell curve takes from every score that overlaps at all. */
  get #meetsIou() {
    const { mode, method } = this.settings;
    return mode !== 'soft' || method !== 'gaussian';
  }

  #softness() {
    const { method } = this.settings;
    return html`
      ${this.#choice('method', 'Decay', softMethods)}
      <p class="small">${methodHelp[method]}</p>
      ${
        method === 'gaussian'
          ? html`${this.#slider('sigma', 'σ, width of the bell', ...ranges.sigma, 0.05)}
            ${this.#choice('variant', 'Bell curve', softVariants)}`
          : nothing
      }
    `;
  }

  #choice<K extends keyof typeof names>(
    name: K,
    legend: string,
    values: readonly Settings[K][],
    disabled = false,
  ) {
    const fresh = name === 'layout' ? { boxes: null } : {};
    const shown = names[name] as Readonly<Record<Settings[K], string>>;
    return html`<fieldset ?disabled=${disabled}>
      <legend>${legend}</legend>
      <div class="choices">
        ${values.map(
          (value) =>
            html`<label>
              <input
                class="visually-hidden"
                type="radio"
                name=${name}
                value=${value}
                .checked=${this.settings[name] === value}
                @change=${() => this.#tell({ [name]: value, ...fresh })}
              />
              <span>${shown[value]}</span>
            </label>`,
        )}
      </div>
    </fieldset>`;
  }

  #slider(
    name: 'iou' | 'score' | 'sigma',
    label: string,
    min: number,
    max: number,
    step: number,
    disabled = false,
  ) {
    const value = this.settings[name];
    const tell = (live: boolean) => (event: Event) =>
      this.#tell(
        { [name]: Number((event.target as HTMLInputElement).value) },
        live,
      );
    return html`<div class="row">
      <label for=${name}>${label}</label>
      <output class="number" for=${name}
        >${disabled ? 'not used' : value.toFixed(2)}</output
      >
      <input
        id=${name}
        type="range"
        min=${min}
        max=${max}
        step=${step}
        ?disabled=${disabled}
        .value=${String(value)}
        @input=${tell(true)}
        @change=${tell(false)}
      />
    </div>`;
  }

  #count() {
    const { n } = this.settings;
    const at = countSteps.findIndex((each) => each >= n);
    const tell = (live: boolean) => (event: Event) => {
      const step = Number((event.target as HTMLInputElement).value);
      this.#tell({ n: countSteps[step], boxes: null }, live);
    };
    return html`<div class="row">
      <label for="n">Boxes</label>
      <output class="number" for="n">${formatCount(n)}</output>
      <input
        id="n"
        type="range"
        min="0"
        max=${countSteps.length - 1}
        step="1"
        aria-valuetext="${n} boxes, from ${ranges.n[0]} to ${ranges.n[1]}"
        .value=${String(at)}
        @input=${tell(true)}
        @change=${tell(false)}
      />
    </div>`;
  }

  #whole(name: 'classes' | 'seed', label: string) {
    const [min, max] = ranges[name];
    const wrong = this.wrong?.name === name ? this.wrong : null;
    const take = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const value = input.valueAsNumber;
      if (Number.isInteger(value) && value >= min && value <= max)
        this.#tell({ [name]: value, boxes: null });
      else
        this.wrong = {
          name,
          text:
            `${label} ${input.value || '(not a number)'}: needs a whole ` +
            `number from ${min} to ${max}; ${this.settings[name]} stays.`,
        };
    };
    return html`<div class="row">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        type="number"
        min=${min}
        max=${max}
        aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby=${wrong ? `${name}-wrong` : nothing}
        .value=${String(this.settings[name])}
        @change=${take}
      />
      ${
        wrong
          ? html`<p id="${name}-wrong" class="wrong" role="alert">
              ${wrong.text}
            </p>`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-controls': BoxControls;
  }
}
