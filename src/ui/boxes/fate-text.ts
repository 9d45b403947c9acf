/** What became of a box, in words. Pure. */
import { formatCount } from '../units';
import { fateOf, type Fate } from './fate';
import type { Outcome } from './outcome';

export function fateText(outcome: Outcome, index: number): string {
  const { scene, score, rules } = outcome;
  const fate = fateOf(outcome, index);
  const own = three(scene.scores[index]);
  const limit = rules.iou.toFixed(2);
  switch (fate.kind) {
    case 'kept': {
      const kept = `Kept, number ${formatCount(fate.rank + 1)} by score`;
      const { decay } = fate;
      return decay
        ? `${kept}: ${own} → ${three(decay.to)}. Box ${decay.by} took most, ` +
            `IoU ${three(decay.iou)}.`
        : `${kept}.`;
    }
    case 'score':
      return rules.soft
        ? `Left out: its score ${own} is below ${score.toFixed(2)}.`
        : `Left out: its score ${own} is not above ${score.toFixed(2)}.`;
    case 'faded':
      return (
        `Faded: ${own} → ${three(fate.to)}, below ${score.toFixed(2)}. ` +
        `Box ${fate.by} was the last to take from it, IoU ${three(fate.iou)}.`
      );
    case 'suppressed':
      return (
        `Suppressed by box ${fate.by} (score ` +
        `${three(scene.scores[fate.by])}): IoU ${three(fate.iou)} is ` +
        `above ${limit}.`
      );
  }
}

/** For a cell of a table. */
export function brief(fate: Fate): string {
  switch (fate.kind) {
    case 'kept':
      return fate.decay
        ? `✓ kept, less by ${fate.decay.by}, IoU ${three(fate.decay.iou)}`
        : '✓ kept';
    case 'score':
      return 'score too low';
    case 'faded':
      return `faded by ${fate.by}, IoU ${three(fate.iou)}`;
    case 'suppressed':
      return `by ${fate.by}, IoU ${three(fate.iou)}`;
  }
}

const three = (value: number) => value.toFixed(3);
