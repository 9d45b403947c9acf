/**
 * What the playground edits: the texts of one kernel's passes, or a program
 * with buffers of its own. Plain data: links, files and storage hold it as it is.
 */
import type { Extent, FreeBuffer } from '../engine/api';

export type Draft = KernelDraft | FreeDraft;

/** One kernel of one op on one problem, with the texts that were changed. */
export interface KernelDraft {
  readonly kind: 'kernel';
  readonly op: string;
  readonly kernel: string;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly options: Readonly<Record<string, unknown>>;
  /** Empty: the kernel's guess. */
  readonly constants: Readonly<Record<string, number>>;
  /** Of the inputs. */
  readonly seed: number;
  /** Edited text by the pass's file; a pass that is as it was is not named. */
  readonly sources: Readonly<Record<string, string>>;
  /** By the pass's file; one that is as it was is not named. */
  readonly workgroups: Readonly<Record<string, readonly Extent[]>>;
}

/** How a program's outputs are shown. */
export type FreeView = 'numbers' | 'image' | 'plot';
/**
 * What makes a pixel: one number, or four; a packed one is a u32 with red in
 * its lowest byte.
 */
export type FreePixels = 'grey' | 'rgba' | 'packed';
export type FreePlot = 'line' | 'histogram';

export interface FreeDraft {
  readonly kind: 'free';
  readonly code: string;
  /** Empty: the text's only compute entry point. */
  readonly entryPoint: string;
  readonly workgroups: readonly Extent[];
  readonly buffers: readonly FreeBuffer[];
  /** The buffer that is read and shown. */
  readonly shown: string;
  readonly view: FreeView;
  /** Of an image; the height follows from the buffer's length. */
  readonly imageWidth: number;
  /** Default: grey. */
  readonly pixels?: FreePixels;
  /** Default: line. */
  readonly plot?: FreePlot;
  /** For each step on the GPU. Default 10 s. */
  readonly timeLimitMs?: number;
}
