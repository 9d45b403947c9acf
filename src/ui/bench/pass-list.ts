import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { GpuPass, WasmPass } from '../../ops/op';
import { shared } from '../shared.styles';
import { formatCount } from '../units';

/** What one run is made of, in order. */
@customElement('rp-pass-list')
export class PassList extends LitElement {
  static override styles = [
    shared,
    css`
      ol {
        display: grid;
        gap: var(--gap);
        margin: 0;
        padding-left: 22px;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px 18px;
        margin: 6px 0 0;
      }
      dt {
        color: var(--text-2);
      }
      dd {
        margin: 0;
        font: 12px/1.7 var(--mono);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) passes: readonly (GpuPass | WasmPass)[] = [];

  override render() {
    if (this.passes.length === 0)
      return html`<p class="muted">
        The oracle is one function on the processor: no passes.
      </p>`;
    return html`<ol>
      ${this.passes.map(
        (pass) =>
          html`<li>
            <strong>${'shader' in pass ? pass.shader.file : pass.fn}</strong>
            ${
              pass.once
                ? html`<small>once, when the weights arrive</small>`
                : nothing
            }
            <dl>${'shader' in pass ? gpu(pass) : wasm(pass)}</dl>
          </li>`,
      )}
    </ol>`;
  }
}

const gpu = (pass: GpuPass) => html`
  <dt>workgroups</dt>
  <dd>${pass.workgroups.map(formatCount).join(' × ')}</dd>
  <dt>constants</dt>
  <dd>${pairs(pass.constants ?? {})}</dd>
  <dt>params</dt>
  <dd>${pairs(pass.params)}</dd>
  <dt>buffers</dt>
  <dd>${pass.buffers.join(', ')}</dd>
`;

const wasm = (pass: WasmPass) => html`
  <dt>buffers</dt>
  <dd>${pass.buffers.join(', ')}</dd>
  <dt>arguments</dt>
  <dd>${pass.args.join(', ')}</dd>
`;

const pairs = (values: Readonly<Record<string, number>>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');

declare global {
  interface HTMLElementTagNameMap {
    'rp-pass-list': PassList;
  }
}
