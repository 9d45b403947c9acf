/** Lower limits than any device of ours has, and what is refused by them. */
import { create } from 'webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkedSources } from '../../src/engine/backends/dispatch';
import { checkBufferSize } from '../../src/gpu/buffers';
import {
  checkPass,
  checkPlainSize,
  checkUniformSize,
  type Limits,
} from '../../src/gpu/limits';
import { reflect } from '../../src/gpu/wgsl/reflect';
import { workgroupUse } from '../../src/gpu/wgsl/workgroup';
import { ops } from '../../src/ops';
import { passesOf, traits } from './passes';

const gpu = create(['backend=null']);

const code = `
const SIDE = 8u;
const DEPTH = 2 * SIDE;
alias Four = vec4f;
struct Params { count: u32 }
@group(0) @binding(0) var<storage, read> input: array<f32>;
@group(0) @binding(1) var<storage, read> filter_: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;
var<workgroup> tile: array<Four, DEPTH * (SIDE + 1u)>; // 16 × 144
var<workgroup> count: atomic<u32>;
var<workgroup> odd: array<vec3<f32>, 3>;
@compute @workgroup_size(SIDE, 4, 2)
fn main() {}`;
const pass = {
  ...{ file: 'a.wgsl', code },
  workgroups: [3, 70000, 1] as [number, number, number],
};

describe('a pass', () => {
  it('says what its workgroups take', () => {
    expect(workgroupUse(reflect(code))).toEqual({
      ...{ size: [8, 4, 2], storageBytes: 16 * 144 + 16 + 48 },
    });
  });

  it('says nothing of what is not understood', () => {
    const odd = `struct S { a: f32 }
      var<workgroup> s: S;
      @compute @workgroup_size(max(2, 3)) fn main() {}`;
    expect(workgroupUse(reflect(odd))).toEqual({
      ...{ size: null, storageBytes: null },
    });
  });

  const most: [keyof Limits, number, RegExp][] = [
    ['maxComputeWorkgroupsPerDimension', 70000, /70000 workgroups.*smaller im/],
    ['maxStorageBuffersPerShaderStage', 3, /3 storage buffers.*kernel/],
    ['maxUniformBuffersPerShaderStage', 1, /1 uniform buffers.*kernel/],
    ['maxComputeWorkgroupStorageSize', 2368, /2368 bytes.*kernel/],
    ['maxComputeInvocationsPerWorkgroup', 64, /64 invocations.*kernel/],
    ['maxComputeWorkgroupSizeX', 8, /8 invocations on one side/],
    ['maxComputeWorkgroupSizeY', 4, /4 invocations on one side/],
    ['maxComputeWorkgroupSizeZ', 2, /2 invocations on one side/],
  ];
  it.each(most)('runs at its %s, and not below', (name, needs, message) => {
    checkPass(pass, { [name]: needs });
    const below = () => checkPass(pass, { [name]: needs - 1 });
    expect(below).toThrow(message);
    expect(below).toThrow(
      expect.objectContaining({
        code: 'limit',
        message: expect.stringContaining(`at most ${needs - 1} (${name})`),
      }),
    );
  });
});

describe('a buffer', () => {
  const mebibyte = 2 ** 20;
  it.each([
    ['maxBufferSize', mebibyte, 2 * mebibyte],
    ['maxStorageBufferBindingSize', 2 * mebibyte, mebibyte],
  ])('is bound up to %s', (_, maxBufferSize, maxStorageBufferBindingSize) => {
    const limits = { maxBufferSize, maxStorageBufferBindingSize };
    checkBufferSize('input', mebibyte, limits);
    expect(() => checkBufferSize('input', mebibyte + 1, limits)).toThrow(
      /"input" needs .*at most 1.0 MiB|"input" needs .*at most 1 MiB/,
    );
  });

  it('of parameters, and of what is read back, has a limit too', () => {
    checkUniformSize('a.wgsl', 64, { maxUniformBufferBindingSize: 64 });
    expect(() =>
      checkUniformSize('a.wgsl', 65, { maxUniformBufferBindingSize: 64 }),
    ).toThrow(/a\.wgsl need 65 bytes.*at most 64.*another kernel/);
    checkPlainSize('What is read back', mebibyte, { maxBufferSize: mebibyte });
    expect(() =>
      checkPlainSize('What is read back', 1, { maxBufferSize: 0 }),
    ).toThrow(/What is read back needs.*maxBufferSize.*fewer values/);
  });
});

/** What any WebGPU has, whatever its adapter. */
describe.each(ops)('the kernels of $id', (op) => {
  let device: GPUDevice;
  beforeAll(async () => {
    const adapter = await gpu.requestAdapter();
    device = await adapter!.requestDevice({
      requiredFeatures: traits.features as GPUFeatureName[],
    });
  });

  it('fit the least that WebGPU promises', () => {
    checkedSources([...passesOf(op).values()], device.limits);
  });

  it('all say what their workgroups take', () => {
    for (const [code, { shader }] of passesOf(op)) {
      const { size, storageBytes } = workgroupUse(reflect(code));
      expect(size, shader.file).not.toBeNull();
      expect(storageBytes, shader.file).not.toBeNull();
    }
  });
});
