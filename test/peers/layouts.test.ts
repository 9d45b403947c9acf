import { expect, it } from 'vitest';
import { toHwio, toNchw, toNhwc } from '../../src/peers/layouts';

const shape = [1, 2, 2, 3];
const nchw = [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15];
const nhwc = [0, 10, 1, 11, 2, 12, 3, 13, 4, 14, 5, 15];

it('moves channels last and back', () => {
  expect([...toNhwc(nchw, shape)]).toEqual(nhwc);
  expect([...toNchw(nhwc, shape)]).toEqual(nchw);
});

it('turns OIHW into HWIO', () => {
  // Two filters of three channels and 1×2 taps: element = 100 o + 10 i + tap.
  const oihw = [0, 1].flatMap((o) =>
    [0, 1, 2].flatMap((i) => [0, 1].map((tap) => 100 * o + 10 * i + tap)),
  );
  expect([...toHwio(oihw, [2, 3, 1, 2])]).toEqual(
    [0, 1].flatMap((tap) =>
      [0, 1, 2].flatMap((i) => [0, 1].map((o) => 100 * o + 10 * i + tap)),
    ),
  );
});
