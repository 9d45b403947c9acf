import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import {
  formatField,
  parseField,
  type Field,
  type Workload,
} from '../../ops/fields';
import { ops } from '../../ops';
import type { Op, Preset } from '../../ops/op';
import { baseWorkload } from '../../state/url';
import { shared } from '../shared.styles';
import { OpChangeEvent, WorkloadChangeEvent } from './events';
import { readable, stepNumberAt } from './field-text';
import { workloadFormStyles } from './workload-form.styles';

/** Op menu, preset picker and one control for each of the op's fields. */
@customElement('rp-workload-form')
export class WorkloadForm extends LitElement {
  static override styles = [shared, workloadFormStyles];

  @property({ attribute: false }) op!: Op;
  @property({ attribute: false }) workload: Workload = {};
  @property() presetId: string | null = null;
  /** Why the values do not fit each other, from the op. */
  @property() problem = '';
  @property() output = '';
  @property({ type: Boolean }) changed = false;
  /** Shape and options open on a click; what matters more is slotted above. */
  @property({ type: Boolean }) folded = false;
  /** Texts being typed, and why one does not parse yet. */
  @state() drafts: Readonly<Record<string, { text: string; why: string }>> = {};

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('op') || changed.has('presetId')) this.drafts = {};
  }

  #chooseOp(event: Event) {
    const { value } = event.target as HTMLSelectElement;
    this.dispatchEvent(new OpChangeEvent(value));
  }

  #choose(event: Event) {
    this.#apply((event.target as HTMLSelectElement).value || null);
  }

  #reset() {
    this.#apply(this.presetId);
  }

  #apply(presetId: string | null) {
    this.drafts = {};
    this.dispatchEvent(
      new WorkloadChangeEvent(baseWorkload(this.op, presetId), presetId),
    );
  }

  /** While typing, the text is left as it is: only the verdict changes. */
  #edit(field: Field, text: string, typing = false) {
    const { [field.id]: _, ...others } = this.drafts;
    this.drafts = typing
      ? { ...others, [field.id]: { text, why: '' } }
      : others;
    try {
      const value = parseField(field, text);
      const workload = { ...this.workload, [field.id]: value };
      this.dispatchEvent(new WorkloadChangeEvent(workload, this.presetId));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.drafts = { ...others, [field.id]: { text, why } };
    }
  }

  /** Arrow keys step the number at the caret, as in a number input. */
  #step(field: Field, event: KeyboardEvent) {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined || field.kind === 'number') return;
    event.preventDefault();
    const input = event.target as HTMLInputElement;
    const caret = input.selectionStart ?? 0;
    input.value = stepNumberAt(input.value, caret, by);
    input.setSelectionRange(caret, caret);
    this.#edit(field, input.value);
  }

  override render() {
    const preset = this.op.presets.find(({ id }) => id === this.presetId);
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">Workload</h2>
        <div class="row op">
          <label for="op">Op</label>
          <select id="op" title=${this.op.summary} @change=${this.#chooseOp}>
            ${this.#opOptions()}
          </select>
        </div>
        <div class="preset">
          <select id="preset" aria-label="Preset" @change=${this.#choose}>
            ${this.#presetOptions(preset)}
          </select>
          <small>
            ${
              !preset
                ? 'your own layer'
                : this.changed
                  ? html`changed from ${preset.group}
                      <button class="reset" @click=${this.#reset}>
                        Reset
                      </button>`
                  : `${preset.group} · change anything below`
            }
          </small>
        </div>
        <slot></slot>
        ${
          this.folded
            ? html`<details ?open=${this.problem !== ''}>
                <summary>Shape and options</summary>
                ${this.#rows()}
              </details>`
            : this.#rows()
        }
        ${
          this.problem
            ? html`<p class="why" role="alert">${this.problem}</p>`
            : html`<p class="output">
                <span>Output</span><span class="number">${this.output}</span>
              </p>`
        }
      </section>
    `;
  }

  #rows() {
    return this.op.fields
      .filter(({ when }) => !when || this.workload[when[0]] === when[1])
      .map((field) => this.#row(field));
  }

  /** By family; an op without one stands by itself. */
  #opOptions() {
    const option = ({ id, title }: Op) =>
      html`<option value=${id} .selected=${id === this.op.id}>
        ${title}
      </option>`;
    const families = [...new Set(ops.map(({ family }) => family))];
    return families.map((family) => {
      const members = ops.filter((op) => op.family === family).map(option);
      return family
        ? html`<optgroup label=${family}>${members}</optgroup>`
        : members;
    });
  }

  #presetOptions(chosen: Preset | undefined) {
    const groups = new Map<string, Preset[]>();
    for (const preset of this.op.presets)
      groups.set(preset.group, [...(groups.get(preset.group) ?? []), preset]);
    return html`
      ${chosen ? nothing : html`<option value="" selected>Custom</option>`}
      ${[...groups].map(
        ([group, presets]) =>
          html`<optgroup label=${group}>
            ${presets.map(
              ({ id, title }) =>
                html`<option value=${id} .selected=${id === chosen?.id}>
                  ${title}
                </option>`,
            )}
          </optgroup>`,
      )}
    `;
  }

  #row(field: Field) {
    const draft = this.drafts[field.id];
    return html`
      <div class="row">
        <label for=${field.id} title=${field.help}>${field.label}</label>
        ${this.#control(field)}
        <span class="visually-hidden" id="${field.id}-help">${field.help}</span>
        ${
          draft?.why
            ? html`<p class="why" id="${field.id}-why" role="alert">
                ${draft.why}
              </p>`
            : nothing
        }
      </div>
    `;
  }

  #control(field: Field) {
    const value = this.workload[field.id] ?? field.initial;
    const edit = (event: Event) =>
      this.#edit(field, (event.target as HTMLInputElement).value);
    if (field.kind === 'choice')
      return html`<select
        id=${field.id}
        aria-describedby="${field.id}-help"
        @change=${edit}
      >
        ${field.choices.map(
          (choice) =>
            html`<option .selected=${choice === value}>${choice}</option>`,
        )}
      </select>`;
    if (field.kind === 'flag')
      return html`<input
        type="checkbox"
        role="switch"
        id=${field.id}
        aria-describedby="${field.id}-help"
        .checked=${live(value === true)}
        @change=${(event: Event) =>
          this.#edit(
            field,
            formatField((event.target as HTMLInputElement).checked),
          )}
      />`;
    const draft = this.drafts[field.id];
    return html`<input
      id=${field.id}
      inputmode=${
        field.min < 0 ? 'text' : field.kind === 'number' ? 'decimal' : 'numeric'
      }
      autocomplete="off"
      spellcheck="false"
      aria-invalid=${draft?.why ? 'true' : 'false'}
      aria-describedby="${field.id}-help${draft?.why ? ` ${field.id}-why` : ''}"
      .value=${live(draft?.text ?? readable(field, value))}
      @change=${edit}
      @input=${(event: Event) =>
        this.#edit(field, (event.target as HTMLInputElement).value, true)}
      @keydown=${(event: KeyboardEvent) => this.#step(field, event)}
    />`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-workload-form': WorkloadForm;
  }
}
