/** What a run of the bench yields: plain data, kept as JSON. */
import type { Roofs, Stats } from '../engine/api';
import type { Cost } from '../ops/op';

export interface Check {
  readonly ok: boolean;
  /** null: not a number, or infinitely far. */
  readonly maxUlp: number | null;
  readonly allowedUlp: number;
  /** Largest difference over the largest oracle value. */
  readonly maxRelative: number | null;
  readonly failures: number;
  readonly elements: number;
}

/** A peer on a workload. */
export interface Timed {
  /** One run to work done, by performance.now. */
  readonly wall: Stats;
  /** Runs per sample of `wall`, each waited for. */
  readonly batch: number;
  /** Many runs and one wait, divided; null where a run is long anyway. */
  readonly throughputMs: number | null;
  /** Inside compute passes; null where there is no GPU clock. */
  readonly kernelMs: number | null;
  readonly prepareMs: number;
  readonly firstRunMs: number;
  readonly check: Check;
  readonly kernel?: string;
}
export interface Failed {
  readonly error: string;
}
export type Cell = Timed | Failed;

export interface Row {
  readonly id: string;
  readonly op: string;
  readonly preset: string;
  readonly title: string;
  readonly counts: boolean;
  readonly cost: Cost;
  /** By peer id; a peer that was not asked is absent. */
  readonly cells: Readonly<Record<string, Cell>>;
}

/** A peer that was opened, or why not. */
export interface Participant {
  readonly id: string;
  readonly threads?: number;
  readonly openMs?: number;
  readonly error?: string;
}

export interface PeersRun {
  readonly measuredAt: string;
  readonly adapter: string;
  readonly software: boolean;
  readonly userAgent: string;
  readonly threads: number;
  readonly clockMs: number;
  readonly participants: readonly Participant[];
  readonly skipped: readonly { readonly id: string; readonly why: string }[];
  readonly roofs: {
    readonly gpu: Roofs | null;
    readonly wasm1: Roofs;
    readonly wasmAll: Roofs;
  } | null;
  readonly rows: readonly Row[];
}

/** A run as the command saves it. */
export interface PeersReport extends PeersRun {
  readonly command: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly browser: string;
  readonly machine: string;
  /** Load averages before and after: what else the machine did. */
  readonly load: readonly [before: number, after: number];
  readonly cold?: readonly ColdStart[];
}

/** A fresh browser, one peer, one layer. Times from navigation. */
export interface ColdStart {
  readonly id: string;
  readonly error?: string;
  readonly loadedMs?: number;
  /** The answer is there; making inputs is left out. */
  readonly answerMs?: number;
  /** It has been compared with the oracle too. */
  readonly verifiedMs?: number;
  readonly ok?: boolean;
  readonly bytes?: number;
}

export const isTimed = (cell: Cell | undefined): cell is Timed =>
  cell !== undefined && 'wall' in cell;
