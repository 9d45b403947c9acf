import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Ceilings } from '../../../engine/api';
import { tableStyles } from '../../roofline/table.styles';
import '../../save-menu';
import { shared } from '../../shared.styles';
import { formatDuration, formatRatio } from '../../units';
import './compare-chart';
import type { Bar, CompareChart } from './compare-chart';
import { compareExports } from './compare-exports';
import { compareStyles } from './compare-view.styles';
import {
  firstPair,
  groupsOf,
  problemDifferences,
  type Group,
  type RunItem,
  type Side,
} from './comparison';

/** Two kept trials, of two files or of the shelf, side by side. */
@customElement('rp-compare')
export class CompareView extends LitElement {
  static override styles = [shared, tableStyles, compareStyles];

  @property({ attribute: false }) left: Side | null = null;
  @property({ attribute: false }) right: Side | null = null;
  /** Which trial of each side. */
  @state() at: readonly [number, number] = [0, 0];

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('left') && !changed.has('right')) return;
    if (this.left && this.right) this.at = firstPair(this.left, this.right);
  }

  override render() {
    const { left, right, at } = this;
    const a = left?.runs[at[0]];
    const b = right?.runs[at[1]];
    if (!left || !right || !a || !b) return this.#empty();
    const groups = groupsOf([a, b], [roofsFor(left, a), roofsFor(right, b)]);
    const bars = [...barsOf(a, left.label), ...barsOf(b, right.label)];
    return html`<section class="card" aria-labelledby="title">
      <header>
        <h2 id="title">Side by side</h2>
        <rp-save-menu
          .choices=${compareExports(
            groups,
            [a.name, b.name],
            bars.length > 0 ? this.#drawing : null,
          )}
        ></rp-save-menu>
        <button @click=${this.#close}>Close</button>
      </header>
      ${answer(a, b)}
      ${
        bars.length > 0
          ? html`<rp-compare-chart .bars=${bars}></rp-compare-chart>`
          : nothing
      }
      ${this.#table(groups, left, right)}
    </section>`;
  }

  #empty() {
    const without = [this.left, this.right]
      .filter((side) => side?.runs.length === 0)
      .map((side) => side?.label);
    return html`<section class="card">
      <p class="notice" role="status">
        ${without.join(' and ')} ${without.length > 1 ? 'hold' : 'holds'} no
        trial, so there is nothing to compare. Choose files that were exported
        with one, or keep a trial and choose two in the table.
      </p>
      <button @click=${this.#close}>Close</button>
    </section>`;
  }

  #table(groups: readonly Group[], left: Side, right: Side) {
    return html`<div
      class="scroll"
      tabindex="0"
      role="group"
      aria-label="Both trials"
    >
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">What</span></th>
            <th scope="col">${this.#pick(left, 0)}</th>
            <th scope="col">${this.#pick(right, 1)}</th>
          </tr>
        </thead>
        ${groups.map(
          ({ title, rows }) =>
            html`<tbody>
              <tr class="group">
                <th colspan="3" scope="rowgroup">${title}</th>
              </tr>
              ${rows.map(({ title, cells }) => {
                const differs = cells[0] !== cells[1];
                return html`<tr class=${differs ? 'differs' : ''}>
                  <th scope="row">
                    ${
                      differs
                        ? html`<span class="mark-differs" title="differs"
                            >≠</span
                          >`
                        : nothing
                    }${title}
                  </th>
                  <td>${cells[0]}</td>
                  <td>${cells[1]}</td>
                </tr>`;
              })}
            </tbody>`,
        )}
      </table>
    </div>`;
  }

  /** The side's name; its trials to choose from where there are several. */
  #pick({ label, runs }: Side, which: 0 | 1) {
    if (runs.length === 1) return html`${runs[0].name} <small>${label}</small>`;
    return html`<select
        aria-label="Trial of ${label}"
        @change=${(event: Event) => {
          const chosen = (event.target as HTMLSelectElement).selectedIndex;
          this.at = which === 0 ? [chosen, this.at[1]] : [this.at[0], chosen];
        }}
      >
        ${runs.map(
          ({ name }, i) =>
            html`<option ?selected=${i === this.at[which]}>${name}</option>`,
        )}
      </select>
      <small>${label}</small>`;
  }

  #drawing = () =>
    this.renderRoot.querySelector<CompareChart>('rp-compare-chart')?.drawing ??
    null;

  #close() {
    this.dispatchEvent(new CustomEvent('rp-close'));
  }
}

const roofsFor = ({ ceilings }: Side, { report }: RunItem): Ceilings | null =>
  ceilings.find(({ adapter }) => adapter === report.adapter) ?? null;

const barsOf = ({ name, report: { ab } }: RunItem, label: string): Bar[] =>
  ab
    ? (['original', 'edited'] as const).map((kind) => ({
        kind,
        label: `${name}, ${kind} (${label})`,
        stats: ab[kind],
      }))
    : [];

function answer(a: RunItem, b: RunItem) {
  const differ = problemDifferences(a.report, b.report);
  if (differ.length > 0)
    return html`<p class="notice" role="status">
      <strong>Not the same problem:</strong> ${listWords(differ)}
      ${differ.length > 1 || differ[0].endsWith('s') ? 'differ' : 'differs'}, so
      the times say nothing of each other. Compare each with its own original.
    </p>`;
  const [x, y] = [a.report.ab, b.report.ab];
  if (!x || !y)
    return html`<p class="notice" role="status">
      Only a trial that is right is timed:
      ${x ? b.name : y ? a.name : 'neither'} ${x || y ? 'was not' : 'was'}.
    </p>`;
  const [fast, slow, times] =
    x.edited.medianMs <= y.edited.medianMs
      ? [a, b, [x, y] as const]
      : [b, a, [y, x] as const];
  const [quick, long] = times.map(({ edited }) => edited);
  const near = quick.p80Ms >= long.p20Ms;
  return html`<p class="answer" role="status">
    ${
      near
        ? html`The spreads of both overlap (${formatDuration(quick.medianMs)}
          and ${formatDuration(long.medianMs)}): neither is shown to be faster.`
        : html`<strong>${fast.name}</strong> takes
            ${formatDuration(quick.medianMs)},
            <strong>${slow.name}</strong> ${formatDuration(long.medianMs)}:
            ${formatRatio(long.medianMs / quick.medianMs)} as long.`
    }
    ${
      a.report.adapter === b.report.adapter
        ? nothing
        : 'They ran on two adapters, so this compares the devices too.'
    }
  </p>`;
}

const listWords = (words: readonly string[]): string =>
  words.length > 1
    ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
    : (words[0] ?? '');

declare global {
  interface HTMLElementTagNameMap {
    'rp-compare': CompareView;
  }
}
