/** ONNX Runtime Web: one session for a model of one node, or of a network. */
import { boxesOf } from '../boxes';
import { layerOf, type Layer, type Values } from '../layer';
import { gpuFinished } from '../gpu-finish';
import { joined, type PeerNetwork } from '../network';
import { onnxModel, type OnnxNode } from '../onnx';
import {
  cannot,
  threadsOf,
  type Adapter,
  type PeerProblem,
  type Runnable,
} from '../peer';
import { onnxNetwork } from './ort-network';

interface OrtTensor {
  getData(release?: boolean): Promise<Float32Array | BigInt64Array>;
  dispose(): void;
}
interface OrtSession {
  run(feeds: Record<string, OrtTensor>): Promise<Record<string, OrtTensor>>;
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

const name = 'ONNX Runtime Web';
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
  function upload(input: Values) {
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

  async function suppression(problem: PeerProblem): Promise<Runnable> {
    // Its WebGPU provider hands the node to the CPU: that is ort-wasm's row.
    if (gpu) throw cannot(name, 'NonMaxSuppression on the GPU');
    const { boxes, scores, iouThreshold } = boxesOf(problem);
    const [count] = scores.shape;
    const inputs = { boxes: [1, count, 4], scores: [1, 1, count] };
    const session = await create(
      onnxModel({
        ...{ type: 'NonMaxSuppression', attributes: {}, inputs },
        ...{ outputShape: [-1, 3], outputType: 'int64' },
        weights: {
          most: { shape: [1], data: BigInt64Array.of(BigInt(count)) },
          iou: { shape: [1], data: Float32Array.of(iouThreshold) },
        },
      }),
    );
    const feeds = {
      boxes: new ort.Tensor('float32', boxes.data, inputs.boxes),
      scores: new ort.Tensor('float32', scores.data, inputs.scores),
    };
    return {
      async run(times = 1) {
        for (let i = 0; i < times; i++) (await session.run(feeds)).y.dispose();
      },
      async read() {
        const { y } = await session.run(feeds);
        // Image, class and index in each row.
        const rows = (await y.getData(true)) as BigInt64Array;
        return Float32Array.from({ length: rows.length / 3 }, (_, i) =>
          Number(rows[3 * i + 2]),
        );
      },
      dispose: () => session.release(),
    };
  }

  async function wholeNetwork(network: PeerNetwork): Promise<Runnable> {
    const session = await create(onnxNetwork(network));
    const { x, free } = upload(network.input);
    const feeds = { [network.input.name]: x };
    return {
      async run(times = 1) {
        for (let i = 0; i < times; i++)
          for (const tensor of Object.values(await session.run(feeds)))
            tensor.dispose();
        if (device) await gpuFinished(device);
      },
      async read() {
        const results = await session.run(feeds);
        const values = network.outputs.map(({ name: output }) =>
          results[output].getData(true),
        );
        return joined((await Promise.all(values)) as Float32Array[]);
      },
      async dispose() {
        await session.release();
        free();
      },
    };
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
      if (problem.op === 'nms') return suppression(problem);
      if (problem.network) return wholeNetwork(problem.network);
      const layer = layerOf(problem);
      const session = await create(onnxModel(nodeOf(problem, layer)));
      const { x, free } = upload(layer.input);
      return {
        async run(times = 1) {
          for (let i = 0; i < times; i++)
            (await session.run({ x })).y.dispose();
          if (device) await gpuFinished(device);
        },
        async read() {
          const { y } = await session.run({ x });
          return (await y.getData(true)) as Float32Array;
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
  inputs: { x: shape },
  outputShape: shape,
  weights: {},
});

function nodeOf({ op }: PeerProblem, layer: Layer): OnnxNode {
  const { input, filter, bias, outputShape } = layer;
  if (op === 'relu') return relu(input.shape);
  const type = op === 'conv2d' ? 'Conv' : 'ConvTranspose';
  if (!filter || (op !== 'conv2d' && op !== 'convTranspose2d'))
    throw cannot(name, `adapter for ${op}`);
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
    inputs: { x: input.shape },
    outputShape,
    weights: { filter, ...(bias && { bias }) },
  };
}
