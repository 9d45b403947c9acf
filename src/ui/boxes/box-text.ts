/** Boxes as text that someone pastes, checked value by value. Pure. */
import { invalid } from '../../errors';
import { plane, type Box } from './scene';

export const mostClasses = 80;
export const mostPasted = 100_000;

/** What is wrong with the box: the value, the limit, what to do. */
export function boxProblem(box: Box): string | null {
  const { x1, y1, x2, y2 } = box;
  const limits = [
    ...(['x1', 'x2'] as const).map((name) => [name, plane.width] as const),
    ...(['y1', 'y2'] as const).map((name) => [name, plane.height] as const),
    ['score', 1] as const,
    ['classId', mostClasses - 1] as const,
  ];
  for (const [name, most] of limits) {
    const value: unknown = box[name];
    const said = name === 'classId' ? 'class' : name;
    const kind = name === 'classId' ? 'a whole number' : 'a number';
    const fits =
      typeof value === 'number' &&
      value >= 0 &&
      value <= most &&
      (name !== 'classId' || Number.isInteger(value));
    if (fits) continue;
    const next =
      name === 'score' || name === 'classId' || typeof value !== 'number'
        ? ''
        : `; scale boxes to the ${plane.width} × ${plane.height} canvas first`;
    return `${said} ${String(value)} needs ${kind} from 0 to ${most}${next}.`;
  }
  if (x1 > x2) return `x1 ${x1} is right of x2 ${x2}; swap the two.`;
  if (y1 > y2) return `y1 ${y1} is below y2 ${y2}; swap the two.`;
  return null;
}

export const textExample = '[[100, 100, 500, 400, 0.9, 0]]';
const form = `write boxes as [[x1, y1, x2, y2, score, class], …]`;

/**
 * JSON: arrays of four corners, the score and perhaps the class, or objects of
 * those names. Throws `invalid` for the first box that is wrong.
 */
export function parseBoxes(text: string): Box[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    // NaN and Infinity are no JSON: said by name, since they are met here.
    const odd = /-?\b(NaN|Infinity)\b/.exec(text)?.[0];
    throw invalid(
      odd
        ? `${odd} is no number that a box can have: remove that box, or ` +
            `give it finite values.`
        : `This is no JSON (${(error as Error).message}): ${form}.`,
    );
  }
  if (!Array.isArray(list))
    throw invalid(`A list of boxes is needed: ${form}.`);
  if (list.length > mostPasted)
    throw invalid(
      `${list.length} boxes: needs ${mostPasted} at most; leave out those ` +
        `of the lowest scores.`,
    );
  return list.map((each: unknown, index) => {
    const box = boxOf(each);
    if (!box)
      throw invalid(
        `Box ${index} is ${JSON.stringify(each).slice(0, 60)}: ${form}.`,
      );
    const problem = boxProblem(box);
    if (problem) throw invalid(`Box ${index}: ${problem}`);
    return box;
  });
}

/** Of an unknown shape: boxProblem looks at the values. */
function boxOf(each: unknown): Box | null {
  if (Array.isArray(each)) {
    if (each.length < 5 || each.length > 6) return null;
    const [x1, y1, x2, y2, score, classId = 0] = each as number[];
    return { x1, y1, x2, y2, score, classId };
  }
  if (typeof each !== 'object' || each === null) return null;
  const given = each as Partial<Box> & { class?: number };
  const { x1, y1, x2, y2, score } = given;
  const classId = given.classId ?? given.class ?? 0;
  return { x1, y1, x2, y2, score, classId } as Box;
}
