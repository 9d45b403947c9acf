/** Regions as a detector's first stage proposes them. */
import { fromFloat64 } from '../numbers';
import { random } from '../random';
import { elementCount, type Shapes, type Tensors } from '../tensor';
import { roiPoolOptions, type RoiPoolOptions } from './options';

/**
 * A feature map of uniform [-1, 1) and regions on it: their centres anywhere,
 * each side from a 32nd of the map to all of it, small ones as likely as
 * large. Some reach past its edge, and some have an image that is not there.
 */
export function generateRois(
  { input, boxes }: Shapes,
  seed: number,
  { spatialScale, inputLayout }: RoiPoolOptions = roiPoolOptions({}),
): Tensors {
  const [y, x] = inputLayout === 'nchw' ? [2, 3] : [1, 2];
  const next = random(seed);
  const features = new Float64Array(elementCount(input));
  for (let i = 0; i < features.length; i++) features[i] = next() * 2 - 1;

  const place = random(seed + 0x9e3779b9);
  const rows = new Float64Array(5 * boxes[0]);
  for (let at = 0; at < rows.length; at += 5) {
    // The first is whole, so that a single region is something to see.
    const image =
      at > 0 && place() < 1 / 64 ? -1 : Math.floor(place() * input[0]);
    const span = (side: number) => {
      const whole = side / spatialScale;
      const length = whole * 32 ** -place();
      const centre = whole * place();
      return [centre - length / 2, centre + length / 2];
    };
    const [x1, x2] = span(input[x]);
    const [y1, y2] = span(input[y]);
    rows.set([image, x1, y1, x2, y2], at);
  }
  return {
    input: fromFloat64(features, input, 'float32'),
    boxes: fromFloat64(rows, boxes, 'float32'),
  };
}
