import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { taskOf, type Face } from '../../networks/trained/tasks';
import type { Raster } from '../picture/pixels';
import { shared } from '../shared.styles';
import { formatCount } from '../units';
import { personShare, shown } from './agree';
import { choices, choicesStyles } from './choices';
import { draw } from './draw';
import { SeeSettingsEvent } from './events';
import { highestScore, lowestScore, type SeeSettings, type View } from './link';
import type { Answer } from './pipeline';
import { resultCardStyles } from './result-card.styles';
import { faceText, formatScore, percent } from './words';

const viewTitles: Readonly<Record<View, string>> = {
  blur: 'Blur behind',
  tint: 'Tint',
  cut: 'Cut out',
  mask: 'Mask',
};

/** Of the picture, in CSS pixels. */
const highest = 500;

/** The picture with what was found in it, and the same in words. */
@customElement('rp-see-result')
export class SeeResult extends LitElement {
  static override styles = [shared, choicesStyles, resultCardStyles];

  @property({ attribute: false }) settings!: SeeSettings;
  @property({ attribute: false }) raster: Raster | null = null;
  @property({ attribute: false }) answer: Answer | null = null;
  /** "Astronaut", "camera". */
  @property() name = '';
  @property({ type: Boolean }) live = false;
  @query('canvas') canvas!: HTMLCanvasElement;

  override updated(changed: Map<string, unknown>) {
    const { raster, answer, settings } = this;
    if (!raster) return;
    if (['raster', 'answer', 'settings'].some((name) => changed.has(name)))
      draw(this.canvas, { raster, answer, view: settings.view });
  }

  #set(change: Partial<SeeSettings>) {
    this.dispatchEvent(new SeeSettingsEvent(change));
  }

  get #faces(): readonly Face[] {
    const { answer, settings } = this;
    return answer?.kind === 'faces' ? shown(answer.faces, settings.score) : [];
  }

  override render() {
    const { raster, answer, name } = this;
    return html`<section class="card" aria-labelledby="title">
      <div class="head">
        <h2 id="title">What it sees</h2>
        ${this.#control()}
      </div>
      <div class="both">
        <div class="stage">
          <div class="frame" .style=${frameWidth(raster)}>
            <canvas
              width="4"
              height="3"
              role="img"
              aria-label=${`${name}${answer ? `: ${this.#summary()}` : ''}`}
            ></canvas>
            ${raster ? this.#overlay(raster) : nothing}
          </div>
        </div>
        <div class="list">${answer ? this.#list(answer) : this.#waiting()}</div>
      </div>
    </section>`;
  }

  #waiting() {
    return html`<p class="small">The answer will stand here.</p>`;
  }

  #summary(): string {
    const { answer } = this;
    if (answer?.kind === 'mask')
      return `${percent(personShare(answer.mask))} of the picture is a person`;
    const { length } = this.#faces;
    return length === 1 ? '1 face' : `${formatCount(length)} faces`;
  }

  #control() {
    const { view, score, model } = this.settings;
    if (taskOf(model).kind === 'mask')
      return choices(
        'Show',
        Object.entries(viewTitles).map(([id, title]) => ({
          id: id as View,
          title,
        })),
        view,
        (id) => this.#set({ view: id }),
      );
    return html`<label class="score">
      <span>Lowest score</span>
      <input
        type="range"
        min=${lowestScore}
        max=${highestScore}
        step="0.01"
        .value=${String(score)}
        @input=${(event: Event) =>
          this.#set({
            score: (event.target as HTMLInputElement).valueAsNumber,
          })}
      />
      <output class="number">${formatScore(score)}</output>
    </label>`;
  }

  /** In shares of the picture, so that lines and letters keep their size. */
  #overlay({ width, height }: Raster) {
    const x = (value: number) => `${(100 * value) / width}%`;
    const y = (value: number) => `${(100 * value) / height}%`;
    return html`<svg aria-hidden="true">
      ${this.#faces.map(({ box: [x1, y1, x2, y2], keypoints, score }, i) => {
        const sides = [x(x1), y(y1), x(x2 - x1), y(y2 - y1)] as const;
        const rect = (name: string) =>
          svg`<rect class=${name} x=${sides[0]} y=${sides[1]} width=${sides[2]}
            height=${sides[3]} rx="3" />`;
        const above = y1 / height > 0.07;
        return svg`<g>
          ${rect('halo')}${rect('line')}
          ${keypoints.map(
            ([px, py]) => svg`<circle cx=${x(px)} cy=${y(py)} r="3.5" />`,
          )}
          <text x=${x(x1)} y=${y(above ? y1 : y2)} dy=${above ? -7 : 18}>
            ${this.#faces.length > 1 ? `${i + 1} · ` : ''}${formatScore(score)}
          </text>
        </g>`;
      })}
    </svg>`;
  }

  #list(answer: Answer) {
    if (answer.kind === 'mask')
      return html`<p>
        <strong class="number">${percent(personShare(answer.mask))}</strong> of
        the picture is a person. The network answers with a number from 0 to 1
        for each of ${answer.side} × ${answer.side} pixels; edges are soft
        because the numbers are.
      </p>`;
    const faces = this.#faces;
    const { keypoints } = taskOf(this.settings.model) as {
      keypoints?: readonly string[];
    };
    const lower = answer.faces.length - faces.length;
    return html`
      ${
        faces.length === 0
          ? html`<p>
              No face scores ${formatScore(this.settings.score)} or more.
              ${
                lower > 0
                  ? `Move the slider down: ${formatCount(lower)} score less.`
                  : 'Try another picture, or the other network.'
              }
            </p>`
          : html`<ol>
              ${faces.map(
                (face) =>
                  html`<li>
                    <span class="bar"
                      ><span .style=${`width: ${100 * face.score}%`}></span
                    ></span>
                    <span class="number">${faceText(face)}</span>
                    ${
                      face.keypoints.length > 0 && keypoints
                        ? html`<details>
                            <summary>${face.keypoints.length} points</summary>
                            <dl>
                              ${face.keypoints.map(
                                ([px, py], i) =>
                                  html`<dt>${keypoints[i]}</dt>
                                    <dd class="number">
                                      ${Math.round(px)}, ${Math.round(py)}
                                    </dd>`,
                              )}
                            </dl>
                          </details>`
                        : nothing
                    }
                  </li>`,
              )}
            </ol>`
      }
      <p class="small">
        ${
          lower > 0 && faces.length > 0
            ? `${formatCount(lower)} more would score ${formatScore(lowestScore)} or above.`
            : nothing
        }
        Pixels of the picture, from its top left.
      </p>
    `;
  }
}

/** As wide as there is room for, and no higher than a screen shows. */
const frameWidth = (raster: Raster | null): string =>
  raster
    ? `width: min(100%, ${Math.round((highest * raster.width) / raster.height)}px)`
    : 'width: 100%';

declare global {
  interface HTMLElementTagNameMap {
    'rp-see-result': SeeResult;
  }
}
