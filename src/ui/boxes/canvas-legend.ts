/** What the canvas shows and how, in words below it. */
import { html } from 'lit';
import { formatCount } from '../units';
import type { Outcome } from './outcome';
import type { Shown } from './shown';

export function canvasLegend(shown: Shown, outcome: Outcome | null) {
  if (!outcome)
    return html`<p class="key">
      Not judged yet: grey outlines, or a grey map.
    </p>`;
  const soft = outcome.decayed !== null;
  const out = soft ? 'out' : 'suppressed';
  const kept = shown.keptMapped
    ? `${formatCount(shown.kept.length)} kept in view, as a map: the deeper, the ` +
      'more; colour is the class of most. The best are outlined; zoom in ' +
      'for single boxes'
    : 'kept: colour and number are the class, then the score' +
      (soft ? ', as it was → as it is left; fainter lost more' : '');
  const ghosts = shown.restMapped
    ? `${formatCount(shown.rest.length)} ${out} in view` +
      (shown.keptMapped ? ', not drawn' : ', as a grey map')
    : `${out}: point at one to see by whom`;
  return html`<div class="key">
    <span><i class=${shown.keptMapped ? 'map' : ''}></i>${kept}</span>
    <span
      ><i class=${shown.restMapped ? 'grey map' : 'ghost'}></i>${ghosts}</span
    >
  </div>`;
}
