import type { Mode } from './play-link';

/** What a mode needs beyond the page itself, loaded when it is opened. */
export const modeElements: Readonly<
  Partial<Record<Mode, () => Promise<unknown>>>
> = {
  free: () => import('./free/free-mode'),
  challenges: () => import('./challenges/challenges-panel'),
};
