/**
 * Every shader of every kernel on every preset and awkward case, through Tint
 * (Dawn's null backend: no GPU needed) and against wgsl_reflect's layout.
 */
import { create } from 'webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';
import { bindingAccess, packParams, paramFields } from '../../src/gpu/params';
import { ops } from '../../src/ops';
import { passesOf, traits } from './passes';

/** One for all and never collected: its devices do not survive it. */
const gpu = create(['backend=null']);

describe.each(ops)('shaders of $id', (op) => {
  const passes = passesOf(op);
  let device: GPUDevice;

  beforeAll(async () => {
    const adapter = await gpu.requestAdapter();
    device = await adapter!.requestDevice({
      requiredFeatures: traits.features as GPUFeatureName[],
    });
  });

  it('are all reached', () => {
    const files = [...passes.values()].map((pass) => pass.shader.file);
    const kernels = op.kernels.filter(({ backend }) => backend === 'webgpu');
    expect(new Set(files).size).toBeGreaterThanOrEqual(kernels.length);
  });

  it('compile', async () => {
    for (const [code, pass] of passes) {
      device.pushErrorScope('validation');
      const { messages } = await device
        .createShaderModule({ code })
        .getCompilationInfo();
      await device.popErrorScope();
      const errors = messages.map((m) => `${m.lineNum}: ${m.message}`);
      expect(errors, pass.shader.file).toEqual([]);
    }
  });

  it('compile as they stand, with no constant replaced', async () => {
    const texts = new Set([...passes.values()].map((p) => p.shader.code));
    for (const code of texts) {
      const module = device.createShaderModule({ code });
      expect((await module.getCompilationInfo()).messages).toEqual([]);
    }
  });

  it('declare Params as the packer writes it', () => {
    for (const [code, pass] of passes) {
      const reflected = new WgslReflect(code).structs.find(
        ({ name }) => name === 'Params',
      )!;
      const members = reflected.members.map(({ name, offset, type }) => ({
        name,
        offset,
        type: type.name,
      }));
      const fields = paramFields(code);
      expect(members).toEqual(
        fields.map(({ name, type }, i) => ({ name, type, offset: 4 * i })),
      );
      expect(packParams(code, pass.params).byteLength).toBeGreaterThanOrEqual(
        reflected.size,
      );
      expect(Object.keys(pass.params).sort()).toEqual(
        fields.map(({ name }) => name).sort(),
      );
    }
  });

  it('declare one binding per buffer, the uniform last', () => {
    for (const [code, pass] of passes) {
      const access = bindingAccess(code);
      expect(access).toHaveLength(pass.buffers.length + 1);
      expect(access.at(-1)).toBe('uniform');
      pass.buffers.forEach((name, i) => {
        const isInput = op.inputs.some((role) => role.name === name);
        if (isInput) expect(access[i]).toBe('read');
        if (!isInput && op.outputs.includes(name.replace('output.', '')))
          expect(access[i]).toBe('write');
      });
    }
  });
});

describe('packParams', () => {
  const wgsl = 'struct Params {\n  a: u32, // count\n  b: i32,\n  c: f32,\n}\n';

  it('packs in order and pads to 16 bytes', () => {
    const bytes = packParams(wgsl, { c: 0.5, b: -2, a: 7 });
    const view = new DataView(bytes);
    expect(bytes.byteLength).toBe(16);
    expect(view.getUint32(0, true)).toBe(7);
    expect(view.getInt32(4, true)).toBe(-2);
    expect(view.getFloat32(8, true)).toBe(0.5);
  });

  it('refuses a missing value and a type it cannot pack', () => {
    expect(() => packParams(wgsl, { a: 1, b: 2 })).toThrow(/Params\.c/);
    expect(() => paramFields('struct Params { v: vec3f }')).toThrow(/vec3f/);
    expect(() => paramFields('fn main() {}')).toThrow(/no struct Params/);
  });
});
