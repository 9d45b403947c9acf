/**
 * Edited WGSL with every loop on a meter. A loop without end would hold a GPU
 * for good where no watchdog looks after it (software adapters have none), so
 * every turn is counted and the loop is left when the turns are used up. Lines
 * do not move; columns do, so errors are taken from the text as it was.
 *
 * Loops with a barrier in them are left by a whole workgroup at once, or not at
 * all: WGSL wants their turns to be the same for all. They have a meter of
 * their own, a variable of the entry point that is handed down, since a value
 * of `private` memory is never the same for all in the eyes of a compiler. Where
 * even that is not enough (a plain loop finds how often one with a barrier
 * turns), every loop has such a meter: `careful`, which counts less well.
 */
import { flowOf, type FunctionFlow, type WgslLoop } from './calls';
import type { Wgsl, WgslFunction } from './reflect';

export interface GuardOptions {
  /** Free binding number of group 0, for two u32: see {@link boardWords}. */
  readonly binding: number;
  /** Turns of one invocation, and of all together. */
  readonly turns: number;
  readonly total: number;
  /** Turns of loops with a barrier in them, of a workgroup. */
  readonly rounds: number;
  /** Number of the first loop on the board, from 1. */
  readonly first?: number;
  /** Default false: where the text does not compile otherwise. */
  readonly careful?: boolean;
}

/** The board: the number of the loop that was stopped, and turns / 16. */
export const boardWords = 2;

export interface GuardedLoop {
  readonly line: number;
  /** Lines of the loops around it, the nearest first. */
  readonly within: readonly number[];
}
export interface GuardedText {
  readonly code: string;
  readonly loops: readonly GuardedLoop[];
}

/** Counted in so many at once. */
const unit = 16;

export function guard(wgsl: Wgsl, options: GuardOptions): GuardedText {
  const { text, tokens } = wgsl;
  const { first = 1, careful = false, rounds, turns } = options;
  const flow = flowOf(wgsl);
  const name = freePrefix(text);
  const inserts: { at: number; text: string }[] = [];
  const after = (token: number, what: string) =>
    inserts.push({ at: tokens[token].end, text: what });
  const numbers = new Map(
    [...flow.values()]
      .flatMap(({ loops }) => loops)
      .map((loop, i) => [loop, first + i]),
  );
  const meterOf = (loop: WgslLoop): Meter | null => {
    if (careful)
      return {
        name: `${name}_meter${numbers.get(loop)}`,
        turns: loop.together ? rounds : turns / carefulShare,
      };
    return loop.together ? { name: `${name}_rounds`, turns: rounds } : null;
  };
  const taken = metersBelow(flow, meterOf);

  for (const { of, calls, loops } of flow.values()) {
    for (const loop of loops) {
      const number = numbers.get(loop);
      const meter = meterOf(loop);
      const left = of.entry ? meter?.name : `*${meter?.name}`;
      after(
        loop.body,
        meter
          ? ` if (${left} == 0u) { atomicMax(&${name}_board[0], ${number}u); ` +
              `break; } ${left} -= 1u;`
          : ` if (${name}_left == 0u && ${name}_spent(${number}u)) { break; } ` +
              `${name}_left -= 1u;`,
      );
    }
    const own = [...(taken.get(of.name)?.values() ?? [])];
    if (own.length > 0 && of.entry)
      after(
        of.body,
        ` ${name}_over = atomicLoad(&${name}_board[0]); let ${name}_all = ` +
          `select(${whole(2 ** 31)}, 0u, workgroupUniformLoad(&${name}_over) ` +
          `!= 0u);` +
          own
            .map(
              (meter) =>
                ` var ${meter.name} = min(${name}_all, ${whole(meter.turns)});`,
            )
            .join(''),
      );
    else if (own.length > 0)
      after(of.open, listBefore(wgsl, of.open, own.map(parameter)));
    for (const { at, callee } of calls) {
      const meters = [...(taken.get(callee)?.keys() ?? [])];
      if (meters.length > 0)
        after(
          at + 1,
          listBefore(
            wgsl,
            at + 1,
            meters.map((meter) => (of.entry ? `&${meter}` : meter)),
          ),
        );
    }
    // Left by the meter, a loop that only a return left comes to the end.
    if (of.returns && loops.length > 0 && !endsInReturn(wgsl, of))
      inserts.push({
        at: tokens[of.last]?.start ?? text.length,
        text: ` return ${of.returns}(); `,
      });
  }

  const subgroups = tokens.some((token) => token.text === 'subgroups');
  return {
    code:
      // A loop that is left early is no longer the same for a subgroup.
      (subgroups ? 'diagnostic(off, subgroup_uniformity); ' : '') +
      inserted(text, inserts) +
      boardOf(name, options, taken.size > 0),
    loops: [...numbers.keys()].map(({ line, within }) => ({
      line,
      within: within.map((loop) => loop.line),
    })),
  };
}

/** A variable of the entry point, and how many turns it begins with. */
interface Meter {
  readonly name: string;
  readonly turns: number;
}

/** All invocations of a workgroup may use these turns up, unseen by others. */
const carefulShare = 32;

/** By function: the meters of its loops and of those in what it calls. */
function metersBelow(
  flow: ReadonlyMap<string, FunctionFlow>,
  meterOf: (loop: WgslLoop) => Meter | null,
): Map<string, Map<string, Meter>> {
  const below = new Map<string, Map<string, Meter>>();
  const add = (of: string, meter: Meter): boolean => {
    const meters = below.get(of) ?? new Map<string, Meter>();
    if (meters.has(meter.name)) return false;
    below.set(of, meters.set(meter.name, meter));
    return true;
  };
  for (const { of, loops } of flow.values())
    for (const loop of loops) {
      const meter = meterOf(loop);
      if (meter) add(of.name, meter);
    }
  for (let more = true; more;) {
    more = false;
    for (const { of, calls } of flow.values())
      for (const { callee } of calls)
        for (const meter of below.get(callee)?.values() ?? [])
          more = add(of.name, meter) || more;
  }
  return below;
}

const parameter = ({ name }: Meter) => `${name}: ptr<function, u32>`;

/** `items` in front of what stands in the brackets already. */
const listBefore = (
  { tokens }: Wgsl,
  open: number,
  items: readonly string[],
): string => items.join(', ') + (tokens[open + 1]?.text === ')' ? '' : ', ');

function boardOf(
  name: string,
  { binding, turns, total }: GuardOptions,
  meters: boolean,
): string {
  const over = meters ? `var<workgroup> ${name}_over: u32;\n` : '';
  return `
@group(0) @binding(${binding}) var<storage, read_write> ${name}_board: array<atomic<u32>, ${boardWords}>;
var<private> ${name}_left = 0u;
var<private> ${name}_size = ${unit / 2}u;
var<private> ${name}_turns = 0u;
${over}fn ${name}_spent(at: u32) -> bool {
  var stop = atomicLoad(&${name}_board[0]) != 0u;
  if (!stop) {
    ${name}_size = min(2u * ${name}_size, ${256 * unit}u);
    let all = atomicAdd(&${name}_board[1], ${name}_size / ${unit}u);
    stop = all >= ${whole(total / unit)} || ${name}_turns >= ${whole(turns)};
    if (stop) {
      atomicMax(&${name}_board[0], at);
    } else {
      ${name}_left = ${name}_size;
      ${name}_turns += ${name}_size;
    }
  }
  return stop;
}
`;
}

const whole = (value: number) =>
  `${Math.max(1, Math.min(2 ** 31, Math.round(value)))}u`;

function endsInReturn({ tokens }: Wgsl, { body, last }: WgslFunction): boolean {
  let at = last - 2;
  while (at > body && !';{}'.includes(tokens[at].text)) at--;
  return tokens[last - 1]?.text === ';' && tokens[at + 1]?.text === 'return';
}

function inserted(
  text: string,
  inserts: readonly { at: number; text: string }[],
): string {
  let done = 0;
  let result = '';
  for (const insert of inserts.toSorted((a, b) => a.at - b.at)) {
    result += text.slice(done, insert.at) + insert.text;
    done = insert.at;
  }
  return result + text.slice(done);
}

/** A name that the text does not use. */
function freePrefix(text: string): string {
  let name = 'guard';
  for (let i = 0; text.includes(`${name}_`); i++) name = `guard${i}`;
  return name;
}
