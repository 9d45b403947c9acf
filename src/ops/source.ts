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
 * A kernel for float16 tensors: aliases of its element types become half as
 * wide. The directive goes before the first line, so that lines do not move.
 */
export const halved = (
  { file, code }: Shader,
  ...aliases: string[]
): Shader => ({
  file,
  code: aliases.reduce((text, name) => {
    const whole = new RegExp(`^alias ${name} = (\\w+);`, 'm').exec(text)?.[1];
    return retype(text, name, whole === 'vec4f' ? 'vec4h' : 'f16');
  }, `enable f16; ${code}`),
});

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
