import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { OpInfo } from '../../engine/api';
import { shared } from '../shared.styles';
import { SettingsEvent } from './events';
import { filterPanelStyles } from './filter-panel.styles';
import { filterById, filterIds, filters, sizes } from './filters';
import { baseFor, type PictureSettings } from './link';

const groups = ['Edges', 'Smooth', 'Detail', 'Lessons'] as const;

/** Which filter, with the numbers that belong to it. */
@customElement('rp-filter-panel')
export class FilterPanel extends LitElement {
  static override styles = [shared, filterPanelStyles];

  @property({ attribute: false }) settings!: PictureSettings;
  /** conv2d as the engine knows it; its wasm kernels can be chosen. */
  @property({ attribute: false }) op: OpInfo | null = null;

  #change(change: Partial<PictureSettings>) {
    this.dispatchEvent(new SettingsEvent(change));
  }

  override render() {
    const { filter } = this.settings;
    const { summary } = filterById(filter);
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">Filter</h2>
        ${groups.map((group) => this.#group(group))}
        <p class="muted">${summary}</p>
        <div class="controls">${this.#controls()} ${this.#cpu()}</div>
        <p class="small">
          Beyond the edge the picture counts as zero, which is black; so smooth
          filters darken the rim and edge filters light it up.
        </p>
      </section>
    `;
  }

  #group(group: (typeof groups)[number]) {
    const members = filterIds.filter((id) => filters[id].group === group);
    return html`<div class="group">
      <span class="small" id=${group}>${group}</span>
      <div class="chips" role="radiogroup" aria-labelledby=${group}>
        ${members.map(
          (id) =>
            html`<label class="option">
              <input
                class="visually-hidden"
                type="radio"
                name="filter"
                .checked=${id === this.settings.filter}
                @change=${() =>
                  this.#change({
                    filter: id,
                    base: baseFor(id, this.settings.base),
                    stage: '',
                  })}
              />
              <span>${filters[id].title}</span>
            </label>`,
        )}
      </div>
    </div>`;
  }

  #controls() {
    const { settings } = this;
    const { controls, bases = [] } = filterById(settings.filter);
    return controls.map((control) => {
      switch (control) {
        case 'size':
          return this.#select(
            'Size',
            String(settings.size),
            sizes.map((side) => [String(side), `${side} × ${side}`]),
            (value) => ({ size: Number(value) }),
          );
        case 'base':
          return this.#select(
            'Kernel',
            settings.base,
            bases.map((id) => [id, id[0].toUpperCase() + id.slice(1)]),
            (base) => ({ base }),
          );
        case 'sigma':
          return html`<label>
            <span>Sigma</span>
            <span class="slider">
              <input
                type="range"
                min="0.5"
                max="5"
                step="0.1"
                .value=${String(settings.sigma)}
                @input=${(event: Event) =>
                  this.#change({ sigma: Number(valueOf(event)) })}
              />
              <output class="number">${settings.sigma.toFixed(1)}</output>
            </span>
          </label>`;
      }
    });
  }

  #cpu() {
    const kernels = this.op?.kernels.filter((k) => k.backend === 'wasm') ?? [];
    const choices: [string, string][] = [
      ['auto', 'WASM, the fastest'],
      ...kernels.map(({ id }): [string, string] => [id, `WASM ${id}`]),
      ['oracle', 'Oracle, float64'],
    ];
    const { cpu } = this.settings;
    // A link may name a kernel before the list is here, or one that is gone.
    if (!choices.some(([id]) => id === cpu)) choices.push([cpu, cpu]);
    return this.#select('CPU result by', cpu, choices, (id) => ({ cpu: id }));
  }

  #select(
    label: string,
    current: string,
    choices: readonly (readonly [id: string, text: string])[],
    change: (value: string) => Partial<PictureSettings>,
  ) {
    return html`<label>
      <span>${label}</span>
      <select @change=${(event: Event) => this.#change(change(valueOf(event)))}>
        ${choices.map(
          ([id, text]) =>
            html`<option value=${id} .selected=${id === current}>
              ${text}
            </option>`,
        )}
      </select>
    </label>`;
  }
}

const valueOf = (event: Event) =>
  (event.target as HTMLInputElement | HTMLSelectElement).value;

declare global {
  interface HTMLElementTagNameMap {
    'rp-filter-panel': FilterPanel;
  }
}
