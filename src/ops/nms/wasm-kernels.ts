/** The WASM ladder of the NMS family: src/wasm/assembly/nms*.ts. */
import type { Options, WasmKernel } from '../op';
import type { Shapes } from '../tensor';
import type { Work } from './work';

export const wasmKernels = <O extends Options>(
  _work: (shapes: Shapes, options: O) => Work,
): readonly WasmKernel<O>[] => [];
