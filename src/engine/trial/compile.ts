/** What the compiler says to a text, without making a pipeline of it. */
import { RidgepointError } from '../../errors';
import type { GpuDevice } from '../../gpu/device';
import { reflect } from '../../gpu/wgsl/reflect';
import type { Device } from '../device';
import type { CompileReport, Diagnostic } from './api';

/** Rejects with `device-lost` only. */
export async function diagnose(
  { device, life }: Pick<GpuDevice, 'device' | 'life'>,
  code: string,
): Promise<Diagnostic[]> {
  // The messages say more than the scope's error, which is only emptied.
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code });
  const popped = device.popErrorScope();
  const [{ messages }] = await life.during(
    Promise.all([module.getCompilationInfo(), popped]),
  );
  return messages.map(({ type, lineNum, linePos, length, message }) => ({
    ...{ type, line: lineNum, column: linePos, length, message },
  }));
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ type }) => type === 'error');

/** Never rejects for want of a GPU: the report says so instead. */
export async function compileOn(
  device: Device,
  code: string,
): Promise<CompileReport> {
  let diagnostics: Diagnostic[] = [];
  let missing: string | null = null;
  try {
    const { gpu } = await device.context();
    diagnostics = await diagnose(gpu, code);
  } catch (error) {
    if (!(error instanceof RidgepointError) || error.code !== 'no-gpu')
      throw error;
    missing = error.message;
  }
  return {
    ok: missing === null && !hasErrors(diagnostics),
    diagnostics,
    missing,
    entryPoints: reflect(code).functions.flatMap(({ entry }) =>
      entry ? [{ ...entry, workgroupSize: [...entry.workgroupSize] }] : [],
    ),
  };
}
