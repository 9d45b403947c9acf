/** A kernel's plan as text: what the page shows, explains and lets edit. */
import { invalid, unsupported } from '../../errors';
import { paramFields } from '../../gpu/params';
import { reflect } from '../../gpu/wgsl/reflect';
import { opById } from '../../ops';
import { guessedConstants } from '../../ops/op';
import type {
  Constants,
  DeviceTraits,
  GpuKernel,
  GpuPass,
  Op,
  Options,
  Plan,
} from '../../ops/op';
import { passSource } from '../../ops/source';
import { elementCount, type Shapes } from '../../ops/tensor';
import { kernelById } from '../choose';
import { resultsOf } from '../backends/results';
import { variantsOf } from '../tuner/contenders';
import type {
  BindingSource,
  KernelSources,
  PassSource,
  SourcesCall,
} from './api';

/** A problem, the kernel that solves it, and how. */
export interface Planned {
  readonly op: Op;
  readonly kernel: GpuKernel;
  readonly shapes: Shapes;
  readonly options: Options;
  readonly constants: Constants;
  readonly plan: Plan<GpuPass>;
}

/** Throws `invalid` and `unsupported`. */
export function planned(
  id: string,
  call: SourcesCall,
  device: DeviceTraits,
): Planned {
  const op = opById(id);
  const { shapes } = call;
  if (!shapes)
    throw invalid(`a kernel of ${id} needs shapes; pass them by role.`);
  const options = op.options(call.options ?? {});
  op.shapes(shapes, options);
  const kernel = gpuKernel(op, call.kernel, shapes, options, device);
  const constants =
    call.constants ?? guessedConstants(kernel, shapes, options, device);
  const plan = planWith(kernel, shapes, options, device, constants);
  return { op, kernel, shapes, options, constants, plan };
}

/** A kernel may well be asked for constants that it was not made for. */
export function planWith(
  kernel: GpuKernel,
  shapes: Shapes,
  options: Options,
  device: DeviceTraits,
  constants: Constants,
): Plan<GpuPass> {
  try {
    const plan = kernel.plan(shapes, options, device, constants);
    for (const pass of plan.passes) passSource(pass);
    return plan;
  } catch (error) {
    throw invalid(
      `kernel "${kernel.id}" has no plan for the constants ` +
        `${JSON.stringify(constants)} (${(error as Error).message}); use one ` +
        `of its variants.`,
    );
  }
}

/** Throws `invalid` and `unsupported`. */
export function gpuKernel(
  op: Op,
  id: string | undefined,
  shapes: Shapes,
  options: Options,
  device: DeviceTraits,
): GpuKernel {
  if (id !== undefined)
    return kernelById(
      op,
      id,
      shapes,
      options,
      'webgpu',
      device,
      dtypeOf(op, id),
    ) as GpuKernel;
  const simplest = op.kernels.find(
    (kernel): kernel is GpuKernel =>
      kernel.backend === 'webgpu' &&
      kernel.supports(shapes, options, device) === true,
  );
  if (!simplest)
    throw unsupported(
      `${op.id} has no WebGPU kernel for these shapes and options; change ` +
        `them, or use another op.`,
    );
  return simplest;
}

const dtypeOf = (op: Op, id: string) =>
  op.kernels.find((kernel) => kernel.id === id)?.dtype;

export function sourcesOf(
  planned: Planned,
  device: DeviceTraits,
): KernelSources {
  const { op, kernel, shapes, options, constants, plan } = planned;
  const variants = variantsOf(kernel, shapes, options, device).map((one) => ({
    ...one,
  }));
  const raced: Record<string, number[]> = {};
  for (const variant of variants)
    for (const [name, value] of Object.entries(variant))
      raced[name] = [...new Set([...(raced[name] ?? []), value])];
  return {
    ...{ op: op.id, kernel: kernel.id, constants: { ...constants }, variants },
    passes: plan.passes.map((pass) => passOf(planned, pass, raced)),
  };
}

function passOf(
  planned: Planned,
  pass: GpuPass,
  raced: Readonly<Record<string, number[]>>,
): PassSource {
  const code = passSource(pass);
  const { constants } = reflect(code);
  return {
    ...{ file: pass.shader.file, code },
    workgroups: [...pass.workgroups],
    once: pass.once ?? false,
    bindings: bindingsOf(planned, pass, code),
    params: paramFields(code).map((field) => ({
      ...field,
      value: pass.params[field.name],
    })),
    constants: constants.map((constant) => ({
      ...constant,
      ...(raced[constant.name] && { variants: raced[constant.name] }),
    })),
  };
}

function bindingsOf(
  { op, kernel, shapes, options, plan }: Planned,
  pass: GpuPass,
  code: string,
): BindingSource[] {
  const width = kernel.dtype === 'float16' ? 2 : 4;
  const bytes: Record<string, number> = { ...plan.temporaries };
  for (const { name, dtype } of op.inputs)
    bytes[name] = shapes[name]
      ? (dtype ? 4 : width) * elementCount(shapes[name])
      : 0;
  const results = resultsOf(op, shapes, options, kernel.dtype);
  for (const { buffer, dtype, shape } of results)
    bytes[buffer] = (dtype === 'float16' ? 2 : 4) * elementCount(shape);
  return reflect(code).bindings.map(({ binding, name, access, type }) => {
    const buffer = pass.buffers[binding] ?? 'params';
    const role: BindingSource['role'] =
      access === 'uniform'
        ? 'params'
        : op.inputs.some((one) => one.name === buffer)
          ? 'input'
          : results.some((one) => one.buffer === buffer)
            ? 'output'
            : 'temporary';
    return {
      ...{ binding, name, buffer, role, access, type },
      bytes: role === 'params' ? null : bytes[buffer],
    };
  });
}
