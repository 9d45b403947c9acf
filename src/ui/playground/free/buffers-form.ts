import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FreeBuffer } from '../../../engine/api';
import { shared } from '../../shared.styles';
import { bindingsText, buffersFrom, withBindings } from './bindings';
import './buffer-fields';
import {
  changedBuffer,
  mostBuffers,
  movedBuffer,
  stillShown,
  withBuffer,
  withoutBuffer,
} from './buffers';
import { buffersFormStyles } from './buffers-form.styles';
import {
  FreeChangeEvent,
  type BufferChangeEvent,
  type BufferMoveEvent,
} from './events';

/** The buffers of a program, in the order in which they are bound. */
@customElement('rp-free-buffers')
export class FreeBuffers extends LitElement {
  static override styles = [shared, buffersFormStyles];

  @property({ attribute: false }) buffers: readonly FreeBuffer[] = [];
  @property() shown = '';
  /** To take buffers from, and to put bindings into. */
  @property() code = '';
  @state() copied = false;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('buffers')) this.copied = false;
  }

  #tell(change: FreeChangeEvent['change']) {
    this.dispatchEvent(new FreeChangeEvent(change));
  }

  #move(at: number, { by }: BufferMoveEvent) {
    this.#tell(
      by === 'out' ? withoutBuffer(this, at) : movedBuffer(this, at, by),
    );
  }

  #fromText() {
    const buffers = buffersFrom(this.code, this.buffers);
    this.#tell({ buffers, shown: stillShown(buffers, this.shown) });
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
    const { buffers } = this;
    const full = buffers.length >= mostBuffers;
    return html`<section class="card" aria-labelledby="title">
      <div class="head">
        <h2 id="title">Buffers</h2>
        <button
          ?disabled=${full}
          title=${full ? `At most ${mostBuffers} buffers` : nothing}
          @click=${() => this.#tell(withBuffer(this))}
        >
          Add a buffer
        </button>
      </div>
      ${buffers.map(
        (buffer, at) =>
          html`<rp-buffer-fields
            .buffer=${buffer}
            .buffers=${buffers}
            .at=${at}
            @rp-buffer-change=${(event: BufferChangeEvent) =>
              this.#tell(changedBuffer(this, at, event.buffer))}
            @rp-buffer-move=${(event: BufferMoveEvent) => this.#move(at, event)}
          ></rp-buffer-fields>`,
      )}
      <div class="paste">
        <h2>Bindings to paste</h2>
        ${this.#bindings()}
      </div>
    </section>`;
  }

  #bindings() {
    const { buffers, code } = this;
    const none = buffers.length === 0;
    return html`
      ${
        none
          ? html`<p class="small">There are no buffers yet.</p>`
          : html`<pre tabindex="0" aria-label="Bindings of the form">
${bindingsText(buffers)}</pre>`
      }
      <div class="both">
        <button ?disabled=${none} @click=${() => void this.#copy()}>
          <span aria-live="polite">${this.copied ? 'Copied' : 'Copy'}</span>
        </button>
        <button
          ?disabled=${none}
          title="Replaces the bindings in the text by these"
          @click=${() => this.#tell({ code: withBindings(code, buffers) })}
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
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-free-buffers': FreeBuffers;
  }
}
