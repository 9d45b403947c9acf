/** Filters from the axis orders of TensorFlow to ours. */
import { elementCount, type Shape } from '../../ops/tensor';

/** As numpy's transpose: axis i of the result is axis `axes[i]` of `data`. */
export function permuted(
  data: Float32Array,
  shape: Shape,
  axes: readonly number[],
): { shape: number[]; data: Float32Array } {
  const steps = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  const outShape = axes.map((axis) => shape[axis]);
  const out = new Float32Array(data.length);
  const position = outShape.map(() => 0);
  for (let i = 0; i < out.length; i++) {
    let from = 0;
    for (let axis = 0; axis < axes.length; axis++)
      from += position[axis] * steps[axes[axis]];
    out[i] = data[from];
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      if (++position[axis] < outShape[axis]) break;
      position[axis] = 0;
    }
  }
  return { shape: outShape, data: out };
}

/** HWIO → OIHW. */
export const hwioToOihw = [3, 2, 0, 1];
/** A depthwise HWC1 → C1HW. */
export const hwcmToOihw = [2, 3, 0, 1];
/** OHWI → OIHW. */
export const ohwiToOihw = [0, 3, 1, 2];
/** A depthwise 1HWC → C1HW. */
export const mhwcToOihw = [3, 0, 1, 2];
