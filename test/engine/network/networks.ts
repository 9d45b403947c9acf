/** Small networks that have everything once. */
import { Builder, type Value } from '../../../src/networks/builder';
import type { Network } from '../../../src/networks/graph';

const head = (id: string) => ({ id, title: id, source: 'a test' });

/** Convolution, ReLU, a residual, a pool: values of all lives. */
export function residual(batch = 1): Network {
  const net = new Builder(head('residual'));
  const image = net.input('image', [batch, 3, 20, 22]);
  const block = (name: string, x: Value, out: number, stride = 1) => {
    const conv = net.conv(name, x, { out, kernel: 3, stride });
    return net.node(`${name} / relu`, 'relu', { input: conv });
  };
  const stem = block('stem', image, 8, 2);
  const first = block('first', stem, 8);
  const second = net.conv('second', first, { out: 8, kernel: 3 });
  const sum = net.add('add', stem, second);
  const wide = net.conv('wide', sum, { out: 24, kernel: 1, bias: true });
  const deep = net.depthwise('deep', wide, { kernel: 3, stride: 2 });
  const narrow = net.conv('narrow', deep, { out: 12, kernel: 1, bias: true });
  const pool = net.pool('pool', 'averagePool2d', narrow, {
    kernel: [5, 6],
    padding: 0,
  });
  return net.build(pool, sum);
}
