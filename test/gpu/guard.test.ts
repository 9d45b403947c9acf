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

describe('a guarded text', () => {
  const entry = (body: string, rest = '') =>
    `@compute @workgroup_size(64) fn main() {\n${body}\n}\n${rest}`;

  it.each([
    [
      'leaves a loop that only returns end',
      entry(
        '_ = f();',
        'fn f() -> vec2<f32> { loop { if (true) { return vec2f(); } } }',
      ),
    ],
    [
      'keeps attributes',
      entry(
        '@diagnostic(off, derivative_uniformity) for (var i = 0; i < 3; i++) @diagnostic(off, derivative_uniformity) { }',
      ),
    ],
    [
      'keeps continuing and break if',
      entry('var i = 0; loop { i++; continuing { i += 2; break if i > 9; } }'),
    ],
    [
      'keeps switches in loops',
      entry(
        'var i = 0; while i < 9 { switch i { case 1: { i += 2; continue; } default: { i++; } } }',
      ),
    ],
    [
      'hands meters down past other arguments',
      entry(
        'g(3u);',
        'fn g(n: u32) { h(); h(); for (var i = 0u; i < n; i++) { h(); } }\nfn h() { var i = 0u; loop { workgroupBarrier(); i++; if (i > 3u) { break; } } }',
      ),
    ],
    [
      'takes subgroups',
      `enable subgroups;\n${entry('for (var i = 0u; i < 3u; i++) { _ = subgroupAdd(i); }')}`,
    ],
    [
      'avoids names that are taken',
      entry(
        'for (var i = 0u; i < 3u; i++) { guard_left++; }',
        'var<private> guard_left: u32;',
      ),
    ],
    [
      'has two entry points',
      `${entry('f();')}${entry('f();').replace('main', 'other')}fn f() { for (var i = 0; i < 3; i++) { workgroupBarrier(); } }`,
    ],
  ])('%s', async (_, code) => {
    expect(await errorsOf(code)).toEqual([]);
    for (const careful of [false, true]) {
      const safe = guarded(code, careful).code;
      expect(await errorsOf(safe), safe).toEqual([]);
    }
  });

  it('is the text itself where there is no loop', () => {
    const code = entry('let loops = 1; // for (;;) {}');
    const { loops } = guarded(code);
    expect(loops).toEqual([]);
  });
});
