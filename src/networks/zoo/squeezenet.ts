/**
 * SqueezeNet 1.0 and 1.1: fire modules squeeze to few channels, then expand by
 * 1×1 and 3×3 side by side. Iandola et al. 2016,
 * https://arxiv.org/abs/1602.07360; 1.1 is the authors' own, 2.4 times cheaper.
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import { activate, globalAverage, softmax, type ImageOptions } from './layers';

export const squeezeNetSource = 'https://arxiv.org/abs/1602.07360';

/** Channels squeezed to; each of the two expansions has four times as many. */
const squeezed = [16, 16, 32, 32, 48, 48, 64, 64];

interface Plan {
  readonly stem: { readonly out: number; readonly kernel: number };
  /** Fire modules, counted from 2, after which a pool stands. */
  readonly poolAfter: readonly number[];
}

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export const squeezeNet10 = (options?: ImageOptions): Network =>
  squeezeNet(
    'squeezenet-1.0',
    'SqueezeNet 1.0',
    { stem: { out: 96, kernel: 7 }, poolAfter: [4, 8] },
    options,
  );

export const squeezeNet11 = (options?: ImageOptions): Network =>
  squeezeNet(
    'squeezenet-1.1',
    'SqueezeNet 1.1',
    { stem: { out: 64, kernel: 3 }, poolAfter: [3, 5] },
    options,
  );

function squeezeNet(
  id: string,
  title: string,
  { stem, poolAfter }: Plan,
  { resolution = 224, batch = 1, classes = 1000 }: ImageOptions = {},
): Network {
  const net = new Builder({ id, title, source: squeezeNetSource });
  const convRelu = (name: string, input: Value, out: number, kernel = 1) =>
    activate(
      net,
      name,
      net.conv(name, input, { out, kernel, bias: true }),
      'relu',
    );
  const pool = (name: string, input: Value) =>
    net.pool(
      name,
      'maxPool2d',
      input,
      { kernel: 3, stride: 2, padding: 0 },
      { outputShapeRounding: 'ceil' },
    );

  let x = net.input('image', [batch, 3, resolution, resolution]);
  x = net.conv('stem', x, { ...stem, stride: 2, padding: 0, bias: true });
  x = pool('stem / pool', activate(net, 'stem', x, 'relu'));
  squeezed.forEach((channels, i) => {
    const name = `fire ${i + 2}`;
    const few = convRelu(`${name} / squeeze`, x, channels);
    x = net.concat(`${name} / concat`, [
      convRelu(`${name} / expand 1×1`, few, 4 * channels),
      convRelu(`${name} / expand 3×3`, few, 4 * channels, 3),
    ]);
    if (poolAfter.includes(i + 2)) x = pool(`${name} / pool`, x);
  });
  x = convRelu('classifier / conv', x, classes);
  x = globalAverage(net, 'classifier / global pool', x);
  const logits = net.node(
    'classifier',
    'reshape',
    { input: x },
    { newShape: [batch, classes] },
  );
  return net.build(logits, softmax(net, logits));
}
