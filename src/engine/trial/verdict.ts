/** What came out of a trial: one word, and a sentence for the page. */
import type { TrialOutcome, TrialReport } from './api';
import { hasErrors } from './compile';

type Found = Pick<
  TrialReport,
  'passes' | 'loop' | 'check' | 'unstable' | 'unwritten' | 'ab' | 'abMissing'
>;

export function verdictOf(found: Found): {
  outcome: TrialOutcome;
  verdict: string;
} {
  const { loop, check, unstable } = found;
  if (loop) return { outcome: 'endless', verdict: loop.message };
  if (!check) return { outcome: 'compile', verdict: compileVerdict(found) };
  if (unstable)
    return {
      outcome: 'unstable',
      verdict:
        `Answers differ between two runs with the same inputs: a race? ` +
        `${counted(unstable.elements, 'element')} of ${unstable.output}, the ` +
        `first at [${unstable.position.join(', ')}]: ${unstable.values[0]} ` +
        `and ${unstable.values[1]}. Look for two invocations that write one ` +
        `place, and for a barrier that is missing.`,
    };
  if (found.unwritten > 0)
    return {
      outcome: 'wrong',
      verdict:
        `Wrong: ${counted(found.unwritten, 'output element')} of ` +
        `${whole(check.elements)} ${found.unwritten === 1 ? 'is' : 'are'} ` +
        `never written. Dispatch more workgroups, or write more in each.`,
    };
  if (!check.ok) return { outcome: 'wrong', verdict: wrongVerdict(check) };
  return {
    outcome: 'right',
    verdict: `Right, within ${figure(check.maxUlp)} ULP of ${figure(
      check.allowedUlp,
    )} allowed${speedClause(found)}.`,
  };
}

function compileVerdict({ passes }: Found): string {
  const failed = passes.filter(({ diagnostics }) => hasErrors(diagnostics));
  const [first] = failed;
  const error = first?.diagnostics.find(({ type }) => type === 'error');
  if (!first || !error) return 'It does not compile.';
  const at = error.line > 0 ? `:${error.line}:${error.column}` : '';
  return `It does not compile: ${first.file}${at}: ${error.message}`;
}

function wrongVerdict({
  failures,
  elements,
  maxUlp,
  allowedUlp,
  worst,
}: NonNullable<Found['check']>): string {
  const at = worst
    ? `; the worst, ${worst.output}[${worst.position.join(', ')}], is ` +
      `${worst.actual} where the oracle has ${worst.expected}`
    : '';
  return (
    `Wrong: ${whole(failures)} of ${counted(elements, 'element')} ` +
    `outside the tolerance (${figure(maxUlp)} ULP where ` +
    `${figure(allowedUlp)} are allowed)${at}.`
  );
}

const speedClause = ({ ab, abMissing }: Found): string =>
  ab
    ? `; ${speedVerdict(ab)}`
    : abMissing
      ? `; its time is ${abMissing.replace(/\.$/, '')}`
      : '';

/** A ratio only where the pairs bear it out: see judge. */
function speedVerdict({
  ratio,
  judged,
  n,
  against,
}: NonNullable<Found['ab']>): string {
  const { difference, interval } = judged;
  if (!interval)
    return (
      `${counted(n, 'pair')} of times are too few to say whether it is ` +
      `faster than "${against}"`
    );
  const between = `${times(interval.low)} to ${times(interval.high)}`;
  if (difference === 'faster')
    return `${times(ratio.median)} as fast as "${against}" (${between})`;
  if (difference === 'slower')
    return `slower than "${against}": ${times(ratio.median)} its speed (${between})`;
  return `no difference in speed to "${against}" that can be told (${between})`;
}

const times = (ratio: number) => `${ratio.toFixed(2)}×`;
const whole = (value: number) => value.toLocaleString('en');
const counted = (count: number, what: string) =>
  `${whole(count)} ${what}${count === 1 ? '' : 's'}`;
const figure = (ulp: number) =>
  Number.isFinite(ulp) ? String(Number(ulp.toPrecision(3))) : 'infinitely many';
