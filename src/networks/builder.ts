/**
 * Writes a graph as its paper does: layer by layer, each value with its shape.
 * Batch norms stay nodes of their own; a rewrite folds them.
 */
import type { Options } from '../ops/op';
import type { Shape } from '../ops/tensor';
import { autoPadding } from '../ops/conv2d/geometry';
import { outputShapesOf, type Network, type Node, type Weight } from './graph';
import { heUniform, uniform } from './weights';

/** A tensor between two nodes. */
export interface Value {
  readonly name: string;
  readonly shape: Shape;
}

/** How wide a window is, how it moves and what surrounds the image. */
export interface Window {
  readonly kernel: number | readonly [height: number, width: number];
  /** Default 1. */
  readonly stride?: number;
  /** Default 1. */
  readonly dilation?: number;
  /**
   * Pixels on each side, or TensorFlow's "same" (more at the end). Default:
   * half of the (dilated) kernel, as torch's models have it.
   */
  readonly padding?: number | 'same';
}

export interface Conv extends Window {
  readonly out: number;
  /** Default 1. */
  readonly groups?: number;
  /** Default false: a batch norm follows, or nothing. */
  readonly bias?: boolean;
}

export interface ConvTranspose {
  readonly out: number;
  readonly kernel: number;
  readonly stride: number;
  /** Pixels cut off on each side. Default 0. */
  readonly padding?: number;
  /** Default false. */
  readonly bias?: boolean;
}

export class Builder {
  readonly #head: Pick<Network, 'id' | 'title' | 'source'>;
  readonly #inputs: Record<string, Shape> = {};
  readonly #weights: Record<string, Weight> = {};
  readonly #nodes: Node[] = [];

  constructor(head: Pick<Network, 'id' | 'title' | 'source'>) {
    this.#head = head;
  }

  input(name: string, shape: Shape): Value {
    this.#inputs[name] = shape;
    return { name, shape };
  }

  weight(name: string, weight: Weight): Value {
    this.#weights[name] = weight;
    return { name, shape: weight.shape };
  }

  /** Any op: inputs by role. Its (first) output carries the node's name. */
  node(
    name: string,
    op: string,
    inputs: Readonly<Record<string, Value>>,
    options: Options = {},
    output = 'output',
  ): Value {
    const shapes: Record<string, Shape> = {};
    for (const { name: value, shape } of Object.values(inputs))
      shapes[value] = shape;
    const node: Node = {
      name,
      op,
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([role, value]) => [role, value.name]),
      ),
      outputs: { [output]: name },
      options,
    };
    const shape = outputShapesOf(node, shapes)[output];
    this.#nodes.push(node);
    return { name, shape };
  }

  conv(name: string, input: Value, conv: Conv): Value {
    const { out, groups = 1, bias = false } = conv;
    const { kernel, ...window } = windowOptions(input.shape, conv);
    const inPerGroup = input.shape[1] / groups;
    const shape = [out, inPerGroup, ...kernel];
    const weight = (role: string, make: (name: string) => Weight) =>
      this.weight(`${name} / ${role}`, make(`${name} / ${role}`));
    return this.node(
      name,
      'conv2d',
      {
        input,
        filter: weight('filter', (full) =>
          heUniform(full, shape, inPerGroup * kernel[0] * kernel[1]),
        ),
        ...(bias
          ? { bias: weight('bias', (full) => uniform(full, [out], -0.1, 0.1)) }
          : {}),
      },
      { ...window, groups },
    );
  }

  depthwise(name: string, input: Value, window: Window): Value {
    const channels = input.shape[1];
    return this.conv(name, input, {
      ...window,
      out: channels,
      groups: channels,
    });
  }

  /** Grows the image by the stride: out = (in − 1)·stride + kernel − 2·pad. */
  convTranspose(name: string, input: Value, conv: ConvTranspose): Value {
    const { out, kernel, stride, padding = 0, bias = false } = conv;
    const channels = input.shape[1];
    // As many taps as reach one pixel.
    const fanIn = channels * Math.ceil(kernel / stride) ** 2;
    const [filter, offsets] = [`${name} / filter`, `${name} / bias`];
    return this.node(
      name,
      'convTranspose2d',
      {
        input,
        filter: this.weight(
          filter,
          heUniform(filter, [channels, out, kernel, kernel], fanIn),
        ),
        ...(bias
          ? { bias: this.weight(offsets, uniform(offsets, [out], -0.1, 0.1)) }
          : {}),
      },
      {
        strides: [stride, stride],
        padding: [padding, padding, padding, padding],
      },
    );
  }

  /**
   * Statistics of a plausible layer: folding them must change something. A
   * gain below 1 is for the end of a residual branch, so that sums of many
   * branches stay in range.
   */
  batchNorm(name: string, input: Value, epsilon = 1e-5, gain = 1): Value {
    const shape = [input.shape[1]];
    const weight = (role: string, low: number, high: number) =>
      this.weight(
        `${name} / ${role}`,
        uniform(`${name} / ${role}`, shape, low, high),
      );
    return this.node(
      name,
      'batchNormalization',
      {
        input,
        mean: weight('mean', -0.1, 0.1),
        variance: weight('variance', 0.8, 1.2),
        scale: weight('scale', 0.9 * gain, 1.1 * gain),
        bias: weight('bias', -0.1, 0.1),
      },
      { axis: 1, epsilon },
    );
  }

  pool(
    name: string,
    op: 'averagePool2d' | 'maxPool2d',
    input: Value,
    window: Window,
    options: Options = {},
  ): Value {
    const { kernel, ...rest } = windowOptions(input.shape, window);
    return this.node(
      name,
      op,
      { input },
      { windowDimensions: kernel, ...rest, ...options },
    );
  }

  add(name: string, a: Value, b: Value): Value {
    return this.node(name, 'add', { a, b });
  }

  concat(name: string, values: readonly Value[], axis = 1): Value {
    const inputs = values.map((value, i) => [`input${i}`, value] as const);
    return this.node(name, 'concat', Object.fromEntries(inputs), { axis });
  }

  /** [N, in] (or [N, in, 1, 1], flattened) → [N, out]. */
  fullyConnected(name: string, input: Value, out: number): Value {
    const [batch, ...rest] = input.shape;
    const length = rest.reduce((product, side) => product * side, 1);
    const flat =
      rest.length === 1
        ? input
        : this.node(
            `${name} / flatten`,
            'reshape',
            { input },
            { newShape: [batch, length] },
          );
    return this.node(name, 'fullyConnected', {
      input: flat,
      weight: this.weight(
        `${name} / weight`,
        heUniform(`${name} / weight`, [out, length], length),
      ),
      bias: this.weight(
        `${name} / bias`,
        uniform(`${name} / bias`, [out], -0.1, 0.1),
      ),
    });
  }

  /**
   * [N, C, H, W] → [N, H·W·(C / length), length], pixel by pixel: how
   * detectors hand out the boxes that they predict.
   */
  rows(name: string, input: Value, length: number): Value {
    const [batch, channels, height, width] = input.shape;
    const byPixel = this.node(
      `${name} by pixel`,
      'transpose',
      { input },
      { permutation: [0, 2, 3, 1] },
    );
    const count = (height * width * channels) / length;
    return this.node(
      `${name} rows`,
      'reshape',
      { input: byPixel },
      { newShape: [batch, count, length] },
    );
  }

  build(...outputs: readonly Value[]): Network {
    return {
      ...this.#head,
      inputs: this.#inputs,
      weights: this.#weights,
      nodes: this.#nodes,
      outputs: outputs.map(({ name }) => name),
    };
  }
}

/** WebNN's options of a window on this image; and its kernel's sides. */
export function windowOptions([, , height, width]: Shape, window: Window) {
  const { stride = 1, dilation = 1, padding } = window;
  const kernel =
    typeof window.kernel === 'number'
      ? ([window.kernel, window.kernel] as const)
      : window.kernel;
  const strides = [stride, stride] as const;
  const dilations = [dilation, dilation] as const;
  const [y, x] = kernel.map((side) =>
    typeof padding === 'number' ? padding : (dilation * (side - 1)) >> 1,
  );
  return {
    kernel,
    strides,
    dilations,
    padding:
      padding === 'same'
        ? autoPadding('same-upper', [height, width], kernel, strides, dilations)
        : [y, y, x, x],
  };
}
