import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { formatCount } from '../units';
import { boxControlsStyles } from './box-controls.styles';
import { BoxSettingsEvent } from './events';
import {
  leastBoxes,
  modes,
  most,
  targets,
  type Mode,
  type Settings,
} from './link';

const modeNames = { batched: 'Batched', hard: 'Hard' } as const;
const modeHelp: Readonly<Record<Mode, string>> = {
  batched: 'Only boxes of one class meet, all classes in one call.',
  hard: 'All boxes meet, whatever their class.',
};
const targetNames = { auto: 'Auto', webgpu: 'GPU', wasm: 'CPU' } as const;
const layoutNames = { clustered: 'Clustered', uniform: 'Uniform' } as const;

/** The slider's steps: 10, 20, 50, 100 … 100,000. */
const counts = [1, 2, 3, 4].flatMap((power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
);
const countSteps = [...counts, most.n];

/** Thresholds, the kind of NMS, and where boxes come from. */
@customElement('rp-box-controls')
export class BoxControls extends LitElement {
  static override styles = [shared, boxControlsStyles];

  @property({ attribute: false }) settings!: Settings;
  @property({ type: Boolean }) gpu = true;
  /** Of the boxes on the canvas. */
  @property({ type: Number }) count = 0;

  #tell(change: Partial<Settings>, live = false) {
    this.dispatchEvent(new BoxSettingsEvent(change, live));
  }

  override render() {
    const { settings } = this;
    return html`
      <section class="card" aria-labelledby="judge">
        <h2 id="judge">Judgement</h2>
        ${this.#choice('mode', 'Kind of NMS', modes, modeNames)}
        <p class="small">${modeHelp[settings.mode]}</p>
        ${this.#slider('iou', 'IoU threshold', 0, 1, 0.01)}
        ${this.#slider('score', 'Score threshold', 0, 0.99, 0.01)}
        ${this.#choice('on', 'Runs on', targets, targetNames, !this.gpu)}
      </section>
      <section class="card" aria-labelledby="make">
        <h2 id="make">Make boxes</h2>
        ${this.#choice(
          'layout',
          'Where they lie',
          ['clustered', 'uniform'] as const,
          layoutNames,
        )}
        ${this.#count()} ${this.#whole('classes', 'Classes', 1, most.classes)}
        ${this.#whole('seed', 'Seed', 0, most.seed)}
        <div class="actions">
          <button
            @click=${() =>
              this.#tell({
                seed: (settings.seed + 1) % most.seed,
                boxes: null,
              })}
          >
            Next seed
          </button>
          <button @click=${() => this.#tell({ boxes: [] })}>Clear</button>
        </div>
        ${
          settings.boxes
            ? html`<p class="small">
                ${formatCount(this.count)} boxes edited by hand; a change here
                generates anew.
              </p>`
            : nothing
        }
      </section>
    `;
  }

  #choice<K extends 'mode' | 'on' | 'layout'>(
    name: K,
    legend: string,
    values: readonly Settings[K][],
    names: Readonly<Record<Settings[K], string>>,
    disabled = false,
  ) {
    const fresh = name === 'layout' ? { boxes: null } : {};
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
                .checked=${this.settings[name] === value}
                @change=${() => this.#tell({ [name]: value, ...fresh })}
              />
              <span>${names[value]}</span>
            </label>`,
        )}
      </div>
    </fieldset>`;
  }

  #slider(
    name: 'iou' | 'score',
    label: string,
    min: number,
    max: number,
    step: number,
  ) {
    const value = this.settings[name];
    const tell = (live: boolean) => (event: Event) =>
      this.#tell(
        { [name]: Number((event.target as HTMLInputElement).value) },
        live,
      );
    return html`<div class="row">
      <label for=${name}>${label}</label>
      <output class="number" for=${name}>${value.toFixed(2)}</output>
      <input
        id=${name}
        type="range"
        min=${min}
        max=${max}
        step=${step}
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
        aria-valuetext="${n} boxes, from ${leastBoxes} to ${most.n}"
        .value=${String(at)}
        @input=${tell(true)}
        @change=${tell(false)}
      />
    </div>`;
  }

  #whole(name: 'classes' | 'seed', label: string, min: number, max: number) {
    return html`<div class="row">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        type="number"
        min=${min}
        max=${max}
        .value=${String(this.settings[name])}
        @change=${(event: Event) => {
          const { valueAsNumber } = event.target as HTMLInputElement;
          const value = Number.isFinite(valueAsNumber)
            ? Math.min(Math.max(Math.round(valueAsNumber), min), max)
            : this.settings[name];
          this.#tell({ [name]: value, boxes: null });
          this.requestUpdate();
        }}
      />
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-controls': BoxControls;
  }
}
