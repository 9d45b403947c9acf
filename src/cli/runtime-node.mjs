/** The engine in this Node process, on Dawn. */
import { availableParallelism } from 'node:os';

/**
 * @param {string} harnessUrl
 * @returns {Promise<import('./runtime.mjs').Runtime>}
 */
export async function openNode(harnessUrl) {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  // Node 20 has no navigator, from which the engine learns of the threads.
  if (!globalThis.navigator)
    Object.assign(globalThis, {
      navigator: {
        hardwareConcurrency: availableParallelism(),
        userAgent: `Node.js/${process.versions.node}`,
      },
    });
  const gpu = create([
    'enable-dawn-features=allow_unsafe_apis',
    'disable-dawn-features=timestamp_quantization',
  ]);
  /** @type {import('./runtime.mjs').Harness} */
  const harness = await import(harnessUrl);
  const { createEngine, benchRoofs, runBench, runConformance } = harness;
  const { runFuzz, runLoop } = harness;
  const engine = await createEngine({ gpu, worker: false });
  return {
    device: async () => withDriverHint(await engine.device()),
    roofs: () => benchRoofs(engine),
    bench: (request, onRow) => runBench(engine, request, onRow),
    loop: (onRow) => runLoop(engine, onRow),
    fuzz: (request, onNews) =>
      runFuzz(() => createEngine({ gpu, worker: false }), request, onNews),
    conformance: (cases, onProgress) =>
      runConformance(engine, cases, onProgress),
    close: () => engine.dispose(),
  };
}

/** @param {import('../engine/api').DeviceReport} report */
const withDriverHint = (report) =>
  report.gpu
    ? report
    : {
        ...report,
        reason:
          'Dawn found no GPU in Node: install the Vulkan loader (libvulkan1) ' +
          "and the GPU's driver, and set VK_DRIVER_FILES to its ICD file " +
          '(nvidia_icd.json on NVIDIA) if it is not in a usual place',
      };
