/** Whether a device can run a pass at all, before anything is made for it. */
import { RidgepointError } from '../errors';
import { mebibytes } from '../words';
import { reflect } from './wgsl/reflect';
import { workgroupUse } from './wgsl/workgroup';

type LimitName = Exclude<keyof GPUSupportedLimits, '__brand' | symbol>;
/** A device's, or a report's of it. */
export type Limits = Readonly<Partial<Record<LimitName, number>>>;

export interface PassNeeds {
  readonly file: string;
  readonly code: string;
  readonly workgroups: readonly [number, number, number];
}

/** Throws `limit`, with the number, the limit and the next step. */
export function checkPass(
  { file, code, workgroups }: PassNeeds,
  limits: Limits,
): void {
  const wgsl = reflect(code);
  const { size, storageBytes } = workgroupUse(wgsl);
  const count = (kind: 'storage' | 'uniform') =>
    wgsl.bindings.filter(
      ({ access }) => (access === 'uniform') === (kind === 'uniform'),
    ).length;
  const check = (
    limit: LimitName,
    needs: number,
    what: string,
    nextStep: string,
  ) => {
    const most = limits[limit] ?? Infinity;
    if (needs > most)
      throw new RidgepointError(
        'limit',
        `${file} needs ${needs} ${what}: this GPU has at most ${most} ` +
          `(${limit}); ${nextStep}.`,
      );
  };
  const smaller = 'use a smaller image or batch';
  const other = 'choose another kernel, or smaller constants for this one';
  check(
    ...(['maxComputeWorkgroupsPerDimension', Math.max(...workgroups)] as const),
    ...(['workgroups on one side', smaller] as const),
  );
  check(
    ...(['maxStorageBuffersPerShaderStage', count('storage')] as const),
    ...(['storage buffers', 'choose another kernel'] as const),
  );
  check(
    ...(['maxUniformBuffersPerShaderStage', count('uniform')] as const),
    ...(['uniform buffers', 'choose another kernel'] as const),
  );
  check(
    ...(['maxComputeWorkgroupStorageSize', storageBytes ?? 0] as const),
    ...(['bytes of workgroup memory', other] as const),
  );
  if (!size) return;
  const [x, y, z] = size;
  check(
    ...(['maxComputeInvocationsPerWorkgroup', x * y * z] as const),
    ...(['invocations in a workgroup', other] as const),
  );
  for (const [axis, side] of [x, y, z].entries())
    check(
      ...([
        `maxComputeWorkgroupSize${'XYZ'[axis]}` as LimitName,
        side,
      ] as const),
      ...(['invocations on one side of a workgroup', other] as const),
    );
}

/** Of one uniform binding. Throws `limit`. */
export function checkUniformSize(
  file: string,
  bytes: number,
  { maxUniformBufferBindingSize: most = Infinity }: Limits,
): void {
  if (bytes > most)
    throw new RidgepointError(
      'limit',
      `The parameters of ${file} need ${bytes} bytes: this GPU binds at most ` +
        `${most} of a uniform (maxUniformBufferBindingSize); choose another ` +
        `kernel.`,
    );
}

/** Of a buffer that is not bound: readback, all parameters of a network. */
export function checkPlainSize(
  what: string,
  bytes: number,
  { maxBufferSize: most = Infinity }: Limits,
): void {
  if (bytes > most)
    throw new RidgepointError(
      'limit',
      `${what} needs ${mebibytes(bytes)}: this GPU has buffers of at most ` +
        `${mebibytes(most)} (maxBufferSize); use a smaller image or batch, ` +
        `or ask for fewer values.`,
    );
}
