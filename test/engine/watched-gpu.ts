/** navigator.gpu, but its devices can be reached and their buffers counted. */
export interface WatchedGpu {
  readonly gpu: GPU;
  /** In the order in which they were had. */
  readonly devices: readonly GPUDevice[];
  /** Made and not destroyed, on all devices. */
  readonly live: ReadonlySet<GPUBuffer>;
  /** Called at each submit, which counts from 1. */
  onSubmit: (count: number) => unknown;
}

export function watchedGpu(): WatchedGpu {
  const devices: GPUDevice[] = [];
  const live = new Set<GPUBuffer>();
  let submits = 0;
  const watch = (device: GPUDevice) => {
    const create = device.createBuffer.bind(device);
    device.createBuffer = (wanted) => {
      const buffer = create(wanted);
      const destroy = buffer.destroy.bind(buffer);
      live.add(buffer);
      buffer.destroy = () => {
        live.delete(buffer);
        destroy();
      };
      return buffer;
    };
    const { queue } = device;
    const submit = queue.submit.bind(queue);
    queue.submit = (commands) => {
      submit(commands);
      watched.onSubmit(++submits);
    };
    devices.push(device);
    return device;
  };
  const gpu = {
    requestAdapter: async (options?: GPURequestAdapterOptions) => {
      const adapter = await navigator.gpu.requestAdapter(options);
      const request = adapter!.requestDevice.bind(adapter);
      adapter!.requestDevice = async (descriptor) =>
        watch(await request(descriptor));
      return adapter;
    },
  } as GPU;
  const watched: WatchedGpu = { gpu, devices, live, onSubmit: () => {} };
  return watched;
}
