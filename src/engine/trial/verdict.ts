/** What came out of a trial: one word, and a sentence for the page. */
import type { TrialOutcome, TrialReport } from './api';
import { hasErrors } from './compile';

type Found = Pick<
  TrialReport,
  'passes' | 'loop' | 'check' | 'unstable' | 'unwritten' | 'ab'
>;

export function verdictOf(found: Found): {
  outcome: TrialOutcome;
  verdict: string;
} {
  const { loop, check, unstable, ab } = found;
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
    )} allowed${ab ? `; ${speedVerdict(ab)}` : ''}.`,
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

/**
 * A difference counts where the spread leaves out 1 and the runs that nothing
 * disturbed say the same: what disturbs a run only makes it longer.
 */
function speedVerdict({
  original,
  edited,
  ratio,
  against,
}: NonNullable<Found['ab']>): string {
  const { median, p20, p80 } = ratio;
  const best = original.minMs / edited.minMs;
  const spread = `${times(p20)} to ${times(p80)}`;
  if (p20 > 1 && best > leastGain)
    return `${times(median)} as fast as "${against}" (${spread})`;
  if (p80 < 1 && best < 1 / leastGain)
    return `slower than "${against}": ${times(median)} its speed (${spread})`;
  return `about as fast as "${against}": ${times(median)} (${spread})`;
}

const leastGain = 1.03;
const times = (ratio: number) => `${ratio.toFixed(2)}×`;
const whole = (value: number) => value.toLocaleString('en');
const counted = (count: number, what: string) =>
  `${whole(count)} ${what}${count === 1 ? '' : 's'}`;
const figure = (ulp: number) =>
  Number.isFinite(ulp) ? String(Number(ulp.toPrecision(3))) : 'infinitely many';
