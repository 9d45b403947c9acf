import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { shared } from '../shared.styles';
import { SwitchesChangeEvent } from './events';
import type { RunBackend } from './state';
import {
  switchList,
  usualSwitches,
  type SwitchInfo,
  type SwitchStates,
} from './switches';

/** Every optimisation with what it saves, to be turned off. */
@customElement('rp-network-switches')
export class NetworkSwitches extends LitElement {
  static override styles = [
    shared,
    css`
      h3 {
        display: flex;
        justify-content: space-between;
        align-items: baseline;
        margin: 14px 0 6px;
        padding-top: 12px;
        border-top: 1px solid var(--line);
        font-size: 13px;
        font-weight: 650;
      }
      .reset {
        min-height: 0;
        padding: 0;
        border: 0;
        background: none;
        font-size: 12px;
        font-weight: 400;
        color: var(--gpu-text);
        text-decoration: underline;
      }
      .switch {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 0 10px;
        padding: 4px 0;
        font-size: 13px;
        color: var(--text);
        cursor: pointer;
      }
      .switch small {
        grid-column: 2;
        line-height: 1.35;
      }
      .switch.idle span {
        color: var(--text-3);
      }
      input[role='switch'] {
        position: relative;
        width: 30px;
        height: 18px;
        min-height: 18px;
        margin: 0;
        padding: 0;
        border: 1px solid var(--text-3);
        border-radius: 99px;
        appearance: none;
        cursor: pointer;
      }
      input[role='switch']::before {
        content: '';
        position: absolute;
        top: 3px;
        left: 3px;
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--text-2);
        transition: translate 120ms;
      }
      input[role='switch']:checked {
        border-color: var(--gpu-text);
        background: var(--gpu-text);
      }
      input[role='switch']:checked::before {
        translate: 12px;
        background: var(--on-gpu);
      }
      @media (max-width: 820px) {
        .switch {
          min-height: 44px;
        }
        .reset {
          min-height: 40px;
          margin: -10px 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) states: SwitchStates = usualSwitches;
  /** Rewrites that change this network; the others are greyed. */
  @property({ attribute: false }) useful: readonly string[] = [];
  @property() backend: RunBackend = 'webgpu';

  #change(states: SwitchStates) {
    this.dispatchEvent(new SwitchesChangeEvent(states));
  }

  override render() {
    const { states, backend } = this;
    const changed = switchList.some(
      ({ id, initial }) => states[id] !== initial,
    );
    return html`
      <h3>
        Optimisations
        ${
          changed
            ? html`<button
                class="reset"
                @click=${() => this.#change(usualSwitches)}
              >
                Reset
              </button>`
            : nothing
        }
      </h3>
      ${switchList
        .filter(({ gpuOnly }) => !gpuOnly || backend === 'webgpu')
        .map((info) => this.#switch(info))}
    `;
  }

  #switch({ id, title, idea, isRewrite }: SwitchInfo) {
    const { states } = this;
    const idle = isRewrite && !this.useful.includes(id);
    return html`<label class="switch ${idle ? 'idle' : ''}">
      <input
        type="checkbox"
        role="switch"
        name=${id}
        .checked=${live(states[id])}
        @change=${(event: Event) =>
          this.#change({
            ...states,
            [id]: (event.target as HTMLInputElement).checked,
          })}
      />
      <span>${title}</span>
      <small>${idle ? 'Nothing to do in this network.' : idea}</small>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-network-switches': NetworkSwitches;
  }
}
