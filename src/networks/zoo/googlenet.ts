/**
 * Inception-v1 as torchvision has it: batch norms, no auxiliary classifiers,
 * and 3×3 where the paper says 5×5 (so were the published weights trained).
 * Szegedy et al. 2014, https://arxiv.org/abs/1409.4842
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import { classify, convBn, globalAverage, type ScaledOptions } from './layers';

export const googLeNetSource = 'https://arxiv.org/abs/1409.4842';

/** Channels: 1×1, 3×3 reduce, 3×3, 5×5 reduce, "5×5", pool projection. */
type Widths = readonly [number, number, number, number, number, number];
const stages: Readonly<Record<string, Widths>>[] = [
  {
    '3a': [64, 96, 128, 16, 32, 32],
    '3b': [128, 128, 192, 32, 96, 64],
  },
  {
    '4a': [192, 96, 208, 16, 48, 64],
    '4b': [160, 112, 224, 24, 64, 64],
    '4c': [128, 128, 256, 24, 64, 64],
    '4d': [112, 144, 288, 32, 64, 64],
    '4e': [256, 160, 320, 32, 128, 128],
  },
  {
    '5a': [256, 160, 320, 32, 128, 128],
    '5b': [384, 192, 384, 48, 128, 128],
  },
];

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export function googLeNet({
  resolution = 224,
  batch = 1,
  classes = 1000,
  width = 1,
}: ScaledOptions = {}): Network {
  const net = new Builder({
    id: 'googlenet',
    title: 'Inception-v1 (GoogLeNet)',
    source: googLeNetSource,
  });
  const conv = (
    name: string,
    input: Value,
    out: number,
    kernel: number,
    stride = 1,
  ) =>
    convBn(net, name, input, {
      out: out * width,
      kernel,
      stride,
      epsilon: 1e-3,
    });
  const pool = (name: string, input: Value, kernel: number) =>
    net.pool(
      name,
      'maxPool2d',
      input,
      { kernel, stride: 2, padding: 0 },
      { outputShapeRounding: 'ceil' },
    );
  function inception(name: string, input: Value, widths: Widths): Value {
    const [one, reduce3, three, reduce5, five, project] = widths;
    const pooled = net.pool(`${name} / pool`, 'maxPool2d', input, {
      kernel: 3,
    });
    return net.concat(`${name} / concat`, [
      conv(`${name} / 1×1`, input, one, 1),
      conv(
        `${name} / 3×3`,
        conv(`${name} / 3×3 reduce`, input, reduce3, 1),
        three,
        3,
      ),
      conv(
        `${name} / 5×5 as 3×3`,
        conv(`${name} / 5×5 reduce`, input, reduce5, 1),
        five,
        3,
      ),
      conv(`${name} / pool projection`, pooled, project, 1),
    ]);
  }

  let x = net.input('image', [batch, 3, resolution, resolution]);
  x = pool('stem / pool 1', conv('stem / 7×7', x, 64, 7, 2), 3);
  x = conv('stem / 3×3', conv('stem / 1×1', x, 64, 1), 192, 3);
  x = pool('stem / pool 2', x, 3);
  stages.forEach((modules, i) => {
    for (const [id, widths] of Object.entries(modules))
      x = inception(`inception ${id}`, x, widths);
    if (i === 0) x = pool('pool 3', x, 3);
    if (i === 1) x = pool('pool 4', x, 2);
  });
  return classify(net, globalAverage(net, 'global pool', x), classes);
}
