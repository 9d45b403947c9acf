/** One thread of the pool: a worker that does nothing but take parts. */
import { Control, functionsOf, slots } from './control';

export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: number;
  readonly thread: number;
}

/** How long to watch for the next job before going to sleep. */
const watchMs = 0.1;
/** A clock costs more than a look. */
const looksPerClock = 64;

addEventListener(
  'message',
  ({ data }: MessageEvent<ThreadStart>) => {
    const { module, memory, thread } = data;
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    const control = new Control(memory.buffer, data.control);
    // From here on this thread hears no messages: `terminate` ends it.
    postMessage('ready');
    serve(control, functionsOf(instance.exports), thread);
  },
  { once: true },
);

function serve(
  control: Control,
  functions: ReturnType<typeof functionsOf>,
  thread: number,
): never {
  const { ints } = control;
  let seen = Atomics.load(ints, slots.epoch);
  for (;;) {
    seen = nextEpoch(ints, seen);
    Atomics.add(ints, slots.active, 1);
    try {
      if (Atomics.load(ints, slots.open)) control.work(functions, thread);
    } catch {
      Atomics.store(ints, slots.failed, 1);
    }
    Atomics.sub(ints, slots.active, 1);
  }
}

function nextEpoch(ints: Int32Array, seen: number): number {
  const end = performance.now() + watchMs;
  do {
    for (let look = 0; look < looksPerClock; look++) {
      const epoch = Atomics.load(ints, slots.epoch);
      if (epoch !== seen) return epoch;
    }
  } while (performance.now() < end);
  Atomics.wait(ints, slots.epoch, seen);
  return Atomics.load(ints, slots.epoch);
}
