import { invalid } from '../../errors';
import type { Constants, Kernel } from '../../ops/op';

/**
 * A caller's constants, completed to one of the kernel's variants. Throws
 * `invalid` naming the value, what is allowed and the next step.
 */
export function checkedConstants(
  kernel: Pick<Kernel, 'id'>,
  given: Readonly<Record<string, unknown>>,
  variants: readonly Constants[],
): Constants {
  const names = [...new Set(variants.flatMap((one) => Object.keys(one)))];
  for (const [name, value] of Object.entries(given)) {
    if (!names.includes(name))
      throw invalid(
        `kernel "${kernel.id}" has no constant "${name}"; ` +
          (names.length > 0
            ? `use ${names.join(', ')}, or leave the constants out.`
            : 'it has none on this problem: leave the constants out.'),
      );
    if (!Number.isInteger(value) || (value as number) <= 0)
      throw invalid(
        `constant ${name} is ${String(value)}: it takes whole numbers from ` +
          `1, here ${allowedOf(name, variants)}; pass one of these.`,
      );
  }
  const found = variants.find((variant) =>
    Object.entries(given).every(([name, value]) => variant[name] === value),
  );
  if (found) return found;
  throw invalid(
    `kernel "${kernel.id}" does not run with ${pairs(given)} on this ` +
      `problem; use one of ${variants.map(pairs).join('; ')}, or leave the ` +
      `constants out.`,
  );
}

const allowedOf = (name: string, variants: readonly Constants[]): string =>
  [...new Set(variants.map((variant) => variant[name]))]
    .sort((a, b) => a - b)
    .join(' or ');

const pairs = (constants: Readonly<Record<string, unknown>>): string =>
  Object.entries(constants)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
