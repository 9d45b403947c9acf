/** The layer table's columns: what each says, and how it sorts. */
import { percent } from '../../roofline/verdict';
import { formatCount, formatNumber } from '../units';
import type { Shape } from '../../ops/tensor';
import type { LayerFigures } from './figures';
import { kindTitle } from './kinds';

export type Count = 'macs' | 'flops';

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly isText?: boolean;
  /** Shown on a phone, too. */
  readonly narrow?: boolean;
  /** null sorts last, whichever the direction. */
  value(layer: LayerFigures): number | string | null;
  text(layer: LayerFigures): string;
  /** Of several layers; absent: it has no sum. */
  sum?(layers: readonly LayerFigures[]): string;
}

const none = '–';

export const shapeText = (shape: Shape): string =>
  (shape.length > 1 && shape[0] === 1 ? shape.slice(1) : shape).join('×');

const sides = (pair: readonly [number, number] | null): string =>
  pair ? pair.join('×') : none;

/** 12.8 and 0.02; 0 as such. */
const inUnits = (value: number, unit: number): string =>
  value === 0 ? '0' : formatNumber(value / unit, value < unit / 10 ? 2 : 3);

const plainMs = (ms: number | null): string =>
  ms === null ? none : ms === 0 ? '0' : formatNumber(ms, ms < 0.1 ? 2 : 3);

export function columnsOf(count: Count): Column[] {
  const summed = (
    column: Omit<Column, 'text' | 'sum' | 'value'>,
    of: (layer: LayerFigures) => number | null,
    text: (value: number) => string,
  ): Column => ({
    ...column,
    value: of,
    text: (layer) => {
      const value = of(layer);
      return value === null ? none : text(value);
    },
    sum: (layers) =>
      layers.every((layer) => of(layer) === null)
        ? none
        : text(layers.reduce((total, layer) => total + (of(layer) ?? 0), 0)),
  });
  const plain = (
    column: Omit<Column, 'text' | 'value'>,
    of: (layer: LayerFigures) => number | null,
  ): Column => ({
    ...column,
    value: of,
    text: (layer) => {
      const value = of(layer);
      return value === null ? none : formatCount(value);
    },
  });
  return [
    {
      id: 'op',
      title: 'op',
      help: 'What it does, and what was fused into it.',
      isText: true,
      value: ({ kind }) => kindTitle(kind),
      text: ({ kind }) => kindTitle(kind),
    },
    {
      id: 'kernel',
      title: 'kernel',
      help: 'Height × width of the window.',
      value: ({ window }) => window && window[0] * window[1],
      text: ({ window }) => sides(window),
    },
    plain(
      { id: 'stride', title: 'stride', help: 'Steps of the window.' },
      ({ stride }) => stride,
    ),
    plain(
      { id: 'dilation', title: 'dil.', help: 'Dilation: gaps between taps.' },
      ({ dilation }) => dilation,
    ),
    plain(
      {
        id: 'groups',
        title: 'groups',
        help: 'As many groups as channels: depthwise.',
      },
      ({ groups }) => groups,
    ),
    {
      id: 'input',
      title: 'in, C×H×W',
      help: 'Shape of the input, without a batch of one.',
      value: ({ input }) => elements(input),
      text: ({ input }) => shapeText(input),
    },
    {
      id: 'output',
      title: 'out',
      help: 'Shape of the output.',
      value: ({ output }) => elements(output),
      text: ({ output }) => shapeText(output),
    },
    {
      id: 'receptive',
      title: 'sees, px',
      help: 'Receptive field: pixels of the image, per side, that one output depends on.',
      value: ({ receptive }) => receptive && Math.max(...receptive),
      text: ({ receptive }) =>
        receptive && receptive[0] === receptive[1]
          ? formatCount(receptive[0])
          : sides(receptive),
    },
    summed(
      count === 'macs'
        ? {
            id: 'work',
            title: 'MACs, M',
            help: 'Multiply-adds of convolutions and products, as papers count them.',
            narrow: true,
          }
        : {
            id: 'work',
            title: 'FLOPs, M',
            help: 'Operations: a multiply-add counts as two; pools and others count, too.',
            narrow: true,
          },
      (layer) => layer[count],
      (value) => inUnits(value, 1e6),
    ),
    summed(
      { id: 'params', title: 'params, k', help: 'Filters and biases.' },
      ({ params }) => params,
      (value) => inUnits(value, 1e3),
    ),
    summed(
      {
        id: 'bytes',
        title: 'MB',
        help: 'Logical bytes: each input, filter and output moved once.',
      },
      ({ bytes }) => bytes,
      (value) => inUnits(value, 1e6),
    ),
    {
      id: 'intensity',
      title: 'FLOP/B',
      help: 'Arithmetic intensity: operations per byte.',
      value: ({ intensity, bytes }) => (bytes > 0 ? intensity : null),
      text: ({ intensity, bytes }) =>
        bytes > 0 ? formatNumber(intensity) : none,
    },
    {
      id: 'bound',
      title: 'bound by',
      help: 'The nearer of the two limits of the roofline.',
      isText: true,
      value: ({ bound }) => bound,
      text: ({ bound }) =>
        bound === 'compute' ? 'arithmetic' : (bound ?? none),
    },
    summed(
      {
        id: 'predicted',
        title: 'roofline ms',
        help: 'Predicted: the slower of arithmetic and traffic, no launch.',
        narrow: true,
      },
      ({ predictedMs }) => predictedMs,
      plainMs,
    ),
    summed(
      {
        id: 'measured',
        title: 'measured ms',
        help: 'This layer by itself, mean of several runs.',
        narrow: true,
      },
      ({ measuredMs }) => measuredMs,
      plainMs,
    ),
    {
      id: 'roof',
      title: '% of roof',
      help: 'Predicted over measured; above 100 % it ran from a cache, or the roof was measured low.',
      value: ({ ofRoof }) => ofRoof,
      text: ({ ofRoof }) => (ofRoof === null ? none : percent(ofRoof)),
      sum: (layers) => {
        const [predicted, measured] = [
          total(layers, (layer) => layer.predictedMs),
          total(layers, (layer) => layer.measuredMs),
        ];
        return predicted && measured ? percent(predicted / measured) : none;
      },
    },
    {
      id: 'share',
      title: 'share of time',
      help: 'Of all layers; predicted until it is measured.',
      narrow: true,
      value: ({ share }) => share,
      text: ({ share }) => (share === null ? none : smallPercent(share)),
      sum: (layers) => {
        const share = total(layers, (layer) => layer.share);
        return share === null ? none : smallPercent(share);
      },
    },
  ];
}

/** Digits of next to nothing say nothing. */
export const smallPercent = (share: number): string =>
  share > 0 && share < 0.001 ? '<0.1 %' : percent(share);

const elements = (shape: Shape): number =>
  shape.reduce((product, side) => product * side, 1);

function total(
  layers: readonly LayerFigures[],
  of: (layer: LayerFigures) => number | null,
): number | null {
  const known = layers.map(of).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
}
