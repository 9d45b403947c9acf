/** Who touches what in the streams: values for shaders/probe/stream.wgsl. */

const maxThreads = 2 ** 17;
/** Enough for any CPU; more only cost a software adapter their start. */
const maxSoftwareThreads = 2 ** 12;
/** Elements of 16 bytes that an invocation touches in a step. */
const perStep = 4;

/**
 * Interleaved on a GPU, where neighbours that touch neighbours share a memory
 * transaction; blocked on a software adapter, whose threads are a CPU's.
 */
export function accessPattern(bufferBytes: number, software: boolean) {
  const elements = bufferBytes / 16;
  const most = software ? maxSoftwareThreads : maxThreads;
  const threads = Math.min(elements / perStep, most);
  const steps = elements / perStep / threads;
  return {
    threads,
    params: {
      mask: elements - 1,
      steps,
      lane_step: software ? perStep * steps : 1,
      element_step: software ? 1 : threads,
      scale: 0.5,
      fmas: 0,
    },
  };
}
