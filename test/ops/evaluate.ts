/** Sums, differences, products and quotients of whole numbers; ⌊ ⌋. */
export function evaluate(formula: string): number {
  const inner = /[(⌊]([^()⌊⌋]*)[)⌋]/.exec(formula);
  if (inner) {
    const value = evaluate(inner[1]);
    const whole = inner[0].startsWith('⌊') ? Math.floor(value) : value;
    return evaluate(formula.replace(inner[0], String(whole)));
  }
  const left = (operators: RegExp): [string, string, string] | null => {
    const found = [...formula.matchAll(operators)].at(-1);
    if (!found?.index) return null;
    const { index } = found;
    return [formula.slice(0, index), found[0], formula.slice(index + 1)];
  };
  const split = left(/[+−]/g) ?? left(/[·/]/g);
  if (!split) return Number(formula);
  const [a, operator, b] = [evaluate(split[0]), split[1], evaluate(split[2])];
  return { '+': a + b, '−': a - b, '·': a * b, '/': a / b }[operator]!;
}
