import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type {
  BindingSource,
  ParamSource,
  PassSource,
} from '../../../engine/api';
import { shared } from '../../shared.styles';
import { formatBytes } from '../../units';

const accesses = {
  read: 'read only',
  write: 'written',
  uniform: 'uniform',
} as const;

/** What a pass is given: its buffers, and the fields of `struct Params`. */
@customElement('rp-binding-list')
export class BindingList extends LitElement {
  static override styles = [
    shared,
    css`
      h3 {
        margin: 0 0 6px;
        font-size: 13px;
      }
      .scroll {
        overflow-x: auto;
        margin-bottom: 12px;
      }
      .params {
        max-height: 300px;
        margin-bottom: 0;
      }
      .scroll:focus-visible {
        outline-offset: -2px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 12px;
      }
      th {
        padding: 3px 8px 3px 0;
        font-weight: 400;
        text-align: left;
        color: var(--text-3);
      }
      td {
        padding: 3px 8px 3px 0;
        border-top: 1px solid var(--line);
        vertical-align: top;
      }
      td:last-child,
      th:last-child {
        padding-right: 0;
        text-align: right;
      }
      code {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) pass: PassSource | null = null;

  override render() {
    if (!this.pass) return nothing;
    const { bindings, params } = this.pass;
    return html`
      <h3>Bindings</h3>
      <div class="scroll" tabindex="0" role="region" aria-label="Bindings">
        <table>
          <tr>
            <th scope="col">@binding</th>
            <th scope="col">it is</th>
            <th scope="col">size</th>
          </tr>
          ${bindings.map(bindingRow)}
        </table>
      </div>
      ${
        params.length > 0
          ? html`<h3>struct Params</h3>
              <div
                class="scroll params"
                tabindex="0"
                role="region"
                aria-label="struct Params"
              >
                <table>
                  <tr>
                    <th scope="col">field</th>
                    <th scope="col">type</th>
                    <th scope="col">value</th>
                  </tr>
                  ${params.map(paramRow)}
                </table>
              </div>`
          : nothing
      }
    `;
  }
}

const bindingRow = (binding: BindingSource) =>
  html`<tr>
    <td class="number">${binding.binding} <code>${binding.name}</code></td>
    <td>
      ${
        binding.role === 'params'
          ? 'the parameters below'
          : html`${binding.role} <code>${binding.buffer}</code>,
              ${accesses[binding.access]}`
      }<br /><code>${binding.type}</code>
    </td>
    <td class="number">
      ${binding.bytes === null ? '' : formatBytes(binding.bytes)}
    </td>
  </tr>`;

const paramRow = ({ name, type, value }: ParamSource) =>
  html`<tr>
    <td><code>${name}</code></td>
    <td><code>${type}</code></td>
    <td class="number">
      ${String(value).replace('-', '−').replace('Infinity', '∞')}
    </td>
  </tr>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-binding-list': BindingList;
  }
}
