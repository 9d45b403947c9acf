/** Answers in words. Pure. */
import type { Face } from '../../networks/trained/tasks';
import { personShare, shown } from './agree';
import type { Answer } from './pipeline';

export interface Headline {
  /** "1 face", "55 %". */
  readonly figure: string;
  readonly what: string;
}

export function headlineOf(answer: Answer, score: number): Headline {
  if (answer.kind === 'mask')
    return { figure: percent(personShare(answer.mask)), what: 'person' };
  const { length } = shown(answer.faces, score);
  return {
    figure: length === 0 ? 'No' : String(length),
    what: length === 1 || length === 0 ? 'face' : 'faces',
  };
}

/** "score 0.97, 84 × 105 at 181, 71". */
export function faceText({ score, box: [x1, y1, x2, y2] }: Face): string {
  const [x, y, width, height] = [x1, y1, x2 - x1, y2 - y1].map(Math.round);
  return `score ${formatScore(score)}, ${width} × ${height} at ${x}, ${y}`;
}

export const formatScore = (score: number): string => score.toFixed(2);

export const percent = (share: number): string =>
  share > 0 && share < 0.005 ? 'below 1 %' : `${Math.round(100 * share)} %`;
