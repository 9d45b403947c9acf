/** What became of a box, in words. Pure. */
import { formatCount } from '../units';
import { fateOf, type Outcome } from './outcome';

export function fateText(outcome: Outcome, index: number): string {
  const { scene, score, rules } = outcome;
  const fate = fateOf(outcome, index);
  const own = scene.scores[index].toFixed(3);
  switch (fate.kind) {
    case 'kept':
      return `Kept, number ${formatCount(fate.rank + 1)} by score.`;
    case 'score':
      return `Left out: its score ${own} is not above ${score.toFixed(2)}.`;
    case 'suppressed':
      return (
        `Suppressed by box ${fate.by} (score ` +
        `${scene.scores[fate.by].toFixed(3)}): IoU ${fate.iou.toFixed(3)} is ` +
        `above ${rules.iou.toFixed(2)}.`
      );
  }
}
