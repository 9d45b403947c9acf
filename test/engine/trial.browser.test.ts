/** Edited shaders, good, bad and hostile, on a real device. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LocalEngine } from '../../src/engine/engine';
import { createEngine, type Engine } from '../../src/index';
import type { FreeBuffer } from '../../src/index';

const conv = {
  shapes: { input: [1, 8, 16, 16], filter: [8, 8, 3, 3] },
  options: { padding: [1, 1, 1, 1] },
  kernel: 'naive',
};
const file = 'conv2d/naive.wgsl';

let engine: Engine;
let original: string;
beforeAll(async () => {
  engine = await createEngine();
  const { passes } = await engine.sources('conv2d', conv);
  original = passes[0].code;
});
afterAll(() => engine.dispose());
/** The page goes on: whatever happened before, a normal run is right. */
afterEach(async () => {
  const { check } = await engine.bench('conv2d', { ...conv, budgetMs: 1 });
  expect(check?.ok).toBe(true);
});

const trial = (code: string, more = {}) =>
  engine.trial('conv2d', {
    ...conv,
    sources: { [file]: code },
    ...{ budgetMs: 100, timeLimitMs: 5000, ...more },
  });
const edit = (from: string, to: string) => {
  expect(original).toContain(from);
  return original.replace(from, to);
};
const lineOf = (code: string, part: string) =>
  code.slice(0, code.indexOf(part)).split('\n').length;

describe('sources', () => {
  it('say what runs, on what, with which numbers', async () => {
    const { kernel, passes } = await engine.sources('conv2d', conv);
    expect(kernel).toBe('naive');
    expect(passes).toHaveLength(1);
    const [pass] = passes;
    expect(pass).toMatchObject({ file, workgroups: [32, 1, 1], once: false });
    expect(pass.bindings.slice(0, 2)).toEqual([
      {
        ...{ binding: 0, name: 'input', buffer: 'input', role: 'input' },
        ...{ access: 'read', type: 'array<f32>', bytes: 4 * 8 * 16 * 16 },
      },
      {
        ...{ binding: 1, name: 'filters', buffer: 'filter', role: 'input' },
        ...{ access: 'read', type: 'array<f32>', bytes: 4 * 8 * 8 * 3 * 3 },
      },
    ]);
    expect(pass.bindings.at(-1)).toMatchObject({
      ...{ name: 'params', role: 'params', type: 'Params', bytes: null },
    });
    expect(pass.params).toContainEqual({
      ...{ name: 'out_channels', type: 'u32', value: 8 },
    });
    expect(pass.constants[0]).toMatchObject({
      ...{ name: 'WORKGROUP_SIZE', value: 64, line: 3 },
    });
  });

  it('name the constants that can be tuned, and refuse what is not', async () => {
    const shapes = { input: [1, 8, 16, 16], filter: [8, 8, 3, 3] };
    const call = { shapes, options: conv.options, kernel: 'blocks' };
    const { variants, passes } = await engine.sources('conv2d', call);
    expect(variants.length).toBeGreaterThan(1);
    const tunable = passes.flatMap(({ constants }) =>
      constants.filter((one) => one.variants),
    );
    expect(tunable.length).toBeGreaterThan(0);
    await expect(
      engine.sources('conv2d', { ...call, kernel: 'none' }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('compile', () => {
  it('finds nothing to say about a shader that is right', async () => {
    expect(await engine.compile(original)).toEqual({
      ...{ ok: true, diagnostics: [], missing: null },
      entryPoints: [
        { name: 'main', stage: 'compute', workgroupSize: ['WORKGROUP_SIZE'] },
      ],
    });
  });

  it('says line and column of an error, and takes any text', async () => {
    const { ok, diagnostics } = await engine.compile(
      '// ü 😀\n@compute @workgroup_size(1) fn main() {\n  let x = y;\n}\n',
    );
    expect(ok).toBe(false);
    expect(diagnostics[0]).toMatchObject({
      type: 'error',
      line: 3,
      column: 11,
    });
    for (const text of ['', '}{', '@@fn(', '/* /*', '\0', 'fn '.repeat(1000)])
      expect((await engine.compile(text)).missing).toBeNull();
  });

  it('says that there is no compiler without a GPU', async () => {
    const gpu = { requestAdapter: async () => null } as unknown as GPU;
    const none = new LocalEngine({ gpu });
    const { ok, missing, entryPoints } = await none.compile(original);
    expect({ ok, entries: entryPoints.length }).toEqual({
      ...{ ok: false, entries: 1 },
    });
    expect(missing).toMatch(/no adapter/);
    await expect(
      none.trial('conv2d', { ...conv, sources: {} }),
    ).rejects.toMatchObject({ code: 'no-gpu' });
    await none.dispose();
  });
});

describe('a trial', () => {
  it('of the same text is right, and timed in turns', async () => {
    const report = await trial(original);
    expect(report).toMatchObject({ outcome: 'right', unstable: null });
    expect(report.passes[0]).toMatchObject({ edited: false, diagnostics: [] });
    expect(report.check).toMatchObject({ ok: true, elements: 8 * 16 * 16 });
    const { ab } = report;
    expect(ab).toMatchObject({ interleaved: true, against: 'naive' });
    expect(ab!.n).toBeGreaterThanOrEqual(2);
    expect(ab!.ratio.p20).toBeLessThanOrEqual(ab!.ratio.p80);
  });

  it('sees that an edit is slower', async () => {
    // Each sum eight times, seven of them for nothing the compiler can see.
    const code = edit(
      'for (var ky = 0u;',
      'var more = 0.0;\n  for (var j = 0u; j < 40u * params.batch; j++) ' +
        '{ more += sqrt(f32(j) + input[j]); }\n  ' +
        'if (more == -1.0) { sum = 1.0; }\n  for (var ky = 0u;',
    );
    const { outcome, ab } = await trial(code);
    expect(outcome).toBe('right');
    expect(ab!.ratio.median).toBeLessThan(0.95);
  });

  it('of a wrong text has no times', async () => {
    const report = await trial(edit('sum += input', 'sum += 1.01 * input'));
    expect(report).toMatchObject({ outcome: 'wrong', ab: null });
    expect(report.check!.failures).toBeGreaterThan(1000);
    expect(report.verdict).toMatch(/^Wrong: .* outside the tolerance/);
  });

  it('of NaN has no times', async () => {
    const report = await trial(
      edit('sum += input', 'sum += sqrt(-f32(params.batch)) * input'),
    );
    expect(report).toMatchObject({ outcome: 'wrong', ab: null });
    expect(report.check!.maxUlp).toBe(Infinity);
  });

  it('sees elements that nobody writes', async () => {
    const report = await trial(original, { workgroups: { [file]: [31] } });
    expect(report).toMatchObject({ outcome: 'wrong', ab: null, unwritten: 64 });
    expect(report.verdict).toMatch(/64 output elements of 2,048 are never/);
    const formula = { [file]: ['ceil(elements / WORKGROUP_SIZE)'] };
    const again = await trial(original, { workgroups: formula });
    expect(again.outcome).toBe('right');
    await expect(
      trial(original, { workgroups: { [file]: ['widht / 8'] } }),
    ).rejects.toMatchObject({
      code: 'invalid',
      message: /"widht" is not known/,
    });
  });

  it('has errors at their line and column', async () => {
    const code = edit('var sum = 0.0;', 'var sum = zero;');
    const report = await trial(code);
    expect(report).toMatchObject({ outcome: 'compile', check: null, ab: null });
    expect(report.passes[0].diagnostics[0]).toMatchObject({
      ...{ type: 'error', line: lineOf(code, 'zero'), column: 13 },
    });
  });

  it('says what does not fit the plan', async () => {
    const code = edit('struct Params {', 'struct Params {\n  shine: f32,');
    const { outcome, passes } = await trial(code);
    expect(outcome).toBe('compile');
    expect(passes[0].diagnostics[0].message).toMatch(/no parameter.*shine/);
    const far = `${original}\n@group(0) @binding(9) var<storage> x: array<f32>;`;
    const [{ diagnostics }] = (await trial(far)).passes;
    expect(diagnostics[0].message).toMatch(/nothing is bound .*binding\(9\)/);
    const nameless = await trial(edit('fn main(', 'fn other('));
    expect(nameless.verdict).toMatch(/no compute entry point "main"/);
  });
});

describe('a trial of a kernel with several passes', () => {
  it('takes one edited pass, and a changed constant changes the plan', async () => {
    const call = { ...conv, kernel: 'blocks' };
    const { passes, variants } = await engine.sources('conv2d', call);
    const [first, second] = variants;
    const name = Object.keys(first).find((key) => first[key] !== second[key])!;
    const at = passes.findIndex(({ code }) => code.includes(`const ${name} `));
    const code = passes[at].code.replace(
      new RegExp(`(const ${name} = )\\d+`),
      `$1${second[name]}`,
    );
    const sources = { [at]: code };
    const report = await engine.trial('conv2d', {
      ...{ ...call, sources, budgetMs: 50, against: 'naive' },
    });
    expect(report).toMatchObject({
      ...{ outcome: 'right', constants: { [name]: second[name] } },
      ab: { against: 'naive' },
    });
  });

  it('guards loops that say how often a barrier is met', async () => {
    const call = {
      shapes: { boxes: [300, 4], scores: [300] },
      kernel: 'window',
    };
    const { kernels } = (await engine.ops()).find(({ id }) => id === 'nms')!;
    const named = kernels.find(({ id }) => id.includes('window'));
    const kernel = named?.id ?? kernels[0].id;
    const { passes } = await engine.sources('nms', { ...call, kernel });
    const sources = Object.fromEntries(
      passes.map(({ code }, i) => [i, `${code}\n`]),
    );
    const report = await engine.trial('nms', { ...call, kernel, sources });
    expect(report).toMatchObject({ outcome: 'right', unstable: null });
  });
});

describe('a hostile shader', () => {
  it('with a loop without end is stopped, and the loop is named', async () => {
    const code = edit('ky < params.kernel_height', 'true');
    const report = await trial(code);
    expect(report).toMatchObject({ outcome: 'endless', check: null, ab: null });
    expect(report.loop!.line).toBe(lineOf(code, 'for (var ky'));
    expect(report.verdict).toMatch(/loop at line \d+.* was stopped/);
  });

  it('with loops in loops that never end is stopped', async () => {
    const depth = 6;
    const loops = Array.from(
      { length: depth },
      (_, i) => `for (var a${i} = 0u; a${i} < 1000000u; a${i}++) {`,
    );
    const code = edit(
      'var sum = 0.0;',
      `var sum = 0.0; ${loops.join(' ')} sum += 1.0; ${'}'.repeat(depth)}`,
    );
    const { outcome, loop } = await trial(code);
    expect(outcome).toBe('endless');
    expect(loop!.within.length).toBeGreaterThan(0);
  });

  it('with a barrier in a loop without end is stopped', async () => {
    const { outcome } = await trial(
      edit(
        'let index = flat_index',
        'var turn = 0u;\n  loop { workgroupBarrier(); turn++; ' +
          'if (turn == 0xffffffffu) { break; } }\n  let index = flat_index',
      ),
    );
    expect(outcome).toBe('endless');
  });

  it('of functions that double their calls is refused', async () => {
    const functions = Array.from(
      { length: 40 },
      (_, i) => `fn g${i + 1}(x: f32) -> f32 { return g${i}(x) + g${i}(x); }`,
    );
    const code =
      edit('var sum = 0.0;', 'var sum = 0.0 * g40(0.0);') +
      `\nfn g0(x: f32) -> f32 { return x; }\n${functions.join('\n')}\n`;
    const { outcome, verdict } = await trial(code);
    expect(outcome).toBe('compile');
    expect(verdict).toMatch(/calls of functions/);
  });

  it('that stores out of bounds is wrong, and no more', async () => {
    const report = await trial(edit('output[at] =', 'output[at + 1000000u] ='));
    expect(report.outcome).not.toBe('right');
    expect(report.ab).toBeNull();
  });

  it('that races gives two answers', async () => {
    // Reads what another invocation has written by then, or has not.
    const code = edit(
      'output[at] =',
      'output[at] = f32(at % 7u) + output[(at + 97u) % 2048u] + ',
    );
    const report = await trial(code);
    expect(report).toMatchObject({ outcome: 'unstable', ab: null });
    expect(report.verdict).toMatch(/differ between two runs.*a race\?/);
  });

  it('with 70,000 workgroups meets the limit', async () => {
    await expect(
      trial(original, { workgroups: { [file]: [70000] } }),
    ).rejects.toMatchObject({ code: 'limit', message: /70000.*65535/ });
  });

  it('with billions of invocations meets the limit', async () => {
    await expect(
      trial(original, { workgroups: { [file]: [65535, 65535] } }),
    ).rejects.toMatchObject({ code: 'limit', message: /invocations/ });
  });

  it('whose workgroup memory is too large does not make a pipeline', async () => {
    const report = await trial(
      edit('let index =', 'big[params.batch] = 1.0;\n  let index =') +
        '\nvar<workgroup> big: array<f32, 1000000>;',
    );
    expect(report).toMatchObject({ outcome: 'compile', ab: null });
  });
});

describe('a device that is lost', () => {
  it('in a trial is said, and the next trial has a new one', async () => {
    const devices: GPUDevice[] = [];
    const gpu = {
      requestAdapter: async (options?: GPURequestAdapterOptions) => {
        const adapter = await navigator.gpu.requestAdapter(options);
        const request = adapter!.requestDevice.bind(adapter);
        adapter!.requestDevice = async (descriptor) => {
          const device = await request(descriptor);
          devices.push(device);
          return device;
        };
        return adapter;
      },
    } as GPU;
    const local = new LocalEngine({ gpu });
    const call = { ...conv, sources: { 0: `${original}\n` }, budgetMs: 50 };
    const lost = local.trial('conv2d', {
      ...call,
      onProgress: ({ label }) => {
        if (label === 'running the edited kernel')
          devices[devices.length - 1].destroy();
      },
    });
    await expect(lost).rejects.toMatchObject({ code: 'device-lost' });
    const again = await local.trial('conv2d', call);
    expect(again.outcome).toBe('right');
    await local.dispose();
  });
});

describe('a trial out of time', () => {
  it('is given up, and the next one works', async () => {
    const late = trial(original, { timeLimitMs: 1 });
    await expect(late).rejects.toMatchObject({ code: 'timeout' });
    expect((await trial(original)).outcome).toBe('right');
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const stopped = trial(original, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a free shader', () => {
  const buffer = (
    name: string,
    more: Partial<FreeBuffer> = {},
  ): FreeBuffer => ({
    ...{ name, access: 'read_write', elementType: 'float32', length: 1000 },
    init: 'iota',
    ...more,
  });
  const code = `
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<uniform> scale: vec4f;
@group(0) @binding(2) var<storage, read_write> b: array<f32>;
@compute @workgroup_size(64) fn twice(@builtin(global_invocation_id) id: vec3u) {
  for (var i = 0u; i < 2u; i++) {
    if (id.x < arrayLength(&b)) { b[id.x] += scale.y * a[id.x]; }
  }
}`;
  const buffers = [
    buffer('a', { access: 'read' }),
    buffer('scale', { access: 'uniform', length: 4, init: [0, 3] }),
    buffer('b', { init: 'zeros' }),
  ];
  const call = { code, buffers, workgroups: ['b / 64'], read: ['b'] };

  it('runs on buffers of its own', async () => {
    const report = await engine.free(call);
    expect(report).toMatchObject({ outcome: 'done', workgroups: [16, 1, 1] });
    expect(report.outputs.b.data[10]).toBe(60);
    expect(report.outputs.b.data[999]).toBe(6 * 999);
    expect(report.ms).toBeGreaterThanOrEqual(0);
  });

  it('is stopped in a loop without end', async () => {
    const report = await engine.free({
      ...call,
      code: code.replace('i < 2u', 'true'),
      timeLimitMs: 4000,
    });
    expect(report).toMatchObject({ outcome: 'endless', loop: { line: 6 } });
  });

  it('says where it does not compile', async () => {
    const report = await engine.free({
      ...call,
      code: code.replace('+=', '=+'),
    });
    expect(report).toMatchObject({ outcome: 'compile', outputs: {} });
    expect(report.diagnostics[0]).toMatchObject({ line: 7 });
  });

  it('of 10 GB meets the limit before anything is made', async () => {
    const huge = [buffer('a'), buffer('b'), buffer('c', { length: 2.5e9 })];
    await expect(
      engine.free({ ...call, buffers: huge, workgroups: [1] }),
    ).rejects.toMatchObject({
      code: 'limit',
      message: /"c" needs .*MiB.*at most/,
    });
  });
});
