import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ops } from '../../ops';
import { shared } from '../shared.styles';
import { formatCompact } from '../units';
import { SweepChangeEvent } from './events';
import { stateOf, sweepable, type SweepPlan } from './state';
import { sweepFormStyles } from './sweep-form.styles';

/** Which op, from which layer, and which of its sizes grows. */
@customElement('rp-sweep-form')
export class SweepForm extends LitElement {
  static override styles = [shared, sweepFormStyles];

  @property({ attribute: false }) plan!: SweepPlan;

  #change(change: Partial<SweepPlan>) {
    const { op, presetId, sweep } = { ...this.plan, ...change };
    this.dispatchEvent(
      new SweepChangeEvent({ op, presetId, sweep, problems: [] }),
    );
  }

  override render() {
    const { op, sweep, points } = this.plan;
    const [first, last] = [points.at(0), points.at(-1)];
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">What to sweep</h2>
        ${sweepable(ops).length > 1 ? this.#ops() : nothing}
        <label for="preset">Layer</label>
        <select id="preset" @change=${this.#choosePreset}>
          ${this.#presets()}
        </select>
        <fieldset>
          <legend>Size that grows</legend>
          ${op.sweeps!.map(
            (each) =>
              html`<label class="choice">
                <input
                  type="radio"
                  name="sweep"
                  value=${each.id}
                  .checked=${each.id === sweep.id}
                  @change=${() => this.#change({ sweep: each })}
                />
                ${each.label}
              </label>`,
          )}
        </fieldset>
        ${
          first && last
            ? html`<p class="range">
                ${points.length} sizes, <b>${first.size}</b> to
                <b>${last.size}</b>,
                <span>${formatCompact(first.cost.macs)} to</span>
                <span>${formatCompact(last.cost.macs)} MACs</span>
              </p>`
            : html`<p class="range">
                No size of this layer is small enough to sweep; choose another
                layer.
              </p>`
        }
      </section>
    `;
  }

  #ops() {
    return html`<label for="op">Op</label>
      <select id="op" @change=${this.#chooseOp}>
        ${sweepable(ops).map(
          ({ id, title }) =>
            html`<option value=${id} .selected=${id === this.plan.op.id}>
              ${title}
            </option>`,
        )}
      </select>`;
  }

  #chooseOp(event: Event) {
    const { value } = event.target as HTMLSelectElement;
    const op = ops.find(({ id }) => id === value);
    if (op) this.#change(stateOf(op));
  }

  #choosePreset(event: Event) {
    this.#change({ presetId: (event.target as HTMLSelectElement).value });
  }

  #presets() {
    const { op, presetId } = this.plan;
    return [...new Set(op.presets.map(({ group }) => group))].map(
      (group) =>
        html`<optgroup label=${group}>
          ${op.presets
            .filter((preset) => preset.group === group)
            .map(
              ({ id, title }) =>
                html`<option value=${id} .selected=${id === presetId}>
                  ${title}
                </option>`,
            )}
        </optgroup>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-sweep-form': SweepForm;
  }
}
