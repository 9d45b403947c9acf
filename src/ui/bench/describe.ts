/** One line that a person in the field recognises the workload by. */
import { conv2dGeometry, type Conv2dOptions } from '../../ops/conv2d/geometry';
import {
  convTranspose2dGeometry,
  type ConvTranspose2dOptions,
} from '../../ops/conv-transpose2d/geometry';
import { opById } from '../../ops';
import type { Problem } from '../../ops/op';
import {
  separableGeometry,
  type SeparableOptions,
} from '../../ops/separable-conv2d/geometry';
import { poolGeometry, type PoolOptions } from '../../ops/pool2d/geometry';

export function describeProblem(
  opId: string,
  { shapes, options }: Problem,
  outputs: Readonly<Record<string, readonly number[]>>,
): string {
  if (opId === 'conv2d') return conv2dLine(shapes, options as Conv2dOptions);
  if (opId === 'convTranspose2d')
    return transposeLine(shapes, options as ConvTranspose2dOptions);
  if (opId === 'separableConv2d')
    return separableLine(shapes, options as SeparableOptions);
  if (opById(opId).family === 'Pooling')
    return poolLine(shapes, options as PoolOptions);
  const sides = (all: Readonly<Record<string, readonly number[]>>) =>
    Object.values(all)
      .map((shape) => shape.join('×'))
      .join(', ');
  return `${sides(shapes)} → ${sides(outputs)}`;
}

function conv2dLine(shapes: Problem['shapes'], options: Conv2dOptions): string {
  const g = conv2dGeometry(shapes, options);
  const { strides, dilations, groups } = options;
  const depthwise = groups > 1 && g.inPerGroup === 1;
  return [
    `${g.kernelHeight}×${g.kernelWidth}${depthwise ? ' depthwise' : ''}`,
    `stride ${pair(strides)}`,
    dilations.some((rate) => rate > 1) && `dilation ${pair(dilations)}`,
    groups > 1 && !depthwise && `${groups} groups`,
    g.batch > 1 && `batch ${g.batch}`,
    `${g.inChannels} → ${g.outChannels} at ${g.inHeight}×${g.inWidth}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function transposeLine(
  shapes: Problem['shapes'],
  options: ConvTranspose2dOptions,
): string {
  const g = convTranspose2dGeometry(shapes, options);
  const { strides, dilations, groups } = options;
  return [
    `${g.kernelHeight}×${g.kernelWidth} transposed`,
    `stride ${pair(strides)}`,
    dilations.some((rate) => rate > 1) && `dilation ${pair(dilations)}`,
    groups > 1 && `${groups} groups`,
    g.batch > 1 && `batch ${g.batch}`,
    `${g.inChannels} → ${g.outChannels}`,
    `${g.inHeight}×${g.inWidth} → ${g.outHeight}×${g.outWidth}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function separableLine(
  shapes: Problem['shapes'],
  options: SeparableOptions,
): string {
  const { depthwise: g, pointwise } = separableGeometry(shapes, options);
  const { strides, dilations } = options;
  return [
    `${g.kernelHeight}×${g.kernelWidth} depthwise + 1×1`,
    `stride ${pair(strides)}`,
    dilations.some((rate) => rate > 1) && `dilation ${pair(dilations)}`,
    g.outPerGroup > 1 && `multiplier ${g.outPerGroup}`,
    g.batch > 1 && `batch ${g.batch}`,
    `${g.inChannels} → ${pointwise.outChannels} at ${g.inHeight}×${g.inWidth}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function poolLine(shapes: Problem['shapes'], options: PoolOptions): string {
  const g = poolGeometry(shapes, options);
  const { windowDimensions, strides, dilations } = options;
  return [
    windowDimensions ? windowDimensions.join('×') : 'whole plane',
    windowDimensions && `stride ${pair(strides)}`,
    dilations.some((rate) => rate > 1) && `dilation ${pair(dilations)}`,
    g.batch > 1 && `batch ${g.batch}`,
    `${g.channels} at ${g.inHeight}×${g.inWidth}`,
  ]
    .filter(Boolean)
    .join(', ');
}

const pair = ([height, width]: readonly number[]) =>
  height === width ? String(height) : `${height}×${width}`;
