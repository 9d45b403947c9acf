import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { DeviceReport } from '../../engine/api';
import { parseField } from '../../ops/fields';
import { shared } from '../shared.styles';
import { SettingsChangeEvent } from './events';
import { blockPresets, firstOf, presetOf } from './presets';
import { savingsFormStyles } from './savings-form.styles';
import {
  fieldsOf,
  kinds,
  kindTitles,
  resolutions,
  widths,
  type BlockField,
  type Kind,
  type Settings,
} from './settings';
import type { Backend } from './subject';

/** What is compared with its dense form, and where it runs. */
@customElement('rp-savings-form')
export class SavingsForm extends LitElement {
  static override styles = [shared, savingsFormStyles];

  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property() backend: Backend = 'webgpu';
  /** What of the numbers does not fit; '' where all do. */
  @property() problem = '';

  #change(change: Partial<Settings>) {
    this.dispatchEvent(new SettingsChangeEvent(change));
  }

  override render() {
    const { settings, problem } = this;
    const isNetwork = settings.kind === 'network';
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">Instead of dense</h2>
        <label for="kind">Form</label>
        <select id="kind" @change=${this.#chooseKind}>
          ${kinds.map(
            (kind) =>
              html`<option value=${kind} .selected=${kind === settings.kind}>
                ${kindTitles[kind]}
              </option>`,
          )}
        </select>
        ${isNetwork ? this.#sliders() : this.#block()}
        ${
          problem
            ? html`<p class="notice bad" role="alert">${problem}</p>`
            : nothing
        }
        ${this.#backends()}
      </section>
    `;
  }

  #chooseKind(event: Event) {
    const kind = (event.target as HTMLSelectElement).value as Kind;
    this.#change({ kind, ...firstOf(kind)?.settings });
  }

  #block() {
    const { settings } = this;
    const preset = presetOf(settings);
    const groups = [...new Set(blockPresets.map(({ group }) => group))];
    return html`
      <label for="preset">Real block</label>
      <select id="preset" @change=${this.#choosePreset}>
        ${preset ? nothing : html`<option value="" selected>own numbers</option>`}
        ${groups.map(
          (group) =>
            html`<optgroup label=${group}>
              ${blockPresets
                .filter((each) => each.group === group)
                .map(
                  ({ id, title }) =>
                    html`<option value=${id} .selected=${id === preset?.id}>
                      ${title}
                    </option>`,
                )}
            </optgroup>`,
        )}
      </select>
      <div class="numbers">
        ${fieldsOf(settings.kind).map((field) => this.#number(field))}
      </div>
    `;
  }

  #choosePreset(event: Event) {
    const { value } = event.target as HTMLSelectElement;
    const preset = blockPresets.find(({ id }) => id === value);
    if (preset) this.#change(preset.settings);
  }

  #number(field: BlockField) {
    const { id, label, help, min, max } = field;
    const change = (event: Event) => {
      const input = event.target as HTMLInputElement;
      try {
        const value = parseField(field, input.value) as number;
        input.setCustomValidity('');
        this.#change({ [id]: value });
      } catch (error) {
        input.setCustomValidity((error as Error).message);
        input.reportValidity();
      }
    };
    return html`
      <label for=${id} title=${help}>${label}</label>
      <input
        id=${id}
        type="number"
        inputmode="numeric"
        min=${min}
        max=${max}
        .value=${live(String(this.settings[id]))}
        @change=${change}
      />
    `;
  }

  #sliders() {
    const { width, resolution } = this.settings;
    return html`
      ${this.#slider('width', 'Width multiplier', widths, width, `${width}`)}
      ${this.#slider(
        'resolution',
        'Resolution',
        resolutions,
        resolution,
        `${resolution}×${resolution}`,
      )}
    `;
  }

  #slider(
    id: 'width' | 'resolution',
    label: string,
    steps: readonly number[],
    value: number,
    text: string,
  ) {
    const change = (event: Event) => {
      const { valueAsNumber } = event.target as HTMLInputElement;
      this.#change({ [id]: steps[valueAsNumber] });
    };
    return html`
      <div class="slider">
        <label for=${id}>${label}</label>
        <output for=${id} class="number">${text}</output>
        <input
          id=${id}
          type="range"
          min="0"
          max=${steps.length - 1}
          step="1"
          .value=${live(String(steps.indexOf(value)))}
          aria-valuetext=${text}
          @input=${change}
        />
      </div>
    `;
  }

  #backends() {
    const { device, backend } = this;
    const choice = (id: Backend, label: string, disabled: boolean) =>
      html`<label class="choice">
        <input
          type="radio"
          name="backend"
          value=${id}
          ?disabled=${disabled}
          .checked=${live(id === backend)}
          @change=${() => this.#change({ on: id })}
        />
        <span class="swatch ${id}"></span>${label}
      </label>`;
    return html`
      <fieldset>
        <legend>Runs on</legend>
        ${choice('webgpu', 'WebGPU', device?.gpu === false)}
        ${choice('wasm', 'WebAssembly', false)}
      </fieldset>
      ${
        device?.gpu === false
          ? html`<p class="small">${device.reason}</p>`
          : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-savings-form': SavingsForm;
  }
}
