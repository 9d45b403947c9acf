import { describe, expect, it } from 'vitest';
import { Builder, type Value, type Window } from '../../src/networks/builder';
import { fcn8s } from '../../src/networks/zoo/fcn8s';
import { mobileNetV1 } from '../../src/networks/zoo/mobilenet-v1';
import { mobileNetV3Small } from '../../src/networks/zoo/mobilenet-v3';
import { receptiveFieldsOf } from '../../src/networks/receptive-field';
import { resNet50, resNet50V1 } from '../../src/networks/zoo/resnet';
import { vgg16 } from '../../src/networks/zoo/vgg16';

const builder = () => new Builder({ id: 'test', title: 'Test', source: '' });

/** The last value of a chain of convolutions and pools. */
function chain(
  layers: readonly (readonly ['conv' | 'pool', Window])[],
  side = 96,
) {
  const net = builder();
  let x: Value = net.input('image', [1, 1, side, side]);
  layers.forEach(([kind, window], i) => {
    x =
      kind === 'conv'
        ? net.depthwise(`${i}`, x, window)
        : net.pool(`${i}`, 'maxPool2d', x, window);
  });
  return receptiveFieldsOf(net.build(x))[x.name];
}

describe('receptive fields', () => {
  const table = (pool1: number) =>
    chain([
      ['conv', { kernel: 3 }],
      ['pool', { kernel: pool1, stride: 2 }],
      ['conv', { kernel: 3 }],
      ['pool', { kernel: 2, stride: 2 }],
      ['conv', { kernel: 3 }],
      ['conv', { kernel: 3 }],
      ['pool', { kernel: 2, stride: 2 }],
    ]).height.size;

  /** 2, 4, 6, 12, 14, then 28 or 29, then 30 or 31, from the last layer back. */
  it('are those of (RF − 1)·stride + k', () => {
    expect(table(2)).toBe(30);
    expect(table(3)).toBe(31);
  });

  it('count the gaps of a dilation', () => {
    const { height } = chain([
      ['conv', { kernel: 3, dilation: 6 }],
      ['conv', { kernel: 3, stride: 2 }],
      ['conv', { kernel: 5, dilation: 2 }],
    ]);
    // 1 + 2·6 + 2·1 + 4·2·2 pixels, from −6 − 1 − 4·2 on.
    expect(height).toEqual({ size: 31, jump: 2, start: -15, length: 48 });
  });

  it('tell height from width', () => {
    const net = builder();
    const image = net.input('image', [1, 1, 8, 10]);
    const x = net.conv('conv', image, { out: 1, kernel: [1, 5] });
    expect(receptiveFieldsOf(net.build(x)).conv).toEqual({
      height: { size: 1, jump: 1, start: 0, length: 8 },
      width: { size: 5, jump: 1, start: -2, length: 10 },
    });
  });

  it('span all branches that meet', () => {
    const net = builder();
    const image = net.input('image', [1, 2, 16, 16]);
    const small = net.depthwise('small', image, { kernel: 3 });
    const large = net.depthwise('large', image, { kernel: 3, dilation: 4 });
    const sum = net.add('sum', small, large);
    const joined = net.concat('joined', [image, sum]);
    const fields = receptiveFieldsOf(net.build(joined));
    expect(fields.small.height.size).toBe(3);
    const spanned = { size: 9, jump: 1, start: -4, length: 16 };
    expect(fields.joined.height).toEqual(spanned);
  });

  it('follow a crop, and an image that grows again', () => {
    const net = builder();
    const image = net.input('image', [1, 1, 16, 16]);
    const half = net.pool('half', 'maxPool2d', image, {
      kernel: 2,
      stride: 2,
      padding: 0,
    });
    const crop = net.node(
      'crop',
      'slice',
      { input: half },
      { starts: [0, 0, 2, 1], sizes: [1, 1, 4, 4] },
    );
    const up = net.convTranspose('up', crop, { out: 1, kernel: 2, stride: 2 });
    const blended = net.convTranspose('blended', crop, {
      out: 1,
      kernel: 4,
      stride: 2,
      padding: 1,
    });
    const fields = receptiveFieldsOf(net.build(up, blended));
    expect(fields.crop.height).toEqual({
      size: 2,
      jump: 2,
      start: 4,
      length: 4,
    });
    expect(fields.crop.width.start).toBe(2);
    expect(fields.up.height).toEqual({ size: 2, jump: 1, start: 4, length: 8 });
    // Two taps of the four meet pixels that are there.
    expect(fields.blended.height).toEqual({
      size: 4,
      jump: 1,
      start: 2,
      length: 8,
    });
  });

  /** Araujo et al. 2019, table 1; FCN: Long et al. 2014, table 1. */
  it.each([
    ['VGG-16', vgg16(), 'conv5 / pool', 212, 32],
    ['ResNet-50 v1', resNet50V1(), 'conv5_3 / relu', 483, 32],
    ['MobileNetV1', mobileNetV1(), 'block 13 / pointwise', 315, 32],
    ['FCN on VGG-16', fcn8s(), 'fc7', 404, 32],
  ])('of %s are the published ones', (_, network, value, size, jump) => {
    const { height } = receptiveFieldsOf(network)[value];
    expect(height).toMatchObject({ size, jump });
  });

  it('start in the padding', () => {
    // 2·1 + 2·2 + 3·4 + 3·8 + 3·16 rows of it.
    expect(receptiveFieldsOf(vgg16())['conv5 / pool'].height.start).toBe(-90);
  });

  it('shrink where the 3×3 takes the stride before it reads', () => {
    // 35 after conv2_x; then 8 + 3·16, 16 + 5·32 and 32 + 2·64 pixels more.
    const fields = receptiveFieldsOf(resNet50());
    expect(fields['conv5_3 / relu'].height.size).toBe(427);
  });

  it('are the whole image behind a global pool', () => {
    const { classifier } = receptiveFieldsOf(vgg16());
    expect(classifier.height.size).toBe(212 + 6 * 32);
    const fields = receptiveFieldsOf(mobileNetV3Small());
    const scaled = fields['block 1 / SE scale'].height;
    expect(scaled.size).toBeGreaterThanOrEqual(224);
    expect(scaled).toMatchObject({ jump: 4, length: 56 });
  });
});
