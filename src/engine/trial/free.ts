/** A shader on buffers of its author's own, with nothing to compare it with. */
import { invalid, RidgepointError, throwIfCancelled } from '../../errors';
import {
  checkBufferSize,
  readBuffer,
  withErrorScopes,
} from '../../gpu/buffers';
import { boardWords } from '../../gpu/wgsl/guard';
import { reflect, type Wgsl } from '../../gpu/wgsl/reflect';
import { random } from '../../ops/random';
import { arrayTypes } from '../../ops/tensor';
import type { Tensors, TypedArray } from '../../ops/tensor';
import type { Clock, DeviceReport } from '../api';
import { abortable } from '../backends/abortable';
import type { GpuContext } from '../backends/webgpu';
import { cpuClock } from '../clock';
import type { Device } from '../device';
import type {
  Diagnostic,
  FreeBuffer,
  FreeCall,
  FreeReport,
  StoppedLoop,
} from './api';
import { budgetOf, checkInvocations } from './budget';
import { diagnose, hasErrors } from './compile';
import { workgroupSize } from './edited';
import { extents } from './extents';
import { guardedText, stoppedLoop } from './guarded';
import { inspect } from './inspect';
import { checkedTimeLimit, within } from './time-limit';
import { gpuOf } from './trial';

const file = 'shader';
/** All buffers together: they are filled on this side first. */
const mostBytes = 2 ** 31;

/** Throws what trial does. */
export async function runFree(
  call: FreeCall,
  sandbox: Device,
): Promise<FreeReport> {
  const limitMs = checkedTimeLimit(call.timeLimitMs);
  const { report, context } = await gpuOf(sandbox);
  const { gpu, timer } = context;
  const wgsl = reflect(String(call.code ?? ''));
  const entryPoint = call.entryPoint ?? onlyEntry(wgsl);
  checkBuffers(call, gpu.device);
  const workgroups = extents(call.workgroups, {
    ...Object.fromEntries(wgsl.constants.map((one) => [one.name, one.value])),
    ...Object.fromEntries(call.buffers.map((one) => [one.name, one.length])),
  });
  checkDispatch(wgsl, entryPoint, workgroups, limitMs, report);
  const clock: Clock = timer
    ? { source: 'timestamp-query', resolutionMs: timer.resolutionMs }
    : cpuClock();
  const none: FreeReport = {
    ...{ outcome: 'done', verdict: '', diagnostics: [], workgroups },
    ...{ outputs: {}, ms: null, clock, loop: null, adapter: report.adapter },
  };
  const failed = (diagnostics: Diagnostic[]): FreeReport => {
    const { line, column, message } = diagnostics.find(
      ({ type }) => type === 'error',
    )!;
    const at = line > 0 ? `${line}:${column}: ` : '';
    const verdict = `It does not compile: ${at}${message}`;
    return { ...none, outcome: 'compile', verdict, diagnostics };
  };
  const limited = <T>(what: string, work: () => Promise<T>): Promise<T> => {
    throwIfCancelled(call.signal);
    call.onProgress?.({ done: 0, label: what });
    const raced = Promise.race([work(), gpu.lost]);
    return abortable(
      within(limitMs, what, () => gpu.device.destroy(), raced),
      call.signal,
    );
  };

  const diagnostics = await limited('compiling the shader', async () => {
    const found = await diagnose(gpu, wgsl.text);
    if (hasErrors(found)) return found;
    const bindings = call.buffers.map(({ name, access }) => ({
      ...{ name, uniform: access === 'uniform' },
    }));
    return [...found, ...inspect(wgsl, { entryPoint, bindings, params: null })];
  });
  if (hasErrors(diagnostics)) return failed(diagnostics);
  const budget = budgetOf(limitMs, report.software, 0);
  const safe = await guardedText(
    file,
    wgsl,
    { ...budget, binding: call.buffers.length },
    gpu,
  );
  const loops = safe.loops.map((loop) => ({ ...loop, file }));
  const runText = async (code: string, metered: boolean) => {
    const program = await makeProgram(call, code, entryPoint, metered, context);
    try {
      const ms = await program.run(workgroups);
      if (!metered) return { ms, outputs: await program.read(call.read) };
      const loop = stoppedLoop(await program.stopped(), loops, limitMs);
      return { ms, outputs: {}, loop };
    } finally {
      program.dispose();
    }
  };
  try {
    if (loops.length > 0) {
      const metered = await limited('the shader, its loops on a meter', () =>
        runText(safe.code, true),
      );
      if (metered.loop) return endless({ ...none, diagnostics }, metered.loop);
    }
    const { ms, outputs } = await limited('the shader', () =>
      runText(wgsl.text, false),
    );
    const verdict = `Done in ${Number(ms.toPrecision(3))} ms.`;
    return { ...none, diagnostics, ms, outputs, verdict };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { message } = error;
    return failed([
      ...diagnostics,
      { type: 'error', line: 0, column: 0, length: 0, message },
    ]);
  }
}

const endless = (report: FreeReport, loop: StoppedLoop): FreeReport => ({
  ...report,
  ...{ outcome: 'endless', loop, verdict: loop.message },
});

/** A pipeline, a binding or a dispatch that the device does not take. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && ['Error', 'GPUPipelineError'].includes(error.name);

function onlyEntry({ functions }: Wgsl): string {
  const entries = functions.flatMap(({ entry }) =>
    entry?.stage === 'compute' ? entry.name : [],
  );
  return entries.length === 1 ? entries[0] : 'main';
}

const words = { float32: 'f32', int32: 'i32', uint32: 'u32' } as const;

/** Throws `invalid` and `limit`, before anything is made. */
function checkBuffers({ buffers, read }: FreeCall, { limits }: GPUDevice) {
  let all = 0;
  for (const { name, access, elementType, length, init } of buffers) {
    if (!Object.hasOwn(words, elementType))
      throw invalid(
        `buffer "${name}" is of ${String(elementType)}; use one of ` +
          `${Object.keys(words).join(', ')}.`,
      );
    if (!['read', 'read_write', 'uniform'].includes(access))
      throw invalid(
        `buffer "${name}" has the access ${String(access)}; use read, ` +
          `read_write or uniform.`,
      );
    if (!Number.isSafeInteger(length) || length < 1)
      throw invalid(
        `buffer "${name}" has ${String(length)} elements; it needs a whole ` +
          `number from 1.`,
      );
    if (Array.isArray(init) && init.length > length)
      throw invalid(
        `buffer "${name}" is given ${init.length} values for its ${length} ` +
          `elements; give it fewer, or make it longer.`,
      );
    const bytes = 4 * length;
    if (access === 'uniform') checkUniform(name, bytes, limits);
    else checkBufferSize(name, bytes, limits);
    all += bytes;
  }
  if (all > mostBytes)
    throw new RidgepointError(
      'limit',
      `The buffers need ${Math.round(all / 2 ** 20)} MiB together: at most ` +
        `${mostBytes / 2 ** 20} MiB are given to one shader here; make them ` +
        `shorter.`,
    );
  const storage = buffers.filter(({ access }) => access !== 'uniform');
  // One more holds the meters of the loops.
  const most = limits.maxStorageBuffersPerShaderStage - 1;
  if (storage.length > most)
    throw new RidgepointError(
      'limit',
      `${storage.length} storage buffers: a shader is given at most ${most} ` +
        `on this GPU; put several into one.`,
    );
  for (const name of read)
    if (!buffers.some((buffer) => buffer.name === name))
      throw invalid(
        `there is no buffer "${name}" to read; there are ` +
          `${buffers.map((buffer) => buffer.name).join(', ')}.`,
      );
}

function checkUniform(
  name: string,
  bytes: number,
  { maxUniformBufferBindingSize: limit }: GPUSupportedLimits,
): void {
  if (bytes > limit)
    throw new RidgepointError(
      'limit',
      `Uniform "${name}" needs ${bytes} bytes: this GPU binds at most ` +
        `${limit}; make it a storage buffer.`,
    );
}

function checkDispatch(
  wgsl: Wgsl,
  entryPoint: string,
  workgroups: readonly number[],
  limitMs: number,
  { limits, software }: DeviceReport,
): void {
  const most = limits.maxComputeWorkgroupsPerDimension;
  const largest = Math.max(...workgroups);
  if (largest > most)
    throw new RidgepointError(
      'limit',
      `${largest} workgroups on one side: this GPU dispatches at most ` +
        `${most}; fold them over x, y and z.`,
    );
  const size = workgroupSize(wgsl, entryPoint, 256);
  checkInvocations(file, workgroups, size, limitMs, software);
}

interface Program {
  run(workgroups: readonly [number, number, number]): Promise<number>;
  read(names: readonly string[]): Promise<Tensors>;
  /** The number of the loop that was stopped; 0: none. */
  stopped(): Promise<number>;
  dispose(): void;
}

async function makeProgram(
  { buffers }: FreeCall,
  code: string,
  entryPoint: string,
  metered: boolean,
  { gpu, timer }: GpuContext,
): Promise<Program> {
  const { device } = gpu;
  const owned: GPUBuffer[] = [];
  const dispose = () => owned.forEach((buffer) => buffer.destroy());
  const made = withErrorScopes(device, file, async () => {
    const types = buffers.map(({ access }) => bindingTypes[access]);
    if (metered) types.push('storage');
    const layout = device.createBindGroupLayout({
      entries: types.map((type, binding) => ({
        ...{ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } },
      })),
    });
    for (const buffer of buffers) owned.push(filled(device, buffer));
    if (metered) owned.push(storage(device, 4 * boardWords));
    const bindings = device.createBindGroup({
      layout,
      entries: owned.map((buffer, binding) => ({
        ...{ binding, resource: { buffer } },
      })),
    });
    return { layout, bindings };
  });
  try {
    const { layout, bindings } = await made;
    const pipeline = await device.createComputePipelineAsync({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module: device.createShaderModule({ code }), entryPoint },
    });
    return {
      dispose,
      async run(workgroups) {
        const record = (pass: GPUComputePassEncoder) => {
          pass.setPipeline(pipeline);
          pass.setBindGroup(0, bindings);
          pass.dispatchWorkgroups(...workgroups);
        };
        device.pushErrorScope('validation');
        const start = performance.now();
        const timed = timer ? timer.time(record) : submitted(device, record);
        const refused = await device.popErrorScope();
        if (refused) throw new Error(refused.message);
        const ms = await timed;
        return timer ? ms! : performance.now() - start;
      },
      async read(names) {
        const outputs: Tensors = {};
        for (const name of names) {
          const i = buffers.findIndex((buffer) => buffer.name === name);
          const { elementType: dtype, length } = buffers[i];
          const bytes = await readBuffer(device, owned[i], 4 * length);
          const data: TypedArray = new arrayTypes[dtype](bytes);
          outputs[name] = { shape: [length], dtype, data };
        }
        return outputs;
      },
      async stopped() {
        const bytes = await readBuffer(device, owned.at(-1)!, 4 * boardWords);
        return new Uint32Array(bytes)[0];
      },
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

const bindingTypes = {
  read: 'read-only-storage',
  read_write: 'storage',
  uniform: 'uniform',
} as const satisfies Record<FreeBuffer['access'], GPUBufferBindingType>;

async function submitted(
  device: GPUDevice,
  record: (pass: GPUComputePassEncoder) => void,
): Promise<void> {
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  record(pass);
  pass.end();
  device.queue.submit([encoder.finish()]);
  await device.queue.onSubmittedWorkDone();
}

const storage = (device: GPUDevice, bytes: number, uniform = false) =>
  device.createBuffer({
    // Uniforms are bound in sixteens.
    size: 16 * Math.ceil(bytes / 16),
    usage:
      (uniform ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE) |
      GPUBufferUsage.COPY_DST |
      GPUBufferUsage.COPY_SRC,
  });

function filled(device: GPUDevice, buffer: FreeBuffer): GPUBuffer {
  const { access, length, init } = buffer;
  const made = storage(device, 4 * length, access === 'uniform');
  if (init !== 'zeros') device.queue.writeBuffer(made, 0, valuesOf(buffer));
  return made;
}

function valuesOf({ elementType, length, init }: FreeBuffer) {
  const values = new arrayTypes[elementType](length);
  if (init === 'iota') for (let i = 0; i < length; i++) values[i] = i;
  else if (Array.isArray(init)) values.set(init);
  else if (init !== 'zeros') {
    const next = random(init.uniform);
    const float = elementType === 'float32';
    for (let i = 0; i < length; i++)
      values[i] = float ? next() * 2 - 1 : Math.floor(next() * 2 ** 31);
  }
  return values;
}
