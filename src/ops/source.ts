/** From a shader file to the text that runs. Lines never move. */
import type { GpuPass, Shader } from './op';

/** A kernel with the shared functions behind it (WGSL is order-free). */
export const shader = (file: string, ...parts: string[]): Shader => ({
  file,
  code: parts.join('\n'),
});

/**
 * Rewrites the initialisers of module-scope `const`s: a `const` can size a
 * register array, which an `override` cannot. Integers keep their suffix.
 */
export function specialize(
  wgsl: string,
  constants: Readonly<Record<string, number>>,
): string {
  return Object.entries(constants).reduce((text, [name, value]) => {
    const initialiser = new RegExp(
      `^(const ${name}(?:: \\w+)? = )[-\\d.]+([uif]?);`,
      'm',
    );
    if (!initialiser.test(text))
      throw new Error(`no "const ${name} = number;" in the shader`);
    return text.replace(initialiser, `$1${value}$2;`);
  }, wgsl);
}

/** Exactly the WGSL that a pass compiles. */
export const passSource = (pass: GpuPass): string =>
  specialize(pass.shader.code, pass.constants ?? {});

/**
 * Workgroups for `invocations`, folded over x and y where one side would pass
 * the limit of 65,535. Kernels unfold with `flat_index` and test the end.
 */
export function grid(
  invocations: number,
  workgroupSize: number,
  maxPerDimension = 65535,
): [number, number, number] {
  const workgroups = Math.max(1, Math.ceil(invocations / workgroupSize));
  const y = Math.ceil(workgroups / maxPerDimension);
  return [Math.ceil(workgroups / y), y, 1];
}

/** Rewrites a module-scope `alias`, for variants in another float type. */
export function retype(wgsl: string, name: string, type: string): string {
  const alias = new RegExp(`^(alias ${name} = )[^;]+;`, 'm');
  if (!alias.test(wgsl)) throw new Error(`no "alias ${name}" in the shader`);
  return wgsl.replace(alias, `$1${type};`);
}
