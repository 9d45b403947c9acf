/** What the canvas shows and how, in words below it. */
import { html } from 'lit';
import { formatCount } from '../units';
import type { Drawn } from './draw';
import type { Outcome } from './outcome';

export function canvasLegend(drawn: Drawn, outcome: Outcome | null) {
  const soft = outcome?.decayed ? true : false;
  const out = soft ? 'out' : 'suppressed';
  const kept = drawn.keptMapped
    ? `${formatCount(drawn.kept)} kept in view, as a map: the deeper, the ` +
      'more; colour is the class of most. The best are outlined; zoom in ' +
      'for single boxes'
    : 'kept: colour and number are the class, then the score' +
      (soft ? ', as it was → as it is left; fainter lost more' : '');
  const ghosts = drawn.outMapped
    ? `${formatCount(drawn.out)} ${out} in view` +
      (drawn.keptMapped ? ', not drawn' : ', as a grey map')
    : `${out}: point at one to see by whom`;
  return html`<div class="key">
    <span><i class=${drawn.keptMapped ? 'map' : ''}></i>${kept}</span>
    <span
      ><i class=${drawn.outMapped ? 'grey map' : 'ghost'}></i>${ghosts}</span
    >
  </div>`;
}
