/** Measured layers as dots on the roofline. */
import { opById } from '../../ops';
import type { Dot } from '../../roofline/dots';
import { boundOf, attainable } from '../../roofline/roof';
import type { Figures, LayerFigures } from './figures';

/** Layers without arithmetic or below the clock have no place on a log. */
export function layerDots(figures: Figures): Dot[] {
  const { roof, promise } = figures;
  return figures.layers.flatMap((layer) => {
    const ms = layer.measuredMs;
    if (!ms || layer.flops === 0 || layer.bytes === 0) return [];
    const gflops = layer.flops / ms / 1e6;
    return {
      id: layer.name,
      op: layer.op,
      label: layer.name,
      network: promise.subject.title,
      backend: promise.subject.backend,
      kernel: layer.kernel ?? '',
      problem: layer.name,
      rung: 0,
      intensity: layer.intensity,
      intensityNoReuse: layer.flops / layer.bytesNoReuse,
      gflops,
      ms,
      fromThroughput: false,
      workingSetBytes: layer.bytes,
      share: roof && gflops / attainable(roof, layer.intensity),
      // A run of the whole network is compared with the oracle by the tests.
      verified: null,
      hint: hintOf(figures, layer),
      href: '',
    };
  });
}

function hintOf({ roof }: Figures, layer: LayerFigures): string | null {
  if (!roof) return null;
  const bound = boundOf(roof, layer.intensity);
  return opById(layer.op).hint?.(layer.shapes, layer.options, bound) ?? null;
}
