/** What a binary op is besides its kernels: a function of two numbers. */
import type { Preset } from '../op';

export interface BinaryFunction {
  /** WebNN's name. */
  readonly id: string;
  readonly summary: string;
  readonly source: string;
  /** "a + b": the definition as people write it. */
  readonly formula: string;
  /** Operations in that formula. */
  readonly operations: number;
  /** The roles, where they are not a and b. */
  readonly roles?: readonly [a: string, b: string];
  /** b is learned, and may only be repeated, not repeat a. */
  readonly learned?: boolean;
  /** In float64. */
  value(a: number, b: number): number;
  /** What a bench draws a and b from; absent: [-1, 1). */
  readonly ranges?: readonly [a: Range, b: Range];
  /** The WGSL that does the same, and the export of the WASM module. */
  readonly shader: string;
  readonly wasm: string;
  readonly ulp: number;
  readonly why: string;
  readonly presets: readonly Preset[];
}

export type Range = readonly [from: number, to: number];

export const rolesOf = ({ roles = ['a', 'b'] }: BinaryFunction) => roles;
