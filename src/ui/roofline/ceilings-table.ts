import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Ceilings, Roofs } from '../../engine/api';
import { shared } from '../shared.styles';
import { formatNumber } from '../units';
import { tableStyles } from './table.styles';

type Read = (roofs: Roofs) => number | undefined;
type Row = readonly [name: string, unit: string, help: string, read: Read];

const rows: readonly Row[] = [
  ['f32', 'GFLOP/s', 'Multiply-adds; each counts as two.', (r) => r.gflops.f32],
  ['f16', 'GFLOP/s', 'Half precision.', (r) => r.gflops.f16],
  ['int8 dot', 'GOP/s', 'Packed products of four bytes.', (r) => r.gflops.int8],
  ['memory', 'GB/s', 'A working set beyond every cache.', (r) => r.gbps.memory],
  [
    'fits in cache',
    'GB/s',
    'The best of the smaller sets.',
    (r) => r.gbps.cache,
  ],
  ['copy', 'GB/s', 'Read and written, from memory.', (r) => r.gbps.copy],
  [
    'workgroup memory',
    'GB/s',
    'Read by the threads of a workgroup.',
    (r) => r.gbps.workgroup,
  ],
  ['one more dispatch', 'µs', 'Empty, in a pass.', (r) => r.dispatchUs],
  ['one more pass', 'µs', 'With an empty dispatch.', (r) => r.passUs],
  [
    'submit and wait',
    'µs',
    'Until the page knows it is done.',
    (r) => r.submitUs,
  ],
];

/** The ceilings in numbers. */
@customElement('rp-ceilings-table')
export class CeilingsTable extends LitElement {
  static override styles = [
    shared,
    tableStyles,
    css`
      .notice {
        margin-top: 12px;
      }
    `,
  ];

  @property({ attribute: false }) ceilings!: Ceilings;

  override render() {
    const { gpu, wasm, evidence } = this.ceilings;
    const columns: readonly (readonly [string, Roofs])[] = [
      ...(gpu ? [['GPU', gpu] as const] : []),
      ['WASM, 1 thread', wasm.oneThread],
      ...(wasm.threads > 1
        ? [[`WASM, ${wasm.threads} threads`, wasm.allThreads] as const]
        : []),
    ];
    return html`
      <div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label="Figures of the ceilings"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Ceiling</th>
              ${columns.map(([name]) => html`<th scope="col">${name}</th>`)}
              <th scope="col">Unit</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => line(row, columns))}
          </tbody>
        </table>
      </div>
      ${evidence.warnings.map(
        (warning) => html`<p class="notice">${asSentence(warning)}</p>`,
      )}
    `;
  }
}

function line(
  [name, unit, help, read]: Row,
  columns: readonly (readonly [string, Roofs])[],
) {
  const values = columns.map(([, roofs]) => read(roofs));
  if (values.every((value) => value === undefined)) return nothing;
  return html`<tr title=${help}>
    <th scope="row">${name}</th>
    ${values.map(
      (value) =>
        html`<td>${value === undefined ? '–' : formatNumber(value)}</td>`,
    )}
    <td>${unit}</td>
  </tr>`;
}

const asSentence = (text: string) =>
  `${text[0].toUpperCase()}${text.slice(1)}.`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-ceilings-table': CeilingsTable;
  }
}
