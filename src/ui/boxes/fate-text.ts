/** What became of a box, in words. Pure. */
import { formatCount } from '../units';
import { fateOf, type Outcome } from './outcome';

export function fateText(outcome: Outcome, index: number): string {
  const { scene, score, rules, softScores } = outcome;
  const fate = fateOf(outcome, index);
  const own = scene.scores[index].toFixed(3);
  switch (fate.kind) {
    case 'kept': {
      const rank = `Kept, number ${formatCount(fate.rank + 1)} by score`;
      const soft = softScores?.[fate.rank];
      return soft === undefined || soft === scene.scores[index]
        ? `${rank}.`
        : `${rank}: lowered from ${own} to ${soft.toFixed(3)}.`;
    }
    case 'score':
      return `Left out: its score ${own} is not above ${score.toFixed(2)}.`;
    case 'decayed':
      return (
        `Left out: overlap lowered its score ${own} to ${score.toFixed(2)} ` +
        `or less.`
      );
    case 'suppressed':
      return (
        `Suppressed by box ${fate.by} (score ` +
        `${scene.scores[fate.by].toFixed(3)}): IoU ${fate.iou.toFixed(3)} is ` +
        `above ${rules.iou.toFixed(2)}.`
      );
  }
}
