import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Engine } from '../../engine/api';
import { shared } from '../shared.styles';
import { formatCount } from '../units';
import {
  conventionCall,
  conventionOutcome,
  conventionsFor,
  differing,
  edgeCase,
  mostCompared,
  why,
  type Convention,
} from './conventions';
import { conventionsCardStyles } from './conventions-card.styles';
import { BoxSelectEvent, BoxSettingsEvent } from './events';
import type { Outcome } from './outcome';

/** Sliders go on for a while; six more runs wait until they rest. */
const restMs = 350;
const mostReasons = 3;

interface Compared {
  readonly of: Outcome;
  readonly answers: readonly {
    readonly convention: Convention;
    readonly outcome: Outcome;
  }[];
}

/** Why do my numbers differ? The same boxes under each library's rules. */
@customElement('rp-box-conventions')
export class BoxConventions extends LitElement {
  static override styles = [shared, conventionsCardStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  /** What the page shows. */
  @property({ attribute: false }) outcome: Outcome | null = null;
  @state() compared: Compared | null = null;
  @state() problem = '';
  #timer = 0;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('outcome') && !changed.has('engine')) return;
    window.clearTimeout(this.#timer);
    if (this.engine && this.#fits(this.outcome))
      this.#timer = window.setTimeout(() => void this.#compare(), restMs);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.clearTimeout(this.#timer);
  }

  #fits = (outcome: Outcome | null): outcome is Outcome =>
    outcome !== null &&
    outcome.scene.count > 0 &&
    outcome.scene.count <= mostCompared;

  async #compare() {
    const { engine, outcome: of } = this;
    if (!engine || !of) return;
    const { scene, rules, score } = of;
    const answers: Compared['answers'][number][] = [];
    try {
      for (const convention of conventionsFor(rules)) {
        const { op, call } = conventionCall(convention, scene, rules, score);
        // All backends decide alike; the CPU is free while the GPU answers.
        const given = await engine.run(op, { ...call, backend: 'wasm' });
        if (this.outcome !== of) return;
        const outcome = conventionOutcome(
          convention,
          scene,
          rules,
          score,
          given,
        );
        answers.push({ convention, outcome });
      }
      this.compared = { of, answers };
      this.problem = '';
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  override render() {
    const { compared, problem, outcome } = this;
    const many = (outcome?.scene.count ?? 0) > mostCompared;
    return html`<section class="card" aria-labelledby="title">
      <div class="head">
        <h2 id="title">
          Why do my numbers differ from torchvision, ONNX, tfjs?
        </h2>
        <button @click=${this.#showEdges}>Show a case where they do</button>
      </div>
      <p class="intro">
        ${
          many
            ? `Shown for up to ${formatCount(mostCompared)} boxes; generate fewer.`
            : 'The same boxes, the same thresholds, each library’s own rules, run here.'
        }
      </p>
      ${problem ? html`<p class="notice bad lines">${problem}</p>` : nothing}
      ${
        compared && this.#fits(outcome)
          ? html`<ul class="rows">
              ${compared.answers.map((answer) =>
                this.#row(compared.answers[0].outcome, answer),
              )}
            </ul>`
          : nothing
      }
    </section>`;
  }

  #showEdges() {
    this.dispatchEvent(
      new BoxSettingsEvent({
        ...{ boxes: edgeCase, iou: 0.5, score: 0.1 },
        // Hard NMS would hide what only classes decide.
        ...(!this.outcome?.rules.soft && { mode: 'batched' }),
      }),
    );
  }

  #row(base: Outcome, { convention, outcome }: Compared['answers'][number]) {
    const other = differing(base, outcome);
    const nothingKept = convention.asOnnx?.most === 0;
    const first = nothingKept ? [] : other.slice(0, mostReasons);
    const same = outcome === base ? 'the measure' : 'the same boxes';
    return html`<li class="convention">
      <h3>${convention.title}</h3>
      <p class="kept">
        <b class="number">${formatCount(outcome.kept.length)}</b>
        <small>kept</small>
        <span class="delta ${other.length > 0 ? 'other' : ''}">
          ${other.length > 0 ? `${formatCount(other.length)} differ` : same}
        </span>
      </p>
      <div class="words">
        <p class="small">${convention.note}</p>
        ${
          first.length > 0
            ? html`<ul class="why">
                ${first.map(
                  (index) =>
                    html`<li>
                      <button
                        aria-label="Select box ${index}"
                        @click=${() =>
                          this.dispatchEvent(new BoxSelectEvent(index))}
                      >
                        ${index}</button
                      >${why(base, outcome, index)}
                    </li>`,
                )}
                ${
                  other.length > mostReasons
                    ? html`<li class="small">
                        and ${formatCount(other.length - mostReasons)} more
                      </li>`
                    : nothing
                }
              </ul>`
            : nothing
        }
      </div>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-box-conventions': BoxConventions;
  }
}
