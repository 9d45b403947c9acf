import type { Constants, Op, Options } from '../../ops/op';
import type { Tensors } from '../../ops/tensor';
import type { Backend, Clock, PassTime } from '../api';

/** What a backend needs to make something it can run again and again. */
export interface Job<O extends Options = Options> {
  readonly op: Op<O>;
  /** An id among the op's kernels of this backend; ignored by the oracle. */
  readonly kernel: string;
  /** The kernel's own guess where absent. */
  readonly constants?: Constants;
  readonly inputs: Tensors;
  readonly options: O;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/** Inputs on the device, kernel compiled, outputs allocated. */
export interface Executable {
  readonly backend: Backend;
  readonly kernel: string;
  readonly constants: Constants;
  readonly clock: Clock;
  /** That shared the last run; absent: one. */
  readonly threads?: number;
  /**
   * Writes every input again; resolves when the device has them. What is
   * called before that comes after it.
   */
  upload(inputs: Tensors): Promise<void>;
  /** Runs `times` in a row; resolves when the device has finished them all. */
  run(times: number, signal?: AbortSignal): Promise<void>;
  /** Milliseconds by this executable's clock for `times` runs, back to back. */
  timeMs(times: number, signal?: AbortSignal): Promise<number | null>;
  /** One run, each pass timed by itself; absent: there are none to time. */
  passTimes?(): Promise<PassTime[]>;
  read(): Promise<Tensors>;
  /** One run and what it gives: one wait where run and read have two. */
  answer(signal?: AbortSignal): Promise<Tensors>;
  /**
   * Rejects where the device was lost: times that were taken without a read
   * mean nothing then. Absent: it cannot be.
   */
  alive?(): Promise<void>;
  dispose(): void;
}
