/** A start for a kernel of every op, through Tint: no GPU needed. */
import { create } from 'webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { planned, sourcesOf } from '../../../src/engine/trial/sources';
import { ops } from '../../../src/ops';
import { checkWorkload } from '../../../src/ops/fields';
import type { DeviceTraits, Problem } from '../../../src/ops/op';
import type { KernelDraft } from '../../../src/state/draft';
import { passKey } from '../../../src/state/draft-edits';
import { formulaOf } from '../../../src/ui/playground/free/formulas';
import {
  fromScratch,
  skeletons,
} from '../../../src/ui/playground/free/skeleton';
import { reflect } from '../../../src/gpu/wgsl/reflect';
import { casesOf } from '../../../src/fuzz/problems/cases';

/** One for all and never collected: its devices do not survive it. */
const gpu = create(['backend=null']);

const traits: DeviceTraits = {
  ...{ features: [], limits: {}, software: false, threads: 1 },
};

const problemsOf = (op: (typeof ops)[number]): Problem[] => [
  ...op.presets.map(({ workload }) =>
    op.problem(checkWorkload(op.fields, workload)),
  ),
  ...casesOf[op.id].awkward.map(({ problem }) => problem),
];

const draftOf = (op: string, { shapes, options }: Problem): KernelDraft => ({
  ...{ kind: 'kernel', op, kernel: '', shapes, options },
  ...{ constants: {}, seed: 1, sources: {}, workgroups: {} },
});

/** null where no kernel takes the problem. */
function sourcesFor(op: string, { shapes, options }: Problem) {
  const call = {
    shapes: Object.fromEntries(
      Object.entries(shapes).map(([role, shape]) => [role, [...shape]]),
    ),
    options: { ...options },
  };
  try {
    return sourcesOf(planned(op, call, traits), traits);
  } catch (error) {
    expect(error).toMatchObject({ code: 'unsupported' });
    return null;
  }
}

describe.each(ops)('a kernel of $id from scratch', (op) => {
  const texts = new Set<string>();
  let device: GPUDevice;

  beforeAll(async () => {
    const adapter = await gpu.requestAdapter();
    device = await adapter!.requestDevice();
    for (const problem of problemsOf(op)) {
      const sources = sourcesFor(op.id, problem);
      if (!sources) continue;
      for (const text of Object.values(skeletons(problem, sources)))
        texts.add(text);
    }
  });

  it('compiles, within 80 columns and with a formula', async () => {
    expect(texts.size).toBeGreaterThan(0);
    expect(formulaOf(op.id).join('').length).toBeGreaterThan(10);
    for (const code of texts) {
      device.pushErrorScope('validation');
      const module = device.createShaderModule({ code });
      const { messages } = await module.getCompilationInfo();
      await device.popErrorScope();
      expect(messages.map((m) => `${m.lineNum}: ${m.message}`)).toEqual([]);
      for (const line of code.split('\n').filter((one) => one.includes('//')))
        expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });

  it('has the bindings and parameters of the plan', () => {
    const [problem] = problemsOf(op);
    const sources = sourcesFor(op.id, problem)!;
    const draft = fromScratch(draftOf(op.id, problem), sources);
    expect(draft.kernel).toBe(sources.kernel);
    sources.passes.forEach((pass, i) => {
      const text = draft.sources[passKey(sources, i)];
      const wanted = pass.bindings.map(({ name, access, type }) => [
        ...[name, access, type],
      ]);
      const { bindings, structs } = reflect(text);
      expect(
        bindings.map(({ name, access, type }) => [name, access, type]),
      ).toEqual(wanted);
      expect(structs.get('Params')?.map(({ name }) => name)).toEqual(
        pass.params.map(({ name }) => name),
      );
    });
  });
});

it('tells passes of one file apart', () => {
  const op = ops.find(({ id }) => id === 'squeezeExcitation')!;
  const [problem] = problemsOf(op);
  const names = Object.keys(skeletons(problem, sourcesFor(op.id, problem)!));
  expect(names).toEqual([
    ...['1', '2', 'squeeze-excitation/mean.wgsl'],
    'squeeze-excitation/scale.wgsl',
  ]);
});

it('has one text for passes of one text', () => {
  const op = ops.find(({ id }) => id === 'concat')!;
  const [problem] = problemsOf(op);
  const sources = sourcesFor(op.id, problem)!;
  expect(sources.passes.length).toBeGreaterThan(1);
  const texts = skeletons(problem, sources);
  expect(Object.keys(texts)).toEqual(['movement/copy.wgsl']);
  expect(texts['movement/copy.wgsl']).toMatch(/2 passes, the first of them 1/);
});
