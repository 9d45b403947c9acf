import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { FreeBuffer } from '../../../engine/api';
import { shared } from '../../shared.styles';
import { formatBinaryBytes } from '../../units';
import { bindingsText, buffersFrom, withBindings } from './bindings';
import {
  accesses,
  changedBuffer,
  elementTypes,
  mostBuffers,
  movedBuffer,
  nameProblem,
  parseLength,
  parseNumbers,
  valuesProblem,
  withBuffer,
  withoutBuffer,
} from './buffers';
import { buffersFormStyles } from './buffers-form.styles';
import { FreeChangeEvent } from './events';

type Kind = 'zeros' | 'iota' | 'uniform' | 'numbers';

const kinds: Readonly<Record<Kind, string>> = {
  zeros: 'zeros',
  iota: 'counting: 0, 1, 2 …',
  uniform: 'random, seeded',
  numbers: 'numbers of your own',
};

const kindOf = ({ init }: FreeBuffer): Kind =>
  typeof init === 'string' ? init : Array.isArray(init) ? 'numbers' : 'uniform';

/** The buffers of a program, in the order in which they are bound. */
@customElement('rp-free-buffers')
export class FreeBuffers extends LitElement {
  static override styles = [shared, buffersFormStyles];

  @property({ attribute: false }) buffers: readonly FreeBuffer[] = [];
  @property() shown = '';
  /** To take buffers from, and to put bindings into. */
  @property() code = '';
  /** What is being typed, by field, and why it is not taken. */
  @state() typed: Readonly<Record<string, { text: string; why: string }>> = {};
  @state() copied = false;
  #own: readonly FreeBuffer[] | null = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('buffers')) return;
    this.copied = false;
    // Another program, not what was typed here.
    if (this.buffers !== this.#own) this.typed = {};
  }

  #tell(change: { buffers: readonly FreeBuffer[]; shown: string }) {
    this.#own = change.buffers;
    this.dispatchEvent(new FreeChangeEvent(change));
  }

  /** Places have changed: texts that were typed are at others. */
  #rearrange(change: { buffers: readonly FreeBuffer[]; shown: string }) {
    this.typed = {};
    this.#tell(change);
  }

  #change(at: number, change: Partial<FreeBuffer>) {
    this.#tell(changedBuffer(this, at, change));
  }

  /** While typing, the text is left as it is: only the verdict changes. */
  #type(
    key: string,
    event: Event,
    take: (text: string) => void,
    typing: boolean,
  ) {
    const text = (event.target as HTMLInputElement).value;
    const { [key]: _, ...others } = this.typed;
    try {
      take(text);
      this.typed = typing ? { ...others, [key]: { text, why: '' } } : others;
    } catch (error) {
      const why = (error as Error).message;
      this.typed = { ...others, [key]: { text, why } };
    }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(`${bindingsText(this.buffers)}\n`);
      this.copied = true;
    } catch {
      // No permission: the lines can be selected.
      this.copied = false;
    }
  }

  override render() {
    const { buffers, code } = this;
    const full = buffers.length >= mostBuffers;
    return html`<section class="card" aria-labelledby="title">
      <div class="head">
        <h2 id="title">Buffers</h2>
        <button
          ?disabled=${full}
          title=${full ? `At most ${mostBuffers} buffers` : nothing}
          @click=${() => this.#rearrange(withBuffer(this))}
        >
          Add a buffer
        </button>
      </div>
      ${buffers.map((buffer, at) => this.#buffer(buffer, at))}
      <div class="paste">
        <h2>Bindings to paste</h2>
        ${
          buffers.length > 0
            ? html`<pre tabindex="0" aria-label="Bindings of the form">
${bindingsText(buffers)}</pre>`
            : html`<p class="small">There are no buffers yet.</p>`
        }
        <div class="both">
          <button
            ?disabled=${buffers.length === 0}
            @click=${() => void this.#copy()}
          >
            <span aria-live="polite">${this.copied ? 'Copied' : 'Copy'}</span>
          </button>
          <button
            ?disabled=${buffers.length === 0}
            title="Replaces the bindings in the text by these"
            @click=${() =>
              this.dispatchEvent(
                new FreeChangeEvent({ code: withBindings(code, buffers) }),
              )}
          >
            Put into the text
          </button>
          <button
            title="Makes the form say what the text declares"
            @click=${() => this.#fromText()}
          >
            Take from the text
          </button>
        </div>
      </div>
    </section>`;
  }

  #fromText() {
    const buffers = buffersFrom(this.code, this.buffers);
    const kept = buffers.some(({ name }) => name === this.shown);
    const written = buffers.findLast(({ access }) => access === 'read_write');
    const shown = kept ? this.shown : (written ?? buffers[0])?.name;
    this.#rearrange({ buffers, shown: shown ?? '' });
  }

  #buffer(buffer: FreeBuffer, at: number) {
    const { name } = buffer;
    const button = (
      label: string,
      sign: string,
      disabled: boolean,
      act: () => void,
    ) =>
      html`<button
        aria-label="${label} ${name}"
        title=${label}
        ?disabled=${disabled}
        @click=${act}
      >
        ${sign}
      </button>`;
    const last = this.buffers.length - 1;
    return html`<fieldset>
      <legend>Binding ${at}</legend>
      <div class="tools">
        ${button('Move up', '↑', at === 0, () =>
          this.#rearrange(movedBuffer(this, at, -1)),
        )}
        ${button('Move down', '↓', at === last, () =>
          this.#rearrange(movedBuffer(this, at, 1)),
        )}
        ${button('Remove', '✕', false, () =>
          this.#rearrange(withoutBuffer(this, at)),
        )}
      </div>
      <div class="fields">
        ${this.#text(at, 'name', 'Name', name, (text) => {
          const others = this.buffers.filter((_, i) => i !== at);
          const why = nameProblem(text.trim(), others);
          if (why) throw new Error(why);
          this.#change(at, { name: text.trim() });
        })}
        ${this.#select(
          `${name}: element type`,
          'Elements',
          elementTypes,
          buffer.elementType,
          (elementType) => this.#change(at, { elementType }),
        )}
        ${this.#select(
          `${name}: access`,
          'Access',
          accesses,
          buffer.access,
          (access) => this.#change(at, { access }),
        )}
        ${this.#text(
          at,
          'length',
          `Length, ${formatBinaryBytes(4 * buffer.length)}`,
          String(buffer.length),
          (text) => this.#change(at, { length: parseLength(text) }),
          'half',
        )}
        ${this.#values(buffer, at)}
      </div>
    </fieldset>`;
  }

  #values(buffer: FreeBuffer, at: number) {
    const { name, init } = buffer;
    const kind = kindOf(buffer);
    const choose = (event: Event) => {
      const chosen = (event.target as HTMLSelectElement).value as Kind;
      this.#change(at, { init: initOf(chosen) });
    };
    const problem = valuesProblem(buffer);
    return html`
      <label class="half">
        Begins with
        <select aria-label="${name}: begins with" @change=${choose}>
          ${Object.entries(kinds).map(
            ([id, title]) =>
              html`<option value=${id} .selected=${id === kind}>
                ${title}
              </option>`,
          )}
        </select>
      </label>
      ${
        typeof init === 'object' && !Array.isArray(init)
          ? this.#text(
              at,
              'seed',
              'Seed',
              String(init.uniform),
              (text) =>
                this.#change(at, { init: { uniform: parseSeed(text) } }),
              'half',
            )
          : nothing
      }
      ${Array.isArray(init) ? this.#numbers(at, name, init) : nothing}
      ${problem ? html`<p class="why" role="alert">${problem}</p>` : nothing}
    `;
  }

  #numbers(at: number, name: string, init: readonly number[]) {
    const key = `${at}.numbers`;
    const { text = init.join(', '), why = '' } = this.typed[key] ?? {};
    const take = (typed: string) =>
      this.#change(at, { init: parseNumbers(typed) });
    return html`<label class="whole">
        Numbers, the rest is 0
        <textarea
          aria-label="${name}: numbers"
          spellcheck="false"
          aria-invalid=${why ? 'true' : 'false'}
          .value=${live(text)}
          @input=${(event: Event) => this.#type(key, event, take, true)}
          @change=${(event: Event) => this.#type(key, event, take, false)}
        ></textarea>
      </label>
      ${why ? html`<p class="why" role="alert">${why}</p>` : nothing}`;
  }

  #text(
    at: number,
    field: string,
    label: string,
    value: string,
    take: (text: string) => void,
    size = '',
  ) {
    const key = `${at}.${field}`;
    const { text = value, why = '' } = this.typed[key] ?? {};
    const { name } = this.buffers[at];
    return html`<label class=${size}>
        ${label}
        <input
          aria-label="${name}: ${label}"
          autocomplete="off"
          spellcheck="false"
          aria-invalid=${why ? 'true' : 'false'}
          aria-describedby=${why ? `${key}-why` : nothing}
          .value=${live(text)}
          @input=${(event: Event) => this.#type(key, event, take, true)}
          @change=${(event: Event) => this.#type(key, event, take, false)}
        />
      </label>
      ${
        why
          ? html`<p class="why" id="${key}-why" role="alert">${why}</p>`
          : nothing
      }`;
  }

  #select<T extends string>(
    name: string,
    label: string,
    choices: readonly T[],
    chosen: T,
    choose: (value: T) => void,
  ) {
    return html`<label>
      ${label}
      <select
        aria-label=${name}
        @change=${(event: Event) =>
          choose((event.target as HTMLSelectElement).value as T)}
      >
        ${choices.map(
          (one) => html`<option .selected=${one === chosen}>${one}</option>`,
        )}
      </select>
    </label>`;
  }
}

const initOf = (kind: Kind): FreeBuffer['init'] =>
  kind === 'uniform' ? { uniform: 1 } : kind === 'numbers' ? [] : kind;

function parseSeed(text: string): number {
  const seed = Number(text.trim() || NaN);
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed;
  throw new Error(
    `"${text}" is no seed; write a whole number from 0 to 4294967295.`,
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-free-buffers': FreeBuffers;
  }
}
