/** What is thrown though nobody meant to: memory that ran out, and bugs. */
import { RidgepointError } from '../errors';

/** `out-of-memory` where JavaScript or WebAssembly had none left. */
export function coded(error: unknown): unknown {
  if (error instanceof RidgepointError || !isAllocation(error)) return error;
  return new RidgepointError(
    'out-of-memory',
    `The processor's memory does not suffice (${error.message}); choose a ` +
      `smaller workload or close other tabs, then run again.`,
    { cause: error },
  );
}

/** Each engine words it another way; a stack that overflows is no want of memory. */
const isAllocation = (error: unknown): error is Error =>
  error instanceof Error &&
  (error instanceof RangeError || error instanceof WebAssembly.RuntimeError) &&
  /alloc|memory(?! access)|array length|array buffer/i.test(error.message);

/** After a trap nobody knows what an instance's memory holds. */
export const isTrap = (error: unknown): boolean =>
  error instanceof WebAssembly.RuntimeError;

/** Tells the caller that it was not the call. */
export const bug = (error: unknown): Error =>
  new Error(
    `This is a bug in Ridgepoint, not in what you asked: ${messageOf(error)}. ` +
      `Run again; if it stays, reload the page and report this message.`,
    { cause: error },
  );

export const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
