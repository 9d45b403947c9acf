/**
 * U-Net: unpadded convolutions down and up, cropped maps carried across.
 * Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597
 */
import { invalid } from '../../errors';
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import { activate, type ScaledOptions } from './layers';

export const unetSource = 'https://arxiv.org/abs/1505.04597';

const levels = 4;

/** image [N, 1, S, S] → logits [N, classes, S − 184, S − 184]. */
export function unet({
  resolution = 572,
  batch = 1,
  classes = 2,
  width = 1,
}: ScaledOptions = {}): Network {
  checkResolution(resolution);
  const net = new Builder({ id: 'unet', title: 'U-Net', source: unetSource });
  let x = net.input('image', [batch, 1, resolution, resolution]);
  const channels = (level: number) => (64 << level) * width;
  const carried: Value[] = [];
  for (let level = 0; level < levels; level++) {
    const name = `down ${level + 1}`;
    x = twice(net, name, x, channels(level));
    carried.push(x);
    const window = { kernel: 2, stride: 2, padding: 0 };
    x = net.pool(`${name} / pool`, 'maxPool2d', x, window);
  }
  x = twice(net, 'bottom', x, channels(levels));
  for (let level = levels - 1; level >= 0; level--) {
    const name = `up ${level + 1}`;
    const out = channels(level);
    const up = net.convTranspose(`${name} / up-convolution`, x, {
      out,
      kernel: 2,
      stride: 2,
      bias: true,
    });
    const crop = cropped(net, `${name} / crop`, carried[level], up);
    x = net.concat(`${name} / concat`, [crop, up]);
    x = twice(net, name, x, out);
  }
  return net.build(
    net.conv('logits', x, { out: classes, kernel: 1, bias: true }),
  );
}

/** Every pool must find an even side: 16 n + 60 pixels. */
function checkResolution(resolution: number): void {
  const n = Math.max(8, Math.round((resolution - 60) / 16));
  if (resolution !== 16 * n + 60)
    throw invalid(
      `resolution ${resolution}: U-Net's unpadded pools need 16·n + 60 pixels ` +
        `from 188 on; use ${16 * n + 60}.`,
    );
}

function twice(net: Builder, name: string, input: Value, out: number): Value {
  let x = input;
  for (const part of ['first', 'second']) {
    const full = `${name} / ${part}`;
    const conv = { out, kernel: 3, padding: 0, bias: true };
    x = activate(net, full, net.conv(full, x, conv), 'relu');
  }
  return x;
}

/** The middle of `input`, as large as `like`. */
function cropped(net: Builder, name: string, input: Value, like: Value): Value {
  const [batch, channels, ...sides] = input.shape;
  const sizes = like.shape.slice(2);
  const starts = sides.map((side, i) => (side - sizes[i]) / 2);
  return net.node(
    name,
    'slice',
    { input },
    { starts: [0, 0, ...starts], sizes: [batch, channels, ...sizes] },
  );
}
