/** softNms on the CPU: src/wasm/assembly/nms-soft.ts. */
import type { WasmKernel } from '../op';
import { boxFormats } from './options';
import { decayOf } from './soft-decay';
import { softMethods, type SoftNmsOptions } from './soft-options';

/** Corners, area, score and index, each in a row of its own. */
const planes = 7;
const BOX_BYTES = 32;

export const softWasmKernel: WasmKernel<SoftNmsOptions> = {
  id: 'fours',
  backend: 'wasm',
  title: 'Fours',
  idea:
    'Four scores decay at a time, and the same sweep finds the best of what ' +
    'is left; boxes that are out are swept away when they are half.',
  supports: () => true,
  plan({ boxes: [count] }, options) {
    const { threshold, scale, scoreThreshold } = decayOf(options);
    const stride = 4 * Math.ceil(count / 4);
    return {
      temporaries: { planes: planes * 4 * stride, box: BOX_BYTES, rows: 4 },
      passes: [
        {
          fn: 'nmsSoft',
          buffers: [
            ...['boxes', 'scores', 'planes', 'box'],
            ...['indices', 'output.scores', 'rows'],
          ],
          args: [
            ...[count, Math.min(options.maxOutputSize ?? count, count)],
            boxFormats.indexOf(options.boxFormat),
            softMethods.indexOf(options.method),
            options.legacyPixel ? 1 : 0,
            ...[threshold, scale, scoreThreshold],
          ],
        },
      ],
    };
  },
};
