/** Everything about one layer, for a row that was opened. */
import { html, nothing } from 'lit';
import { sentences, verdictOf } from '../../roofline/verdict';
import { formatBytes, formatNumber } from '../units';
import type { Figures, LayerFigures } from './figures';
import { columnsOf } from './layer-columns';
import { layerDots } from './layer-dots';

const chosenTexts = {
  remembered: 'the fastest of a race on this device',
  guessed: 'guessed: Tune first races them',
  alone: 'the only one that takes this layer',
} as const;

export function layerDetail(layer: LayerFigures, figures: Figures) {
  const { fused, kernel, chosen } = layer;
  const dot = layerDots(figures).find(({ id }) => id === layer.name);
  const facts: readonly (readonly [string, string])[] = [
    ...[...columnsOf('macs'), columnsOf('flops')[8]].map(
      (column) => [column.title, column.text(layer)] as const,
    ),
    ['read', formatBytes(layer.bytesRead)],
    ['written', formatBytes(layer.bytesWritten)],
    [
      'FLOP/B without reuse',
      layer.bytesNoReuse > 0
        ? formatNumber(layer.flops / layer.bytesNoReuse)
        : '–',
    ],
  ];
  return html`
    <dl>
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${
      kernel
        ? html`<p>
            Runs <code>${kernel}</code>${
              chosen ? html`, ${chosenTexts[chosen]}` : nothing
            }.
          </p>`
        : nothing
    }
    ${
      fused.length > 0
        ? html`<p>Fused into it: ${fused.join(', ')}.</p>`
        : nothing
    }
    ${
      layer.bytes === 0
        ? html`<p>Nothing runs: the same bytes under another shape.</p>`
        : nothing
    }
    ${dot ? html`<p>${sentences(verdictOf(dot, figures.roof))}</p>` : nothing}
  `;
}
