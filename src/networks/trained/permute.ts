/** Filters from the axis orders of TensorFlow to ours. */
import { elementCount, type Shape } from '../../ops/tensor';

/** As numpy's transpose: axis i of the result is axis `axes[i]` of `data`. */
export function permuted(
  data: Float32Array,
  shape: Shape,
  axes: readonly number[],
): { shape: number[]; data: Float32Array } {
  const steps = axes.map((axis) => elementCount(shape.slice(axis + 1)));
  const outShape = axes.map((axis) => shape[axis]);
  const out = new Float32Array(data.length);
  const last = axes.length - 1;
  const run = outShape[last];
  const position = outShape.map(() => 0);
  let from = 0;
  for (let start = 0; start < out.length; start += run) {
    for (let i = 0; i < run; i++) out[start + i] = data[from + i * steps[last]];
    for (let axis = last - 1; axis >= 0; axis--) {
      from += steps[axis];
      if (++position[axis] < outShape[axis]) break;
      position[axis] = 0;
      from -= outShape[axis] * steps[axis];
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
