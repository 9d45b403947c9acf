import { cancelled } from '../../errors';

/**
 * Follows `work`, but rejects with `cancelled` as soon as the signal says so.
 * The work itself goes on where nothing can stop it (a submitted dispatch).
 */
export function abortable<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelled());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
