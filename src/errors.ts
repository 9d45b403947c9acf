/**
 * Expected failures. Across the worker they travel as data ({@link Failure});
 * on either side they are thrown as {@link RidgepointError}.
 */
export const errorCodes = [
  'no-gpu',
  'invalid',
  'unsupported',
  'limit',
  'out-of-memory',
  'compile',
  'device-lost',
  'cancelled',
  'timeout',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface Failure {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly message: string;
}
export type Reply<T> = { readonly ok: true; readonly value: T } | Failure;

/** The message names the value, the limit and the next step, in one sentence. */
export class RidgepointError extends Error {
  override readonly name = 'RidgepointError';
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export const invalid = (message: string) =>
  new RidgepointError('invalid', message);

export const unsupported = (message: string) =>
  new RidgepointError('unsupported', message);

export const cancelled = (what = 'the run') =>
  new RidgepointError(
    'cancelled',
    `${what} was cancelled; start it again when you are ready.`,
  );

/** Throws `cancelled` once the caller has lost interest. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}
