import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { taskOf, tasks } from '../../networks/trained/tasks';
import { shared } from '../shared.styles';
import { SeeSettingsEvent } from './events';

/** Which network looks, where it comes from and under which licence. */
@customElement('rp-see-models')
export class SeeModels extends LitElement {
  static override styles = [
    shared,
    css`
      .card {
        display: grid;
        gap: 10px;
      }
      fieldset {
        display: grid;
        gap: 6px;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      label > span {
        display: block;
        padding: 8px 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius-control);
        cursor: pointer;
      }
      label:hover > span {
        border-color: var(--text-3);
      }
      label span span {
        display: block;
        font-size: 12px;
        line-height: 1.4;
        color: var(--text-3);
      }
      input:checked + span {
        border-color: transparent;
        background: var(--inset);
        box-shadow: inset 0 0 0 2px var(--text);
      }
      input:focus-visible + span {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      .from {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property() model = '';

  override render() {
    const { weights, home, licence, licenceFile } = taskOf(this.model);
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Network</h2>
      <fieldset>
        <legend class="visually-hidden">Network</legend>
        ${tasks.map(
          ({ id, title, does }) =>
            html`<label
              ><input
                class="visually-hidden"
                type="radio"
                name="model"
                .checked=${id === this.model}
                @change=${() =>
                  this.dispatchEvent(new SeeSettingsEvent({ model: id }))}
              /><span>${title}<span>${does}</span></span></label
            >`,
        )}
      </fieldset>
      <p class="small from">
        From <a href=${home} target="_blank" rel="noreferrer">${weights}</a>.
        Licence: <a href=${`./${licenceFile}`} target="_blank">${licence}</a>.
      </p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-see-models': SeeModels;
  }
}
