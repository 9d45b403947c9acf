import { describe, expect, it } from 'vitest';
import { Builder } from '../../src/networks/builder';
import { countsOf } from '../../src/networks/counts';
import {
  mobileNetV1,
  mobileNetV1Dense,
} from '../../src/networks/zoo/mobilenet-v1';
import { unet } from '../../src/networks/zoo/unet';

const builder = () => new Builder({ id: 'test', title: 'Test', source: '' });

describe('counts', () => {
  it('counts multiply-adds and what training changes', () => {
    const net = builder();
    let x = net.input('image', [2, 4, 8, 8]);
    // 3·3·4·6 weights, 6 biases; each weight at 4 × 4 pixels of 2 images.
    x = net.conv('dense', x, { out: 6, kernel: 3, stride: 2, bias: true });
    // Scale and bias of 6 channels.
    x = net.batchNorm('norm', x);
    // 3·3·6 weights at 4 × 4 pixels of 2 images.
    x = net.depthwise('depthwise', x, { kernel: 3 });
    // 6/2·4 weights, as often.
    x = net.conv('grouped', x, { out: 4, kernel: 1, groups: 2 });
    x = net.pool('pool', 'maxPool2d', x, { kernel: 2, stride: 2, padding: 0 });
    // 2·2·4·3 weights at 2 × 2 pixels of 2 images.
    x = net.convTranspose('up', x, { out: 3, kernel: 2, stride: 2 });
    // 3·4·4 inputs to 5 outputs, 5 biases; 2 images.
    x = net.fullyConnected('classes', x, 5);
    expect(countsOf(net.build(x))).toMatchObject({
      params: 222 + 12 + 54 + 12 + 48 + 245,
      macs: 2 * (16 * 216 + 16 * 54 + 16 * 12 + 4 * 48 + 240),
      byKind: {
        'dense 3×3': { params: 222, macs: 2 * 16 * 216 },
        'depthwise 3×3': { params: 54, macs: 2 * 16 * 54 },
        'grouped 1×1': { params: 12, macs: 2 * 16 * 12 },
        'transposed 2×2': { params: 48, macs: 2 * 4 * 48 },
        'fully connected': { params: 245, macs: 2 * 240 },
        'batch norm': { params: 12, macs: 0 },
      },
    });
  });

  it('counts a weight that two layers share once', () => {
    const net = builder();
    const image = net.input('image', [1, 1, 3, 3]);
    const values = () => new Float32Array(1);
    const filter = net.weight('filter', { shape: [1, 1, 1, 1], values });
    const first = net.node('first', 'conv2d', { input: image, filter });
    const second = net.node('second', 'conv2d', { input: first, filter });
    const counts = countsOf(net.build(second));
    expect(counts).toMatchObject({ params: 1, macs: 18 });
    expect(counts.layers.map(({ params }) => params)).toEqual([1, 0]);
  });

  /**
   * Howard et al. 2017, table 2. The paper's 1.19 % of multiply-adds for the
   * dense 3×3 must be a slip: its column adds up to 99.29 %.
   */
  it.each([
    ['1×1', 94.86, 74.59],
    ['depthwise 3×3', 3.06, 1.06],
    ['dense 3×3', 1.91, 0.02],
    ['fully connected', 0.18, 24.33],
  ])('gives %s of MobileNetV1 its share', (kind, macs, params) => {
    const counts = countsOf(mobileNetV1());
    const share = counts.byKind[kind];
    expect(Math.abs((100 * share.macs) / counts.macs - macs)).toBeLessThan(
      0.03,
    );
    // The table leaves batch norms out.
    const filters = counts.params - counts.byKind['batch norm'].params;
    expect(Math.abs((100 * share.params) / filters - params)).toBeLessThan(
      0.03,
    );
  });

  it('says what depthwise separable convolutions save in all', () => {
    const [separable, dense] = [mobileNetV1(), mobileNetV1Dense()].map(
      (network) => countsOf(network).macs,
    );
    expect(dense / separable).toBeCloseTo(8.56, 2);
  });

  it("adds U-Net up as its paper's figure does", () => {
    const conv = (into: number, out: number, side: number) =>
      side * side * into * out + out;
    let sum = 0;
    for (let level = 0, into = 1; level <= 4; into = 64 << level++)
      sum += conv(into, 64 << level, 3) + conv(64 << level, 64 << level, 3);
    for (let level = 3; level >= 0; level--) {
      const [below, out] = [128 << level, 64 << level];
      sum += conv(below, out, 2) + conv(below, out, 3) + conv(out, out, 3);
    }
    sum += conv(64, 2, 1);
    expect(countsOf(unet()).params).toBe(sum);
    expect(sum / 1e6).toBeCloseTo(31.0, 1);
  });
});
