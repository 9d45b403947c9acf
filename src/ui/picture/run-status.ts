import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Progress } from '../../engine/api';
import { shared } from '../shared.styles';
import type { Phase } from './runner';

/** What is being run or timed, how far it is, and the way to stop it. */
@customElement('rp-run-status')
export class RunStatus extends LitElement {
  static override styles = [
    shared,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
      }
      progress {
        width: 110px;
        height: 6px;
        accent-color: var(--text-2);
      }
    `,
  ];

  @property({ attribute: false }) phase: Phase = 'idle';
  @property({ attribute: false }) progress: Progress = { done: 0, label: '' };

  #ask(what: 'cancel' | 'measure') {
    this.dispatchEvent(new Event(what, { bubbles: true, composed: true }));
  }

  override render() {
    const { phase, progress } = this;
    switch (phase) {
      case 'computing':
      case 'timing':
        return html`<div>
          <span class="small">${progress.label}</span>
          <progress
            max="1"
            .value=${progress.done}
            aria-label="Progress"
          ></progress>
          <button @click=${() => this.#ask('cancel')}>Cancel</button>
        </div>`;
      case 'cancelled':
        return html`<div>
          <span class="small">Stopped; what was finished is shown.</span>
          <button @click=${() => this.#ask('measure')}>Start again</button>
        </div>`;
      case 'idle':
      case 'done':
        return nothing;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-run-status': RunStatus;
  }
}
