import { LitElement, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import '../copy-link';
import { shared } from '../shared.styles';
import { formatCount } from '../units';
import './box-answer';
import type { LastRun } from './box-answer';
import './box-canvas';
import './box-controls';
import './box-detail';
import './box-table';
import './conventions-card';
import './roi/roi-card';
import './sweep-card';
import './times-card';
import type { BoxSweep } from './sweep-card';
import type { BoxTimes } from './times-card';
import { BoxesModel } from './boxes-model';
import { boxesPageStyles } from './boxes-page.styles';
import type { BoxSelectEvent, BoxSettingsEvent, SceneEvent } from './events';
import { mostLinkedBoxes, readLink } from './link';

/** Which of many overlapping boxes are kept, by whom the others fall, how fast. */
@customElement('rp-boxes-page')
export class BoxesPage extends LitElement {
  static override styles = [shared, boxesPageStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  @property({ type: Boolean, reflect: true }) override hidden = false;
  @query('rp-box-times') times!: BoxTimes;
  @query('rp-box-sweep') sweep!: BoxSweep;

  #model = new BoxesModel(this, (link) => {
    this.dispatchEvent(new CustomEvent('rp-query', { detail: link }));
  });

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('query')) this.#model.follow(readLink(this.query));
    if (changed.has('engine') || changed.has('device'))
      this.#model.start(this.engine, this.device);
    if (changed.has('hidden') && this.hidden) this.#leave();
  }

  /** A page that is hidden leaves the processor to the one in view. */
  #leave() {
    this.#model.runner.cancel();
    this.times?.cancel();
    this.sweep?.cancel();
  }

  #ask = () => this.#model.asked();

  get #last(): LastRun | null {
    const { backend, kernel, wallMs, first } = this.#model.runner;
    return backend && { backend, kernel, wallMs, first };
  }

  override render() {
    const model = this.#model;
    const { settings, scene, selected, runner } = model;
    const outcome = runner.result;
    return html`
      <div
        class="page"
        @rp-box-settings=${({ change, live }: BoxSettingsEvent) =>
          model.change(change, live)}
        @rp-scene=${(event: SceneEvent) =>
          model.edit(event.scene, event.selected, event.live)}
        @rp-box-select=${({ index }: BoxSelectEvent) => model.select(index)}
      >
        <header>
          <h1>Boxes</h1>
          <p class="muted">
            Non-maximum suppression of ${formatCount(scene.count)}
            ${settings.boxes ? 'boxes, edited by hand' : `${settings.layout} boxes`}${
              settings.boxes && scene.count > mostLinkedBoxes
                ? ` (more than ${mostLinkedBoxes}: the link keeps the settings, not your edits)`
                : ''
            }
          </p>
          <rp-copy-link .of=${this.query}></rp-copy-link>
        </header>
        ${
          model.problems.length > 0
            ? html`<ul class="notice bad problems">
                ${model.problems.map((each) => html`<li>${each}</li>`)}
              </ul>`
            : ''
        }
        <div class="side">
          <rp-box-controls
            .settings=${settings}
            .count=${scene.count}
            ?gpu=${this.device?.gpu ?? true}
          ></rp-box-controls>
          <rp-box-detail
            .scene=${scene}
            .outcome=${outcome}
            .selected=${selected}
          ></rp-box-detail>
        </div>
        <div class="main">
          <rp-box-answer
            .outcome=${outcome}
            .last=${this.#last}
            .device=${this.device}
            .problem=${runner.problem}
            .note=${model.place.note}
            .count=${scene.count}
            .seconds=${runner.slow ? runner.seconds : 0}
            ?slow=${runner.slow}
            ?stopped=${runner.stopped}
            @cancel=${() => runner.cancel()}
            @again=${() => model.again()}
          ></rp-box-answer>
          <rp-box-canvas
            .scene=${scene}
            .outcome=${outcome}
            .selected=${selected}
            ?stale=${runner.slow}
          ></rp-box-canvas>
          <rp-box-times
            class="late"
            .engine=${this.engine}
            .device=${this.device}
            .of=${outcome}
            .ask=${this.#ask}
          ></rp-box-times>
          <rp-box-sweep
            class="late"
            .engine=${this.engine}
            .device=${this.device}
            .settings=${settings}
          ></rp-box-sweep>
          <rp-box-conventions
            class="late"
            .engine=${this.engine}
            .outcome=${outcome}
          ></rp-box-conventions>
          <rp-roi-card
            class="late"
            .engine=${this.engine}
            .on=${settings.on}
          ></rp-roi-card>
          <rp-box-table
            class="late"
            .outcome=${outcome}
            .selected=${selected}
          ></rp-box-table>
        </div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-boxes-page': BoxesPage;
  }
}
