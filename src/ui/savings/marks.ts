/** The points on the roofline: what is dense, each layer, and the block. Pure. */
import { attainable, type Roof } from '../../roofline/roof';
import { intensityOf, isFused, roofMs, sumOf, type Layer } from './layers';
import type { Figure, Outcome } from './outcome';
import { partsOf, type Part } from './parts';
import { chosenId, variantOf, type Plan } from './plan';

export interface Mark {
  readonly id: string;
  readonly label: string;
  readonly size: 'form' | 'layer';
  readonly intensity: number;
  readonly gflops: number;
  /** On the roof: where it could be. */
  readonly isMeasured: boolean;
  readonly ms: number;
}

export interface Marks {
  readonly marks: readonly Mark[];
  /** From two kernels to the fused one, where that is switched on. */
  readonly trail: readonly [from: Mark, to: Mark] | null;
}

const point = (
  id: string,
  label: string,
  size: Mark['size'],
  layers: readonly Layer[],
  { roof, ms }: { readonly roof: Roof; readonly ms: number | null },
): Mark | null => {
  const work = sumOf(layers);
  const intensity = intensityOf(work);
  // Nothing multiplied has no place on a logarithm.
  if (!(intensity > 0)) return null;
  const spent = ms ?? roofMs(roof, layers);
  return {
    ...{ id, label, size, intensity, ms: spent },
    gflops: work.flops / spent / 1e6,
    isMeasured: ms !== null,
  };
};

export function marksOf(
  plan: Plan,
  outcome: Outcome | null,
  roof: Roof,
): Marks {
  const form = (id: string, label: string, figure: Figure | null) => {
    const { layers } = figure?.variant ?? variantOf(plan, chosenId(plan));
    return point(id, label, 'form', layers, {
      roof,
      ms: figure && figure.ms.medianMs,
    });
  };
  const [denseLayers, cheapLayers] = [
    variantOf(plan, 'dense').layers,
    variantOf(plan, 'cheap').layers,
  ];
  const isOn = chosenId(plan) === 'fused';
  const dense = point('dense', 'dense', 'form', denseLayers, {
    roof,
    ms: outcome && outcome.dense.ms.medianMs,
  });
  const isInOne = !outcome?.fused || outcome.fused.kernels.some(isFused);
  const names = {
    cheap: twoKernels(plan),
    fused: isInOne ? 'fused' : 'two passes, by the tuner',
  };
  const block = form(
    'block',
    names[isOn ? 'fused' : 'cheap'],
    outcome?.chosen ?? null,
  );
  const before = point('before', names.cheap, 'form', cheapLayers, {
    roof,
    ms: outcome && outcome.cheap.ms.medianMs,
  });
  const parts = partsOf(cheapLayers, outcome?.cheap.layerMs ?? null, roof);
  const layers = parts.length > 1 ? parts.filter(isWork) : [];
  const marks = [
    dense,
    ...layers.map(({ kind, ms }) =>
      point(
        `layer ${kind}`,
        kind,
        'layer',
        cheapLayers.filter((layer) => layer.kind === kind),
        { roof, ms },
      ),
    ),
    block,
  ].filter((mark) => mark !== null);
  return { marks, trail: isOn && before && block ? [before, block] : null };
}

/** What a network does beside its blocks would only hide them. */
const isWork = ({ kind, macsShare }: Part): boolean =>
  macsShare > 0 && !/fully|dense/.test(kind);

const twoKernels = ({ settings }: Plan): string =>
  ({
    separable: 'separable, two kernels',
    network: 'MobileNet, two kernels a block',
    'inverted-residual': 'inverted residual',
    bottleneck: 'bottleneck',
    'grouped-shuffle': 'grouped and shuffled',
  })[settings.kind];

/** For the axes: every mark and its trail, and what the roof allows above. */
export const extentOf = ({ marks, trail }: Marks, roof: Roof) =>
  [...marks, ...(trail ?? [])].flatMap(({ intensity, gflops }) => [
    { intensity, gflops },
    { intensity, gflops: attainable(roof, intensity) },
  ]);
