import type { Progress } from './api';

/** Tells a part's progress as the stretch of the whole that it is. */
export const scaled =
  (
    tell: ((progress: Progress) => void) | undefined,
    from: number,
    to: number,
  ): ((progress: Progress) => void) =>
  ({ done, label }) =>
    tell?.({ done: from + (to - from) * done, label });
