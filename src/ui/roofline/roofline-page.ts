import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { roofFor, roofsOf } from '../../roofline/ceiling-roofs';
import { dotsOf, type Dot, type Run } from '../../roofline/dots';
import { ladderSentence, verdictOf } from '../../roofline/verdict';
import { laddersOf } from '../../roofline/ladder';
import type { Roof } from '../../roofline/roof';
import { backendNames } from '../bench/rows';
import { softwareNote } from '../device-facts';
import '../save-menu';
import { shared } from '../shared.styles';
import { noCeilings, type CeilingsView } from './ceilings-view';
import './ceilings-evidence';
import './ceilings-table';
import { rooflineExports } from './chart-export';
import './dot-table';
import { ForgetRunsEvent, type DotSelectEvent } from './events';
import {
  choices,
  filtered,
  filterIds,
  filterNames,
  readFilters,
  writeFilters,
  type FilterId,
  type Filters,
} from './filters';
import { bestOf, sweepSentence } from './headline';
import { measureBar, measureBarStyles } from './measure-bar';
import './roofline-chart';
import { rooflinePageStyles } from './roofline-page.styles';
import { dateText, formatRate } from './words';
import './working-set-chart';

/** How much of this device do the kernels use? */
@customElement('rp-roofline-page')
export class RooflinePage extends LitElement {
  static override styles = [shared, measureBarStyles, rooflinePageStyles];

  @property({ attribute: false }) runs: readonly Run[] = [];
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  @property({ attribute: false }) query = new URLSearchParams();

  @state() filters: Filters = readFilters(this.query);
  @state() selected = '';
  #roofs: readonly Roof[] = [];
  #dots: readonly Dot[] = [];

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('query')) this.filters = readFilters(this.query);
    const { ceilings } = this.roofs;
    this.#roofs = ceilings ? roofsOf(ceilings) : [];
    // A run of another adapter says nothing under this one's roofs.
    const own = this.runs.filter(
      ({ report }) => !ceilings || report.adapter === ceilings.adapter,
    );
    this.#dots = dotsOf(own, this.#roofs);
  }

  #filter(id: FilterId, value: string) {
    this.filters = { ...this.filters, [id]: value };
    this.dispatchEvent(
      new CustomEvent('rp-query', { detail: writeFilters(this.filters) }),
    );
  }

  #pick({ dotId, open }: DotSelectEvent) {
    this.selected = dotId;
    const dot = this.#dots.find(({ id }) => id === dotId);
    if (open && dot) window.location.hash = dot.href;
  }

  override render() {
    const { ceilings } = this.roofs;
    const dots = filtered(this.#dots, this.filters);
    return html`
      <header class="head">
        <h1>Roofline</h1>
        <p class="muted">
          ${
            ceilings
              ? `${ceilings.adapter || 'CPU only'} · measured ${dateText(ceilings.measuredAt)}`
              : 'What this device can do, and how much of it the kernels use'
          }
        </p>
        <div class="actions">
          <rp-save-menu
            .empty=${ceilings || dots.length > 0 ? '' : 'Nothing measured yet.'}
            .choices=${rooflineExports(dots, ceilings, () => this.#chart())}
          ></rp-save-menu>
          ${measureBar(
            this,
            this.roofs,
            ceilings ? 'Measure again' : 'Measure the roofs',
          )}
        </div>
      </header>
      <div class="stack">
        ${this.#hero()} ${this.#main(dots)}
        ${ceilings ? this.#evidence() : nothing}
        ${this.runs.length > 0 ? this.#table(dots) : nothing}
      </div>
    `;
  }

  #chart = () =>
    this.renderRoot
      .querySelector('rp-roofline-chart')
      ?.renderRoot.querySelector('svg') ?? null;

  #hero() {
    const { ceilings, state } = this.roofs;
    const best = bestOf(this.#dots, this.#roofs);
    const badge = ceilings?.software
      ? html`<p><span class="badge">${softwareNote}</span></p>`
      : nothing;
    const [figure, word, sentence] = best
      ? [
          best.percent,
          'of the roof',
          html`<b class=${best.dot.backend}
              >${backendNames[best.dot.backend]} ${best.dot.kernel}</b
            >
            on ${best.dot.label} comes nearest to what this device allows.
            ${best.verdict.finding} ${best.verdict.next}`,
        ]
      : ceilings
        ? this.#ceilingsAnswer()
        : [
            state === 'measuring' ? '…' : '–',
            '',
            html`No kernel is faster than the device's multiply-adds, nor than
              its memory. Both are measured here on your device; every run of
              the <a href="#bench">Bench page</a> then shows how far below it
              stays.`,
          ];
    return html`<section class="card hero" aria-label="Answer">
      <p class="figure">
        <span class="big">${figure}</span> <span class="word">${word}</span>
      </p>
      <div class="sentence">
        <p>${sentence}</p>
        ${badge} ${ceilings ? sweepLine(sweepSentence(ceilings)) : nothing}
      </div>
    </section>`;
  }

  #ceilingsAnswer() {
    const [roof] = this.#roofs;
    return [
      formatRate(roof.gflops, 'FLOP/s'),
      `${roof.label}, at most`,
      html`Memory gives ${formatRate(roof.gbps, 'B/s')}, so a kernel needs
        ${(roof.gflops / roof.gbps).toFixed(1)} FLOP per byte to reach that. No
        run stands under this roof yet: <a href="#bench">run a layer</a>.`,
    ] as const;
  }

  #main(dots: readonly Dot[]) {
    const dot =
      dots.find(({ id }) => id === this.selected) ??
      bestOf(dots, this.#roofs)?.dot;
    return html`<section class="card" aria-labelledby="chart-title">
      <div class="top">
        <h2 id="chart-title">On your measured roofline</h2>
        <div class="filters">${filterIds.map((id) => this.#select(id))}</div>
      </div>
      <rp-roofline-chart
        .roofs=${this.#roofs}
        .dots=${dots}
        .sweep=${this.roofs.ceilings?.evidence.sweep ?? []}
        .selected=${dot?.id ?? ''}
        @rp-dot-select=${this.#pick}
      ></rp-roofline-chart>
      ${dot ? this.#verdict(dot, dots) : this.#noVerdict(dots)}
      <p class="note small">
        Bytes are logical: a browser has no hardware counters, so a dot stands
        where each input and output is moved once, and the line to its left ends
        where every operand is fetched anew. The truth lies between. Size is the
        share of time among the fastest kernels; the dashed path is the ladder
        from the simplest kernel to the fastest.
      </p>
    </section>`;
  }

  #verdict(dot: Dot, dots: readonly Dot[]) {
    const { finding, next } = verdictOf(dot, roofFor(this.#roofs, dot.backend));
    const ladder = laddersOf(dots).find(({ rungs }) => rungs.includes(dot));
    return html`<p class="verdict of-${dot.backend}" role="status">
      <b class=${dot.backend}>${backendNames[dot.backend]} ${dot.kernel}</b> ·
      ${dot.label}. <strong>${finding}</strong> ${next}
      ${ladder ? ladderSentence(ladder) : nothing}
      <a href=${dot.href}>Open the run and its source</a>
    </p>`;
  }

  #noVerdict(dots: readonly Dot[]) {
    if (dots.length > 0)
      return html`<p class="verdict">
        ${
          this.roofs.state === 'measuring'
            ? 'The roofs are being measured; then every dot gets its verdict.'
            : 'Measure the roofs: then every dot gets its verdict.'
        }
      </p>`;
    return html`<p class="verdict">
      ${
        this.#dots.length > 0
          ? 'No run passes these filters; choose "all" in one of them.'
          : html`No run yet under these roofs. Every run of the
              <a href="#bench">Bench page</a> lands here at once.`
      }
    </p>`;
  }

  #select(id: FilterId) {
    const value = this.filters[id];
    return html`<label>
      ${filterNames[id]}
      <select
        @change=${(event: Event) =>
          this.#filter(id, (event.target as HTMLSelectElement).value)}
      >
        <option value="" ?selected=${value === ''}>all</option>
        ${choices(this.#dots, id, value).map(
          (choice) =>
            html`<option value=${choice} ?selected=${choice === value}>
              ${id === 'backend' ? backendName(choice) : choice}
            </option>`,
        )}
      </select>
    </label>`;
  }

  #evidence() {
    const { ceilings } = this.roofs;
    if (!ceilings) return nothing;
    return html`<div class="pair">
      <section class="card" aria-labelledby="ceilings-title">
        <h2 id="ceilings-title">Ceilings</h2>
        <rp-ceilings-table .ceilings=${ceilings}></rp-ceilings-table>
      </section>
      <div class="stack">
        <section class="card" aria-labelledby="sets-title">
          <h2 id="sets-title">Bandwidth by working set</h2>
          <rp-working-set-chart
            .probes=${ceilings.evidence.bandwidth}
          ></rp-working-set-chart>
        </section>
        <section class="card" aria-labelledby="evidence-title">
          <h2 id="evidence-title">How they were measured</h2>
          <rp-ceilings-evidence .ceilings=${ceilings}></rp-ceilings-evidence>
        </section>
      </div>
    </div>`;
  }

  #table(dots: readonly Dot[]) {
    const hidden = this.runs.length - this.#dots.length;
    return html`<section class="card" aria-labelledby="runs-title">
      <div class="top">
        <h2 id="runs-title">Runs</h2>
        <small>
          ${dots.length} of ${this.runs.length}
          ${hidden > 0 ? `· ${hidden} of other adapters` : nothing}
        </small>
        <button @click=${() => this.dispatchEvent(new ForgetRunsEvent())}>
          Forget all runs
        </button>
      </div>
      <rp-dot-table
        .dots=${dots}
        .roofs=${this.#roofs}
        .selected=${this.selected}
        @rp-dot-select=${this.#pick}
      ></rp-dot-table>
    </section>`;
  }
}

const sweepLine = (text: string) =>
  text ? html`<p class="small">${text}</p>` : nothing;

const backendName = (id: string) =>
  Object.hasOwn(backendNames, id)
    ? backendNames[id as keyof typeof backendNames]
    : id;

declare global {
  interface HTMLElementTagNameMap {
    'rp-roofline-page': RooflinePage;
  }
}
