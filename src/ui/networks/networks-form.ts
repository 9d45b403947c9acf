import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { networks, type NetworkEntry } from '../../networks';
import {
  formatField,
  initialWorkload,
  parseField,
  type Field,
} from '../../ops/fields';
import { workloadFormStyles } from '../bench/workload-form.styles';
import { shared } from '../shared.styles';
import { NetworksChangeEvent, type SwitchesChangeEvent } from './events';
import './network-switches';
import { networksFormStyles } from './networks-form.styles';
import {
  against,
  tuneChoices,
  withNetwork,
  type NetworksState,
  type RunBackend,
} from './state';

const families = [...new Set(networks.map(({ family }) => family))];

/** Which network, how large, where it runs, and against what. */
@customElement('rp-networks-form')
export class NetworksForm extends LitElement {
  static override styles = [shared, workloadFormStyles, networksFormStyles];

  @property({ attribute: false }) choice!: NetworksState;
  /** Where it runs while the choice leaves that open. */
  @property() backend: RunBackend = 'webgpu';
  @property({ attribute: false }) gpu = true;
  /** Why the network cannot be built with these parameters. */
  @property() problem = '';
  /** Rewrites that change this network; the others are greyed. */
  @property({ attribute: false }) useful: readonly string[] = [];
  /** Texts that do not parse yet, and why. */
  @state() drafts: Readonly<Record<string, { text: string; why: string }>> = {};

  #change(change: Partial<NetworksState>) {
    this.dispatchEvent(
      new NetworksChangeEvent({ ...this.choice, ...change, problems: [] }),
    );
  }

  #network(event: Event) {
    const id = (event.target as HTMLSelectElement).value;
    const entry = networks.find((one) => one.id === id);
    this.drafts = {};
    if (entry)
      this.dispatchEvent(
        new NetworksChangeEvent(withNetwork(this.choice, entry)),
      );
  }

  #edit(field: Field, text: string) {
    const { [field.id]: _, ...others } = this.drafts;
    try {
      const value = parseField(field, text);
      this.drafts = others;
      this.#change({
        parameters: { ...this.choice.parameters, [field.id]: value },
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.drafts = { ...others, [field.id]: { text, why } };
    }
  }

  override render() {
    const { entry, parameters, switches, tuneMs } = this.choice;
    const initial = initialWorkload(entry.parameters);
    const changed = entry.parameters.some(
      ({ id }) => parameters[id] !== initial[id],
    );
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">Network</h2>
        <div class="preset">
          <select id="net" aria-label="Network" @change=${this.#network}>
            ${groups(networks, entry.id)}
          </select>
          <small>${entry.summary}</small>
          <small class="source">
            ${
              entry.weights === 'random'
                ? 'Random weights: its answers mean nothing, its speed does.'
                : 'Trained weights.'
            }
            ${source(entry.source)}
          </small>
        </div>
        ${entry.parameters.map((field) => this.#row(field))}
        ${
          changed
            ? html`<button
                class="reset"
                @click=${() => this.#change({ parameters: initial })}
              >
                As published
              </button>`
            : nothing
        }
        ${
          this.problem
            ? html`<p class="why" role="alert">${this.problem}</p>`
            : nothing
        }
        <fieldset class="segments">
          <legend>Runs on</legend>
          ${this.#backends()}
        </fieldset>
        <div class="row">
          <label for="tune">Tune first</label>
          <select
            id="tune"
            @change=${(event: Event) =>
              this.#change({
                tuneMs: Number((event.target as HTMLSelectElement).value),
              })}
          >
            ${tuneChoices.map(
              ([ms, text]) =>
                html`<option value=${ms} .selected=${ms === tuneMs}>
                  ${text}
                </option>`,
            )}
          </select>
        </div>
        <small class="tune"
          >${
            tuneMs > 0
              ? 'Races the kernels of each layer here and remembers the winners.'
              : 'Kernels are those remembered from a race, or guessed.'
          }</small
        >
        <h3>Compare with</h3>
        <select
          id="against"
          aria-label="Compare with"
          @change=${(event: Event) =>
            this.#change({
              against: (event.target as HTMLSelectElement).value,
            })}
        >
          ${this.#rivals()}
        </select>
        <rp-network-switches
          .states=${switches}
          .useful=${this.useful}
          .backend=${this.backend}
          @rp-switches-change=${(event: SwitchesChangeEvent) =>
            this.#change({ switches: event.states })}
        ></rp-network-switches>
      </section>
    `;
  }

  #backends() {
    const choices = [
      ['webgpu', 'WebGPU'],
      ['wasm', 'WASM'],
    ] as const;
    return choices.map(
      ([id, title]) =>
        html`<label class=${id}>
          <input
            type="radio"
            name="backend"
            value=${id}
            ?disabled=${id === 'webgpu' && !this.gpu}
            .checked=${live(this.backend === id)}
            @change=${() => this.#change({ backend: id })}
          />${title}
        </label>`,
    );
  }

  #rivals() {
    const { entry, against: chosen } = this.choice;
    const own: readonly (readonly [string, string])[] = [
      [against.nothing, 'Nothing'],
      [against.unoptimised, 'The same, unoptimised'],
      [
        against.otherBackend,
        this.backend === 'webgpu' ? 'The same on WASM' : 'The same on WebGPU',
      ],
    ];
    const others = networks.filter(({ id }) => id !== entry.id);
    return html`
      ${own.map(
        ([id, title]) =>
          html`<option value=${id} .selected=${id === chosen}>
            ${title}
          </option>`,
      )}
      ${groups(others, chosen)}
    `;
  }

  #row(field: Field) {
    const { parameters } = this.choice;
    const draft = this.drafts[field.id];
    const text = draft?.text ?? formatField(parameters[field.id]);
    const edit = (event: Event) =>
      this.#edit(field, (event.target as HTMLInputElement).value);
    return html`<div class="row">
      <label for=${field.id} title=${field.help}>${field.label}</label>
      ${
        field.kind === 'choice'
          ? html`<select id=${field.id} @change=${edit}>
              ${field.choices.map(
                (one) =>
                  html`<option .selected=${one === text}>${one}</option>`,
              )}
            </select>`
          : html`<input
              id=${field.id}
              inputmode="numeric"
              autocomplete="off"
              aria-invalid=${draft ? 'true' : 'false'}
              aria-describedby=${draft ? `${field.id}-why` : nothing}
              .value=${live(text)}
              @change=${edit}
            />`
      }
      ${
        draft
          ? html`<p class="why" id="${field.id}-why" role="alert">
              ${draft.why}
            </p>`
          : nothing
      }
    </div>`;
  }
}

const groups = (list: readonly NetworkEntry[], chosen: string) =>
  families.map((family) => {
    const members = list.filter((entry) => entry.family === family);
    return members.length === 0
      ? nothing
      : html`<optgroup label=${family}>
          ${members.map(
            ({ id, title }) =>
              html`<option value=${id} .selected=${id === chosen}>
                ${title}
              </option>`,
          )}
        </optgroup>`;
  });

/** "https://arxiv.org/abs/1704.04861 (…)": a link and what follows it. */
function source(text: string) {
  const [address, ...rest] = text.split(' ');
  return address.startsWith('https://')
    ? html`<a href=${address} target="_blank" rel="noopener"
          >${new URL(address).hostname === 'arxiv.org' ? 'Paper' : 'Source'}</a
        >
        ${rest.join(' ')}`
    : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-networks-form': NetworksForm;
  }
}
