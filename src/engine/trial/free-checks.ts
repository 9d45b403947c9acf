/** What a shader of one's own may ask for, before anything is made. */
import { invalid, RidgepointError } from '../../errors';
import type { Wgsl } from '../../gpu/wgsl/reflect';
import type { DeviceReport } from '../api';
import type { FreeCall } from './api';
import { checkInvocations } from './budget';
import { workgroupSize } from './edited';

/** All buffers together: they are filled on this side first. */
const mostBytes = 2 ** 31;
const words = { float32: 'f32', int32: 'i32', uint32: 'u32' } as const;

/** Throws `invalid` for a call that lacks its parts. */
export function checkFreeCall(call: Partial<FreeCall>): void {
  const { code, entryPoint = '', workgroups, buffers, read } = call;
  if (typeof code !== 'string')
    throw invalid(`code is ${typeof code}: it takes WGSL; pass a text.`);
  if (typeof entryPoint !== 'string')
    throw invalid(
      `entryPoint is ${typeof entryPoint}: it takes a text; name a function.`,
    );
  for (const [name, list] of Object.entries({ workgroups, buffers, read }))
    if (!Array.isArray(list))
      throw invalid(`${name} is ${typeof list}: it takes a list; pass one.`);
  for (const buffer of buffers as readonly unknown[])
    if (typeof buffer !== 'object' || buffer === null)
      throw invalid(
        `a buffer is ${String(buffer)}: it takes name, access, elementType, ` +
          `length and init; pass an object.`,
      );
}

/** Throws `invalid` and `limit`. */
export function checkBuffers(
  { buffers, read }: FreeCall,
  { limits }: GPUDevice,
) {
  let all = 0;
  for (const { name, access, elementType, length, init } of buffers) {
    if (!Object.hasOwn(words, elementType))
      throw invalid(
        `buffer "${name}" is of ${elementType}; use one of ` +
          `${Object.keys(words).join(', ')}.`,
      );
    if (!['read', 'read_write', 'uniform'].includes(access))
      throw invalid(
        `buffer "${name}" has the access ${access}; use read, ` +
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
    else checkStorage(name, bytes, limits);
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

const mebibytes = (bytes: number) =>
  `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`;

function checkStorage(
  name: string,
  bytes: number,
  { maxBufferSize, maxStorageBufferBindingSize }: GPUSupportedLimits,
): void {
  const limit = Math.min(maxBufferSize, maxStorageBufferBindingSize);
  if (bytes > limit)
    throw new RidgepointError(
      'limit',
      `Buffer "${name}" needs ${mebibytes(bytes)}: this GPU binds at most ` +
        `${mebibytes(limit)}; make it shorter.`,
    );
}

/** Throws `limit`. */
export function checkDispatch(
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
  checkInvocations('The shader', workgroups, size, limitMs, software);
}
