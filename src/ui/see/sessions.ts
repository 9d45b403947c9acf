import type { Control, Engine } from '../../engine/api';
import type { RidgepointError } from '../../errors';
import type { Task } from '../../networks/trained/tasks';
import type { Side } from './link';
import type { Session } from './pipeline';

/** Networks that were prepared once and are used for every picture. */
export class Sessions {
  readonly #open = new Map<string, Session>();
  #engine: Engine | null = null;

  async of(
    engine: Engine,
    task: Task,
    backend: Side,
    control: Control,
  ): Promise<Session> {
    if (this.#engine !== engine) this.clear();
    this.#engine = engine;
    const key = keyOf(task, backend);
    const known = this.#open.get(key);
    if (known) return known;
    const start = performance.now();
    const [prepared, anchors] = await Promise.all([
      engine.prepareNetwork(task.id, { backend, ...control }),
      task.kind === 'faces' ? task.anchors() : new Float32Array(0),
    ]);
    const prepareMs = performance.now() - start;
    const session = { task, backend, prepared, anchors, prepareMs };
    this.#open.set(key, session);
    return session;
  }

  /**
   * A cancelled call may have cost the worker its life, and all that it had
   * prepared: then once more.
   */
  async use<T>(
    engine: Engine,
    task: Task,
    backend: Side,
    control: Control,
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const session = await this.of(engine, task, backend, control);
      try {
        return await work(session);
      } catch (error) {
        if (control.signal?.aborted) throw error;
        this.forget(session);
        const lost = (error as Partial<RidgepointError>).code === 'device-lost';
        if (!lost || attempt > 1) throw error;
      }
    }
  }

  /** After an error: the worker or the device that held it may be gone. */
  forget({ task, backend, prepared }: Session): void {
    this.#open.delete(keyOf(task, backend));
    prepared.dispose().catch(() => {});
  }

  /** Of other tasks: memory that nobody will use soon. */
  keepOnly(task: Task): void {
    for (const session of this.#open.values())
      if (session.task.id !== task.id) this.forget(session);
  }

  clear(): void {
    for (const session of this.#open.values()) this.forget(session);
  }
}

const keyOf = ({ id }: Task, backend: Side) => `${id} ${backend}`;
