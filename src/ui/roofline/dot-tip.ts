/** A dot in words: for a pointer, a screen reader and the table. */
import { html } from 'lit';
import type { Dot } from '../../roofline/dots';
import type { Roof } from '../../roofline/roof';
import { percent, sentences, verdictOf } from '../../roofline/verdict';
import { backendNames } from '../bench/rows';
import { formatRate, intensityText, timeText } from './words';

export const shareText = ({ share }: Dot): string =>
  share === null ? 'no roof yet' : `${percent(share)} of its roof`;

export const dotName = (dot: Dot): string =>
  [
    `${backendNames[dot.backend]} ${dot.kernel}, ${dot.label}`,
    timeText(dot),
    intensityText(dot),
    shareText(dot),
    ...(dot.verified === false ? ['wrong result'] : []),
  ].join('; ');

export function dotTip(dot: Dot, roof: Roof | null) {
  const facts = [
    ['time', timeText(dot)],
    ['rate', `${formatRate(dot.gflops, 'FLOP/s')}, ${shareText(dot)}`],
    ['intensity', intensityText(dot)],
  ];
  return html`<div class="tip" role="tooltip">
    <b>${backendNames[dot.backend]} ${dot.kernel}</b> · ${dot.label}
    <dl>
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    ${
      dot.verified === false
        ? 'Its result is outside the tolerance: the speed means nothing.'
        : sentences(verdictOf(dot, roof))
    }
  </div>`;
}
