/** The WASM kernel of resample2d: src/wasm/assembly/resample*.ts. */
import { roundUp, setInts } from '../conv2d/wasm-geometry';
import type { WasmKernel } from '../op';
import { resampleGeometry } from './geometry';
import type { Resample2dOptions } from './options';

/** Elements of the output in a part that threads share, about. */
const PART = 8192;

export const wasmKernels: readonly WasmKernel<Resample2dOptions>[] = [
  {
    id: 'simd',
    backend: 'wasm',
    title: 'SIMD, lines kept',
    idea:
      'A row of the input is brought to the output’s width once and kept ' +
      'while outputs lie next to it; four elements at once.',
    supports: () => true,
    plan(shapes, options) {
      const g = resampleGeometry(shapes, options);
      const { rows, columns, middle, inner } = g;
      const width = columns.output * inner;
      const bandRows = Math.min(
        rows.output,
        Math.max(8, Math.ceil(PART / width)),
      );
      const units = g.outer * middle * Math.ceil(rows.output / bandRows);
      const ints = [
        ...[middle, inner],
        ...[rows.input, columns.input, rows.output, columns.output],
        ...[rows.step, rows.start, rows.divisor],
        ...[columns.step, columns.start, columns.divisor],
      ];
      const isLinear = options.mode === 'linear';
      const scratch: Record<string, number> = isLinear
        ? { lines: 2 * 4 * roundUp(width, 4) }
        : {};
      return {
        temporaries: {
          resample: 4 * ints.length,
          columns: 8 * roundUp(columns.output, 4),
        },
        scratch,
        passes: [
          ...setInts('resample', ints),
          {
            fn: isLinear ? 'resampleColumns' : 'resamplePicks',
            buffers: ['resample', 'columns'],
            args: [],
            once: true,
          },
          {
            fn: isLinear ? 'resampleLinear' : 'resampleNearest',
            buffers: [
              'resample',
              'columns',
              'input',
              'output',
              ...Object.keys(scratch),
            ],
            args: [bandRows],
            units,
          },
        ],
      };
    },
  },
];
