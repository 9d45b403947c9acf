/** ONNX Runtime Web: one session for a model of one node. */
import { layerOf, type Layer } from '../layer';
import { gpuFinished } from '../gpu-finish';
import { onnxModel, type OnnxNode } from '../onnx';
import { cannot, threadsOf, type Adapter, type PeerProblem } from '../peer';

interface OrtTensor {
  getData(release?: boolean): Promise<Float32Array>;
  dispose(): void;
}
interface OrtSession {
  run(feeds: { x: OrtTensor }): Promise<{ y: OrtTensor }>;
  release(): Promise<void>;
}
interface Ort {
  readonly env: {
    logLevel: string;
    readonly wasm: { numThreads: number };
    readonly webgpu: { readonly device: Promise<GPUDevice> };
  };
  readonly InferenceSession: {
    create(model: Uint8Array, options: object): Promise<OrtSession>;
  };
  readonly Tensor: {
    new (type: 'float32', data: Float32Array, shape: number[]): OrtTensor;
    fromGpuBuffer(
      buffer: GPUBuffer,
      options: { dataType: 'float32'; dims: number[] },
    ): OrtTensor;
  };
}

/** Smaller ones it cannot bind. */
const leastBufferBytes = 16;

export function ortAdapter(script: string, gpu: boolean): Adapter {
  let ort: Ort;
  let device: GPUDevice | null = null;
  let provider: unknown;

  const create = (model: Uint8Array) =>
    ort.InferenceSession.create(model, {
      executionProviders: [provider],
      graphOptimizationLevel: 'all',
      ...(gpu && { preferredOutputLocation: 'gpu-buffer' }),
    });

  /** On the GPU the input stays there, as the output does. */
  function upload({ input }: Layer) {
    const dims = [...input.shape];
    if (!device)
      return { x: new ort.Tensor('float32', input.data, dims), free() {} };
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const buffer = device.createBuffer({
      size: Math.max(leastBufferBytes, input.data.byteLength),
      usage: STORAGE | COPY_DST | COPY_SRC,
    });
    const data = input.data as Float32Array<ArrayBuffer>;
    device.queue.writeBuffer(buffer, 0, data);
    const x = ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims });
    return { x, free: () => buffer.destroy() };
  }

  return {
    async open({ base, league, layout }) {
      // Its own bundle, as it is: it starts its threads from its own address.
      const url = new URL(`ort/${script}`, base).href;
      ort = (await import(/* @vite-ignore */ url)) as Ort;
      const threads = threadsOf(league);
      ort.env.wasm.numThreads = threads;
      ort.env.logLevel = 'error';
      provider = gpu
        ? { name: 'webgpu', preferredLayout: layout.toUpperCase() }
        : 'wasm';
      // Never released: with its last session the device would go.
      await create(onnxModel(relu([1, 1, 2, 2])));
      if (gpu) device = await ort.env.webgpu.device;
      return gpu ? {} : { threads };
    },
    async prepare(problem) {
      const layer = layerOf(problem);
      const session = await create(onnxModel(nodeOf(problem, layer)));
      const { x, free } = upload(layer);
      return {
        async run(times = 1) {
          for (let i = 0; i < times; i++)
            (await session.run({ x })).y.dispose();
          if (device) await gpuFinished(device);
        },
        async read() {
          const { y } = await session.run({ x });
          return y.getData(true);
        },
        async dispose() {
          await session.release();
          free();
        },
      };
    },
  };
}

const relu = (shape: readonly number[]): OnnxNode => ({
  type: 'Relu',
  attributes: {},
  inputShape: shape,
  outputShape: shape,
  weights: {},
});

function nodeOf({ op }: PeerProblem, layer: Layer): OnnxNode {
  const { input, filter, bias, outputShape } = layer;
  if (op === 'relu') return relu(input.shape);
  const type = op === 'conv2d' ? 'Conv' : 'ConvTranspose';
  if (!filter || (op !== 'conv2d' && op !== 'convTranspose2d'))
    throw cannot('ONNX Runtime Web', `adapter for ${op}`);
  const [top, bottom, left, right] = layer.padding;
  return {
    type,
    attributes: {
      strides: layer.strides,
      dilations: layer.dilations,
      pads: [top, left, bottom, right],
      kernel_shape: filter.shape.slice(2),
      group: layer.groups,
    },
    inputShape: input.shape,
    outputShape,
    weights: { filter, ...(bias && { bias }) },
  };
}
