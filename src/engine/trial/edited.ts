/** A kernel's plan with some of its passes replaced by edited text. */
import { invalid } from '../../errors';
import { reflect, type Wgsl } from '../../gpu/wgsl/reflect';
import type { GpuKernel, GpuPass, Op, Plan } from '../../ops/op';
import { passSource } from '../../ops/source';
import { elementCount } from '../../ops/tensor';
import type { TrialCallData } from './api';
import { extents, valueOf } from './extents';
import { planWith, type Planned } from './sources';
import type { DeviceTraits } from '../../ops/op';

export interface EditedPass {
  /** Code, workgroups and all: what a plan runs. */
  readonly pass: GpuPass;
  readonly edited: boolean;
  readonly wgsl: Wgsl;
}

/**
 * The plan that the text wants: a tunable constant that was changed in the text
 * changes what is dispatched. Constants that the call gives come first. Throws
 * `invalid`.
 */
export function replanned(
  plan: Planned,
  call: TrialCallData,
  device: DeviceTraits,
): Planned {
  if (call.constants) return plan;
  const changed = { ...plan.constants };
  for (const code of Object.values(call.sources))
    for (const { name, value } of reflect(code).constants)
      if (
        Object.hasOwn(changed, name) &&
        changed[name] === plan.constants[name]
      )
        changed[name] = value;
  const same = Object.entries(changed).every(
    ([name, value]) => value === plan.constants[name],
  );
  if (same) return plan;
  const { kernel, shapes, options } = plan;
  return {
    ...plan,
    constants: changed,
    plan: planWith(kernel, shapes, options, device, changed),
  };
}

/** Throws `invalid` for a pass that there is not, and for wrong formulas. */
export function editedPasses(
  { op, kernel, shapes, options, plan }: Planned,
  { sources, workgroups = {} }: TrialCallData,
): EditedPass[] {
  const files = plan.passes.map(({ shader }) => shader.file);
  for (const name of [...Object.keys(sources), ...Object.keys(workgroups)])
    if (!files.includes(name) && !(Number(name) in files))
      throw invalid(
        `kernel "${kernel.id}" has no pass "${name}"; name one of ` +
          `${[...new Set(files)].join(', ')}, or its index from 0.`,
      );
  const [first] = Object.values(op.shapes(shapes, options));
  return plan.passes.map((pass, i) => {
    const { file } = pass.shader;
    const given = sources[i] ?? sources[file];
    const original = passSource(pass);
    const code = given ?? original;
    const wgsl = reflect(code);
    const wanted = workgroups[i] ?? workgroups[file];
    const names = {
      ...Object.fromEntries(wgsl.constants.map((one) => [one.name, one.value])),
      ...pass.params,
      elements: elementCount(first),
    };
    return {
      edited: code !== original || wanted !== undefined,
      wgsl,
      pass: {
        ...pass,
        shader: { file, code },
        constants: undefined,
        workgroups: wanted ? extents(wanted, names) : pass.workgroups,
      },
    };
  });
}

/** The op with these passes as its only kernel. */
export function opWith(
  op: Op,
  kernel: GpuKernel,
  plan: Plan<GpuPass>,
  passes: readonly GpuPass[],
): Op {
  const edited: GpuKernel = { ...kernel, plan: () => ({ ...plan, passes }) };
  return { ...op, kernels: [edited] };
}

/**
 * A text may leave out what it does not use, but a layout may not: declared at
 * the end, where no line moves.
 */
export function withAllBindings({ pass, wgsl }: EditedPass): GpuPass {
  const declared = new Set(wgsl.bindings.map(({ binding }) => binding));
  const missing = [...pass.buffers, null].flatMap((buffer, binding) => {
    if (declared.has(binding)) return [];
    const [space, type] = buffer
      ? ['storage, read', 'array<u32>']
      : ['uniform', 'vec4u'];
    return (
      `@group(0) @binding(${binding}) var<${space}> ` +
      `unused_binding_${binding}: ${type};`
    );
  });
  if (missing.length === 0) return pass;
  const { file, code } = pass.shader;
  return { ...pass, shader: { file, code: [code, ...missing].join('\n') } };
}

/** Invocations of a workgroup, as far as the text says; else the most. */
export function workgroupSize(
  { functions, constants }: Wgsl,
  entryPoint: string,
  most: number,
): number {
  const names = Object.fromEntries(
    constants.map(({ name, value }) => [name, value]),
  );
  const entry = functions.find(({ name }) => name === entryPoint)?.entry;
  try {
    return (entry?.workgroupSize ?? []).reduce(
      (size, side) =>
        size * valueOf(side.replace(/\b(\d+)[iu]\b/g, '$1'), names),
      1,
    );
  } catch {
    return most;
  }
}
