/** The guard on every shader there is, and on shaders that are worse. */
import { create } from 'webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { guard } from '../../src/gpu/wgsl/guard';
import { reflect } from '../../src/gpu/wgsl/reflect';
import { ops } from '../../src/ops';
import { passesOf, traits } from './passes';

const gpu = create(['backend=null']);
let device: GPUDevice;
beforeAll(async () => {
  const adapter = await gpu.requestAdapter();
  device = await adapter!.requestDevice({
    requiredFeatures: traits.features as GPUFeatureName[],
  });
});

const budget = { turns: 1e6, total: 1e9, rounds: 1e4 };

async function errorsOf(code: string): Promise<string[]> {
  device.pushErrorScope('validation');
  const { messages } = await device
    .createShaderModule({ code })
    .getCompilationInfo();
  await device.popErrorScope();
  return messages
    .filter(({ type }) => type === 'error')
    .map(({ lineNum, message }) => `${lineNum}: ${message}`);
}
const guarded = (code: string, careful = false) => {
  const wgsl = reflect(code);
  const binding = Math.max(-1, ...wgsl.bindings.map((one) => one.binding)) + 1;
  return guard(wgsl, { ...budget, binding, careful });
};

/** Whose plain loops find out how often one with a barrier turns. */
const inNeed = new Set<string>();

describe.each(ops)('guarded shaders of $id', (op) => {
  it('compile, with every loop where it was', async () => {
    for (const [code, { shader }] of passesOf(op)) {
      const { code: safe, loops } = guarded(code);
      if ((await errorsOf(safe)).length > 0) inNeed.add(shader.file);
      const careful = guarded(code, true);
      expect(await errorsOf(careful.code), shader.file).toEqual([]);
      expect(careful.loops).toEqual(loops);
      const bare = code.replace(/\/\/.*$/gm, '');
      const words = bare.match(/\b(for|while|loop)\b(?=\s*[({\w])/g) ?? [];
      expect(loops.length, shader.file).toBe(words.length);
      const [before, after] = [code.split('\n'), safe.split('\n')];
      for (const { line } of loops)
        expect(after[line - 1]).toContain(before[line - 1].split('{')[0]);
    }
  });
});

it('takes care only where it must', () => {
  expect([...inNeed]).toEqual(['nms/window.wgsl']);
});
