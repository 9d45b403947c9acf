import type { Mode } from './play-link';

/** What a mode needs beyond the page itself, loaded when it is opened. */
export const modeElements: Readonly<
  Partial<Record<Mode, () => Promise<unknown>>>
> = {
  free: () => import('./free/free-mode'),
  kept: () => import('./keep/kept-panel'),
  challenges: () => import('./challenges/challenges-panel'),
};
