import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { clockText } from '../device-facts';
import { shared } from '../shared.styles';
import { bar, barStyles } from './bar';
import { LayerSelectEvent } from './events';
import type { Figures, LayerFigures } from './figures';
import { columnsOf, type Column, type Count } from './layer-columns';
import { layerDetail } from './layer-detail';
import {
  groupsOf,
  inOrder,
  nextSorting,
  sorted,
  type Group,
  type Sorting,
} from './layer-order';
import { layerTableStyles } from './layer-table.styles';

/** With more layers than these, blocks begin folded. */
const manyLayers = 40;

/** Every layer, sortable; blocks fold, and a row opens to all its facts. */
@customElement('rp-layer-table')
export class LayerTable extends LitElement {
  static override styles = [shared, barStyles, layerTableStyles];

  @property({ attribute: false }) figures!: Figures;
  /** The layer that is open. */
  @property() selected = '';
  @state() count: Count = 'macs';
  @state() sorting: Sorting = inOrder;
  /** Blocks that are open. */
  @state() open: ReadonlySet<string> = new Set();
  #graph = '';

  protected override willUpdate(changed: PropertyValues<this>) {
    const { promise, layers } = this.figures;
    if (promise.subject.graphKey !== this.#graph) {
      this.#graph = promise.subject.graphKey;
      this.open = new Set(
        layers.length > manyLayers ? [] : layers.map(({ block }) => block),
      );
    }
    const layer = layers.find(({ name }) => name === this.selected);
    if (changed.has('selected') && layer)
      this.open = new Set([...this.open, layer.block]);
  }

  /** Shows the open row, and hands it the focus. */
  async reveal() {
    await this.updateComplete;
    const row = this.renderRoot.querySelector('tr[data-selected]');
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector('button')?.focus({ preventScroll: true });
  }

  #sort({ id, isText }: Pick<Column, 'id' | 'isText'>) {
    this.sorting = nextSorting(this.sorting, id, isText);
  }

  #fold(block: string) {
    const open = new Set(this.open);
    if (!open.delete(block)) open.add(block);
    this.open = open;
  }

  #select(name: string) {
    this.dispatchEvent(new LayerSelectEvent(name));
  }

  override render() {
    const { figures, count } = this;
    const columns = columnsOf(count);
    const { layers } = figures;
    return html`<section class="card" aria-labelledby="title">
      <header>
        <h2 id="title">Layers of ${figures.promise.subject.title}</h2>
        ${this.#tools()}
      </header>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              ${this.#heading({ id: 'name', title: 'layer', help: 'Sort by name; a third click restores the order of the run.', isText: true, narrow: true })}
              ${columns.map((column) => this.#heading(column))}
            </tr>
          </thead>
          <tbody>
            ${
              this.sorting.by === ''
                ? groupsOf(layers).map((group) => this.#group(group, columns))
                : sorted(layers, columns, this.sorting).map((layer) =>
                    this.#layer(layer, columns),
                  )
            }
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Sum of ${layers.length} layers</th>
              ${columns.map((column) => sumCell(column, layers))}
            </tr>
          </tfoot>
        </table>
      </div>
      ${this.#clock()}
    </section>`;
  }

  #clock() {
    const times = this.figures.result?.times;
    if (!times) return nothing;
    return html`<p class="small clock">
      Each layer by itself: ${clockText(times.clock)}, mean of ${times.runs}
      runs. Bytes are logical: what a cache saves is not known here.
    </p>`;
  }

  #tools() {
    const groups = groupsOf(this.figures.layers);
    const blocks = groups
      .filter(({ layers }) => layers.length > 1)
      .map(({ block }) => block);
    const allOpen = blocks.every((block) => this.open.has(block));
    return html`<div class="tools">
      ${
        blocks.length > 0 && this.sorting.by === ''
          ? html`<button
              @click=${() => (this.open = new Set(allOpen ? [] : blocks))}
            >
              ${allOpen ? 'Fold all' : 'Unfold all'}
            </button>`
          : nothing
      }
      ${
        this.sorting.by === ''
          ? nothing
          : html`<button @click=${() => (this.sorting = inOrder)}>
              Order of the run
            </button>`
      }
      <fieldset>
        <legend class="visually-hidden">Count work in</legend>
        ${(['macs', 'flops'] as const).map(
          (id) =>
            html`<label
              ><input
                type="radio"
                name="count"
                .checked=${this.count === id}
                @change=${() => (this.count = id)}
              />${id === 'macs' ? 'MACs' : 'FLOPs'}</label
            >`,
        )}
      </fieldset>
    </div>`;
  }

  #heading(
    column: Pick<Column, 'id' | 'title' | 'help' | 'isText' | 'narrow'>,
  ) {
    const { by, descending } = this.sorting;
    const isHere = by === column.id;
    return html`<th
      scope="col"
      class=${classOf(column)}
      aria-sort=${isHere ? (descending ? 'descending' : 'ascending') : nothing}
    >
      <button title=${column.help} @click=${() => this.#sort(column)}>
        ${column.title}<span aria-hidden="true"
          >${isHere ? (descending ? ' ↓' : ' ↑') : ''}</span
        >
      </button>
    </th>`;
  }

  #group({ block, layers }: Group, columns: readonly Column[]) {
    if (layers.length === 1) return this.#layer(layers[0], columns);
    const isOpen = this.open.has(block);
    return html`
      <tr class="group">
        <th scope="row">
          <button
            class="name"
            aria-expanded=${isOpen}
            @click=${() => this.#fold(block)}
          >
            <span class="arrow" aria-hidden="true"></span>${block}
            <small>${layers.length}</small>
          </button>
        </th>
        ${columns.map((column) =>
          column.id === 'share'
            ? html`<td>
                ${shareCell(
                  layers[0].share === null ? null : shareOf(layers),
                  this.#most,
                  column.sum?.(layers) ?? '',
                  this.#tone,
                )}
              </td>`
            : sumCell(column, layers),
        )}
      </tr>
      ${
        isOpen
          ? layers.map((layer) => this.#layer(layer, columns, block))
          : nothing
      }
    `;
  }

  /** The longest bar, so that a hundred small shares can be told apart. */
  get #most() {
    const groups =
      this.sorting.by === ''
        ? groupsOf(this.figures.layers).map(({ layers }) => shareOf(layers))
        : this.figures.layers.map(({ share }) => share ?? 0);
    return Math.max(...groups, 1e-9);
  }

  get #tone() {
    const { result, promise } = this.figures;
    return result?.times ? promise.subject.backend : '';
  }

  #layer(layer: LayerFigures, columns: readonly Column[], block = '') {
    const { name } = layer;
    const isOpen = name === this.selected;
    const short = block && name.startsWith(`${block} / `);
    return html`
      <tr ?data-selected=${isOpen} class=${block ? 'member' : ''}>
        <th scope="row">
          <button
            class="name"
            aria-expanded=${isOpen}
            @click=${() => this.#select(isOpen ? '' : name)}
          >
            <span class="arrow" aria-hidden="true"></span>${
              short ? name.slice(block.length + 3) : name
            }
          </button>
        </th>
        ${columns.map(
          (column) =>
            html`<td class=${classOf(column)}>
              ${
                column.id === 'share'
                  ? shareCell(
                      layer.share,
                      this.#most,
                      column.text(layer),
                      this.#tone,
                    )
                  : column.text(layer)
              }
            </td>`,
        )}
      </tr>
      ${
        isOpen
          ? html`<tr class="detail">
              <td colspan=${columns.length + 1}>
                <div class="sheet">${layerDetail(layer, this.figures)}</div>
              </td>
            </tr>`
          : nothing
      }
    `;
  }
}

const classOf = ({ isText, narrow }: Pick<Column, 'isText' | 'narrow'>) =>
  `${isText ? 'text' : ''} ${narrow ? '' : 'wide'}`.trim();

const shareOf = (layers: readonly LayerFigures[]): number =>
  layers.reduce((sum, { share }) => sum + (share ?? 0), 0);

const shareCell = (
  share: number | null,
  most: number,
  text: string,
  tone: string,
) =>
  html`<span class="share"
    >${bar(share === null ? null : share / most, tone)}<span
      >${text}</span
    ></span
  >`;

const sumCell = (column: Column, layers: readonly LayerFigures[]) =>
  html`<td class=${classOf(column)}>${column.sum?.(layers) ?? ''}</td>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-layer-table': LayerTable;
  }
}
