/** A shader on buffers of its author's own, with nothing to compare it with. */
import { throwIfCancelled } from '../../errors';
import { reflect } from '../../gpu/wgsl/reflect';
import type { Clock } from '../api';
import { abortable } from '../backends/abortable';
import { cpuClock } from '../clock';
import type { Device } from '../device';
import type { Diagnostic, FreeCall, FreeReport, StoppedLoop } from './api';
import { budgetOf } from './budget';
import { diagnose, hasErrors } from './compile';
import { checkBuffers, checkDispatch, checkFreeCall } from './free-checks';
import { onlyEntry, workgroupsOf } from './free-text';
import { guardedText, stoppedLoop } from './guarded';
import { inspect } from './inspect';
import { makeProgram } from './program';
import { checkedTimeLimit, within } from './time-limit';
import { gpuOf } from './trial';

const file = 'shader';

/** Throws what trial does. */
export async function runFree(
  call: FreeCall,
  sandbox: Device,
): Promise<FreeReport> {
  checkFreeCall(call);
  const limitMs = checkedTimeLimit(call.timeLimitMs);
  const { report, context } = await gpuOf(sandbox);
  const { gpu, timer } = context;
  const wgsl = reflect(call.code);
  const entryPoint = call.entryPoint ?? onlyEntry(wgsl);
  checkBuffers(call, gpu.device);
  const workgroups = workgroupsOf(wgsl, call);
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
    const raced = gpu.life.during(work());
    return abortable(
      within(limitMs, what, () => sandbox.giveUp(), raced),
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
