/** Workgroups by numbers or small formulas: "ceil(out_width / 8)". */
import { invalid } from '../../errors';
import type { Extent } from './api';

type Names = Readonly<Record<string, number>>;

const functions: Readonly<Record<string, (...args: number[]) => number>> = {
  ceil: Math.ceil,
  floor: Math.floor,
  min: Math.min,
  max: Math.max,
};

/** One to three extents, the others 1. Throws `invalid`. */
export function extents(
  given: readonly Extent[],
  names: Names,
): [number, number, number] {
  if (!Array.isArray(given) || given.length < 1 || given.length > 3)
    throw invalid(`workgroups need one to three numbers or formulas.`);
  const [x, y = 1, z = 1] = given.map((extent) => extentOf(extent, names));
  return [x, y, z];
}

function extentOf(extent: Extent, names: Names): number {
  const value = typeof extent === 'number' ? extent : valueOf(extent, names);
  const whole = Math.ceil(value);
  if (Number.isFinite(whole) && whole >= 0) return whole;
  throw invalid(
    `workgroups "${extent}" come to ${value}; they need a number from 0.`,
  );
}

/** Sums of products of numbers, names, calls and brackets. Throws `invalid`. */
//DEL of numbers, names, calls and brackets. */
export function valueOf(formula: string, names: Names): number {
  const words = formula.match(/\d+\.?\d*(?:e\d+)?|\w+|\S/gi) ?? [];
  let at = 0;
  const wrong = (what: string): never => {
    throw invalid(
      `workgroups "${formula}": ${what}; use numbers, + - * / % ( ), ceil, ` +
        `floor, min, max and ${Object.keys(names).join(', ')}.`,
    );
  };
  const take = (sign: string) => {
    if (words[at++] !== sign) wrong(`a "${sign}" is missing`);
  };
  const sum = (): number => {
    let value = product();
    while (words[at] === '+' || words[at] === '-')
      value += words[at++] === '+' ? product() : -product();
    return value;
  };
  const product = (): number => {
    let value = factor();
    while (['*', '/', '%'].includes(words[at])) {
      const sign = words[at++];
      const right = factor();
      if (sign === '*') value *= right;
      else if (sign === '/') value /= right;
      else value %= right;
    }
    return value;
  };
  const factor = (): number => {
    const word = words[at++] ?? wrong('it ends too early');
    if (/^\d/.test(word)) return Number(word);
    if (word === '-') return -factor();
    if (word === '(') {
      const value = sum();
      take(')');
      return value;
    }
    if (Object.hasOwn(functions, word)) {
      take('(');
      const args = [sum()];
      while (words[at] === ',') {
        at++;
        args.push(sum());
      }
      take(')');
      return functions[word](...args);
    }
    return Object.hasOwn(names, word)
      ? names[word]
      : wrong(`"${word}" is not known`);
  };
  const value = sum();
  if (at < words.length) wrong(`"${words[at]}" is too much`);
  return value;
}
