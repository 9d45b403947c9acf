import { expose, transfer } from 'comlink';
import type { Reply } from '../errors';
import type { Tensors } from '../ops/tensor';
import { messageOf } from './mishaps';
import { createRemoteEngine, type BugReport } from './remote';

const engine = createRemoteEngine();
// Nobody waits for such a promise: the page would never hear of it.
addEventListener('unhandledrejection', ({ reason }) => {
  postMessage({ bug: messageOf(reason) } satisfies BugReport);
});
addEventListener('messageerror', () => {
  postMessage({ bug: 'a message could not be read' } satisfies BugReport);
});

const buffersOf = (outputs: Tensors): Transferable[] =>
  Object.values(outputs).map(({ data }) => data.buffer as ArrayBuffer);
/** Outputs are moved, not copied: the worker has no use for them any more. */
const moved = <T>(reply: Reply<T>, outputs: (value: T) => Tensors): Reply<T> =>
  reply.ok ? transfer(reply, buffersOf(outputs(reply.value))) : reply;

expose({
  ...engine,
  run: async (...call: Parameters<typeof engine.run>) =>
    moved(await engine.run(...call), ({ outputs }) => outputs),
  readPrepared: async (handle: number) =>
    moved(await engine.readPrepared(handle), (outputs) => outputs),
  runNetwork: async (...call: Parameters<typeof engine.runNetwork>) =>
    moved(await engine.runNetwork(...call), (outputs) => outputs),
  networkValues: async (...call: Parameters<typeof engine.networkValues>) =>
    moved(await engine.networkValues(...call), (values) => values),
  free: async (...call: Parameters<typeof engine.free>) =>
    moved(await engine.free(...call), ({ outputs }) => outputs),
});
