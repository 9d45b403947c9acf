/** softNms on the GPU: one workgroup goes through all rounds. */
import opaqueLib from '../../../../shaders/nms/opaque.wgsl?raw';
import soft from '../../../../shaders/nms/soft.wgsl?raw';
import type { GpuKernel } from '../../op';
import { shader } from '../../source';
import { boxFormats } from '../options';
import { decayOf } from '../soft-decay';
import { softMethods, type SoftNmsOptions } from '../soft-options';

/**
 * As many rounds as boxes, each over all of them, in one dispatch: beyond this
 * a device may take it for hung.
 */
const mostBoxes = 4096;

const softShader = shader('nms/soft.wgsl', soft, opaqueLib);

export const softGpuKernel: GpuKernel<SoftNmsOptions> = {
  id: 'rounds',
  backend: 'webgpu',
  title: 'Rounds',
  idea:
    'One workgroup: in each round all scores decay by the box kept last, and ' +
    'atomic minima find the next one.',
  supports: ({ boxes: [count] }) =>
    count <= mostBoxes ||
    `${count} boxes: one workgroup goes through all of them once for each ` +
      `that is kept, so it takes ${mostBoxes} at most; filter them by score ` +
      `first, or use WASM`,
  // Software pays for each invocation that waits at barriers.
  variants: (_shapes, _options, { software }) =>
    (software ? [64, 128, 256] : [256, 128, 64]).map((WORKGROUP_SIZE) => ({
      WORKGROUP_SIZE,
    })),
  plan({ boxes: [count] }, options, _, constants) {
    const { threshold, scale, scoreThreshold } = decayOf(options);
    return {
      temporaries: { corners: 16 * count, states: 8 * count, rows: 4 },
      passes: [
        {
          shader: softShader,
          constants,
          params: {
            count,
            cap: Math.min(options.maxOutputSize ?? count, count),
            format: boxFormats.indexOf(options.boxFormat),
            method: softMethods.indexOf(options.method),
            pixel: options.legacyPixel ? 1 : 0,
            ...{ threshold, scale, score_threshold: scoreThreshold, zero: 0 },
          },
          buffers: [
            ...['boxes', 'scores', 'corners', 'states'],
            ...['indices', 'output.scores', 'rows'],
          ],
          workgroups: [1, 1, 1],
        },
      ],
    };
  },
};
