/** What this engine's WebAssembly can do, asked by validating tiny modules. */
export const hasSimd = (): boolean => WebAssembly.validate(probe(...splat));

/** Fused multiply-add, whose rounding is the processor's own. */
export const hasRelaxedSimd = (): boolean =>
  WebAssembly.validate(
    // f32x4.relaxed_madd of three vectors
    probe(...splat, ...splat, ...splat, 0xfd, 0x85, 0x02),
  );

/** A module with one function, () → v128, of these instructions. */
const probe = (...instructions: number[]) =>
  Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 5, 1, 0x60, 0, 1, 0x7b],
    ...[3, 2, 1, 0],
    ...[10, instructions.length + 4, 1, instructions.length + 2, 0],
    ...instructions,
    0x0b,
  ]);
/** i32.const 0, i32x4.splat. */
const splat = [0x41, 0, 0xfd, 0x11];
