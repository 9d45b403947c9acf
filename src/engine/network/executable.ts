import type { Tensors } from '../../ops/tensor';
import type { Backend, Clock, Control } from '../api';

/** A network on a backend: weights in place, kernels ready, memory assigned. */
export interface NetworkExecutable {
  readonly backend: Backend;
  /** Of {@link layerMs}. */
  readonly clock: Clock;
  readonly threads: number;
  /** Writes the inputs that are given, runs, and reads these values. */
  run(
    inputs: Tensors,
    names: readonly string[],
    control?: Control,
  ): Promise<Tensors>;
  /** Resolves when the backend has them. */
  upload(inputs: Tensors): Promise<void>;
  /** One run on the inputs that are there: no upload, no readback. */
  timeMs(control?: Control): Promise<number>;
  /**
   * Milliseconds of each node, averaged over runs in which every node is timed
   * by itself; null where no clock can do that.
   */
  layerMs(runs: number, control?: Control): Promise<number[] | null>;
  /** Of the last run: outputs, inputs and what was asked to be kept. */
  read(names: readonly string[]): Promise<Tensors>;
  /** Rejects where the device was lost, as an executable's does. */
  alive?(): Promise<void>;
  dispose(): void;
}
