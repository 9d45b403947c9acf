import type { Clock } from './api';

let known: Clock | null = null;

/**
 * performance.now and its real step: 5 µs where the page is cross-origin
 * isolated, 100 µs or more elsewhere. Measured once.
 */
export function cpuClock(): Clock {
  known ??= { source: 'performance.now', resolutionMs: smallestStepMs() };
  return known;
}

function smallestStepMs(): number {
  let smallest = Infinity;
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    let now = start;
    while (now === start) now = performance.now();
    smallest = Math.min(smallest, now - start);
  }
  // Node's clock ticks at every look; a look itself takes about this long.
  return Math.max(smallest, 0.001);
}
