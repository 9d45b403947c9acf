import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Engine, PreparedNetwork, Progress } from '../../engine/api';
import { scaled } from '../../engine/progress';
import type { Task } from '../../networks/trained/tasks';
import type { Tensor } from '../../ops/tensor';
import { mapLayers, type Layer } from './feature-maps';
import type { Side } from './link';

export interface LayersAsked {
  readonly engine: Engine;
  readonly task: Task;
  readonly side: Side;
  /** Of the picture on show. */
  readonly input: Tensor;
  readonly layer: string;
}

interface Inside {
  readonly asked: Pick<LayersAsked, 'engine' | 'task' | 'side'>;
  readonly prepared: PreparedNetwork;
  readonly layers: readonly Layer[];
  /** What went through it last. */
  input: Tensor | null;
}

/**
 * A second copy of the network that keeps every value: the first reuses their
 * memory, which is what makes it fast.
 */
export class LayersRunner implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #abort = new AbortController();
  #inside: Inside | null = null;

  busy = false;
  progress: Progress = { done: 0, label: '' };
  problem = '';
  layers: readonly Layer[] = [];
  /** The layer on show and its values. */
  shown: { readonly layer: Layer; readonly values: Tensor } | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  get isOpen(): boolean {
    return this.busy || this.shown !== null || this.problem !== '';
  }

  cancel(): void {
    this.#abort.abort();
    this.busy = false;
    this.#host.requestUpdate();
  }

  close(): void {
    this.cancel();
    this.#leave();
    [this.shown, this.problem] = [null, ''];
  }

  /** The newest call counts; what is prepared already is used again. */
  async show(asked: LayersAsked): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    const tell = (progress: Progress) => {
      if (signal.aborted) return;
      this.progress = progress;
      this.#host.requestUpdate();
    };
    this.busy = true;
    this.problem = '';
    tell({ done: 0, label: 'preparing a copy that keeps every layer' });
    try {
      const inside = await this.#prepare(asked, signal, scaled(tell, 0, 0.7));
      const { prepared, layers } = inside;
      if (inside.input !== asked.input) {
        await prepared.run(
          { input: asked.input },
          { signal, onProgress: scaled(tell, 0.7, 0.95) },
        );
        inside.input = asked.input;
      }
      const layer =
        layers.find(({ name }) => name === asked.layer) ?? layers[0];
      const values = await prepared.values([layer.value]);
      if (signal.aborted) return;
      this.layers = layers;
      this.shown = { layer, values: values[layer.value] };
    } catch (error) {
      if (signal.aborted) return;
      this.#leave();
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }

  async #prepare(
    { engine, task, side }: LayersAsked,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<Inside> {
    const known = this.#inside;
    if (
      known?.asked.engine === engine &&
      known.asked.task === task &&
      known.asked.side === side
    )
      return known;
    this.#leave();
    // Only a prepared network knows its layers: some were fused into others.
    const first = await engine.prepareNetwork(task.id, {
      ...{ backend: side, signal, onProgress: scaled(onProgress, 0, 0.5) },
    });
    const layers = mapLayers(first.layers);
    await first.dispose();
    const prepared = await engine.prepareNetwork(task.id, {
      ...{ backend: side, signal, onProgress: scaled(onProgress, 0.5, 1) },
      keep: layers.map(({ value }) => value),
    });
    const asked = { engine, task, side };
    this.#inside = { asked, prepared, layers, input: null };
    return this.#inside;
  }

  #leave(): void {
    this.#inside?.prepared.dispose().catch(() => {});
    this.#inside = null;
  }
}
