/** What a peer is to the bench, and what its adapter must do. */
import type { Options } from '../ops/op';
import type { Shape, Tensors } from '../ops/tensor';
import type { PeerNetwork } from './network';

/** Who is compared with whom: the same device and the same threads. */
export const leagues = ['webgpu', 'wasm-1', 'wasm-all'] as const;
export type League = (typeof leagues)[number];

export type Layout = 'nchw' | 'nhwc';

export interface Peer {
  readonly id: string;
  readonly title: string;
  readonly league: League;
  /** The layout in which it computes: its best, where it has a choice. */
  readonly layout: Layout;
  /** Its script in the built site's peers/; null: our own engine. */
  readonly bundle: string | null;
  /** What the reader should know of its times. */
  readonly note?: string;
}

/**
 * One seeded problem: NCHW and OIHW float32 in, NCHW float32 out; or nms, or a
 * whole network.
 */
export interface PeerProblem {
  readonly op: string;
  readonly inputs: Tensors;
  readonly options: Options;
  readonly outputShape: Shape;
  /** With op "network" only. */
  readonly network?: PeerNetwork;
}

export interface AdapterOptions {
  readonly league: League;
  readonly layout: Layout;
  /** Where the peer's own files are, with a slash at the end. */
  readonly base: string;
}

export interface Opened {
  /** The threads it computes on; none where the GPU does. */
  readonly threads?: number;
}

export interface Adapter {
  /** Loads the library and makes it ready to prepare. */
  open(options: AdapterOptions): Promise<Opened>;
  /**
   * Throws, in words, for what the peer cannot do. In a hurry, the first
   * answer counts and not the fastest: whoever tunes, should not.
   */
  prepare(problem: PeerProblem, hurry: boolean): Promise<Runnable>;
}

export interface Runnable {
  /** Runs that often; resolves when the device has done all of it. */
  run(times?: number): Promise<void>;
  /**
   * Runs once and gives the output, NCHW; of nms the indices, of a network
   * all outputs, one after another.
   */
  read(): Promise<Float32Array>;
  dispose(): void | Promise<void>;
  /** Which kernel ran, where the library can say. */
  readonly kernel?: string;
}

/** All the threads of a league on this machine. */
export const threadsOf = (league: League): number =>
  league === 'wasm-all' ? navigator.hardwareConcurrency : 1;

export const cannot = (peer: string, what: string) =>
  new Error(`${peer} has no ${what}.`);
