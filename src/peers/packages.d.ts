/**
 * The parts of the peers' packages that the adapters use. The packages are
 * installed on demand, so their own types are not always there.
 */
declare module '@tensorflow/tfjs-core' {
  export interface Tensor {
    data(): Promise<Float32Array | Int32Array>;
    dispose(): void;
  }
  type Shape4 = [number, number, number, number];
  type Pair = [number, number];
  type Padding = number | 'valid' | Pair[];
  export function setBackend(name: string): Promise<boolean>;
  export function ready(): Promise<void>;
  export function getBackend(): string;
  export function backend(): unknown;
  export function tensor1d(values: Float32Array): Tensor;
  export function tensor4d(values: Float32Array, shape: Shape4): Tensor;
  export function tensor2d(values: Float32Array, shape: Pair): Tensor;
  export function relu(x: Tensor): Tensor;
  export function add(a: Tensor, b: Tensor): Tensor;
  export function tidy<T extends Tensor | Tensor[]>(run: () => T): T;
  export function mean(x: Tensor, axes: number[]): Tensor;
  export function softmax(x: Tensor, axis: number): Tensor;
  export function conv2dTranspose(
    x: Tensor,
    filter: Tensor,
    outputShape: Shape4,
    strides: Pair,
    pad: Padding,
  ): Tensor;
  export const image: {
    nonMaxSuppression(
      boxes: Tensor,
      scores: Tensor,
      maxOutputSize: number,
      iouThreshold: number,
    ): Tensor;
  };
  interface FusedConv {
    x: Tensor;
    filter: Tensor;
    strides: Pair;
    pad: Padding;
    dilations: Pair;
    bias?: Tensor;
    activation?: 'linear' | 'relu' | 'relu6';
  }
  interface FusedMatMul {
    a: Tensor;
    b: Tensor;
    bias?: Tensor;
    activation?: 'linear' | 'relu' | 'relu6';
  }
  export const fused: {
    conv2d(conv: FusedConv): Tensor;
    depthwiseConv2d(conv: FusedConv): Tensor;
    matMul(product: FusedMatMul): Tensor;
  };
}
declare module '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
declare module '@tensorflow/tfjs-backend-webgpu';
declare module '@tensorflow/tfjs-backend-wasm' {
  export function setWasmPaths(prefix: string): void;
  export function setThreadsCount(threads: number): void;
  export function getThreadsCount(): number;
}
declare module '@jax-js/jax' {
  export interface Array {
    /** Another reference: an operation uses up the ones it is given. */
    readonly ref: Array;
    add(other: Array): Array;
    data(): Promise<Float32Array>;
    dispose(): void;
  }
  type Device = 'webgpu' | 'wasm';
  export function init(...devices: Device[]): Promise<Device[]>;
  export function defaultDevice(device: Device): Device;
  export function blockUntilReady(array: Array): Promise<Array>;
  export function jit<T extends Array | Array[]>(
    run: (...inputs: Array[]) => T,
  ): (...inputs: Array[]) => T;
  export const numpy: {
    readonly float32: unknown;
    array(
      values: Float32Array,
      options: { shape: number[]; dtype: unknown; device: Device },
    ): Array;
    dot(a: Array, b: Array): Array;
    mean(x: Array, axes: number[]): Array;
    clip(x: Array, least: number, most: number): Array;
  };
  export const nn: {
    relu(x: Array): Array;
    softmax(x: Array, axis: number): Array;
  };
  export const lax: {
    convGeneralDilated(
      x: Array,
      filter: Array,
      strides: number[],
      padding: [number, number][],
      options: { rhsDilation: number[]; featureGroupCount: number },
    ): Array;
    convTranspose(
      x: Array,
      filter: Array,
      strides: number[],
      padding: 'VALID',
      options: { rhsDilation: number[]; transposeKernel: boolean },
    ): Array;
  };
}
