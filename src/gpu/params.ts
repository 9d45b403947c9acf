/**
 * A shader's own text is the one source of its layout: `struct Params` of the
 * uniform, the `var` declarations of the bind group. A test compares every
 * offset with wgsl_reflect.
 */
export type Access = 'read' | 'write' | 'uniform';

export interface ParamField {
  readonly name: string;
  readonly type: 'u32' | 'i32' | 'f32';
}

/** The fields of `struct Params`, in order. Only 4-byte scalars are allowed. */
export function paramFields(wgsl: string): readonly ParamField[] {
  const body = /struct Params \{([^}]*)\}/.exec(wgsl)?.[1];
  if (body === undefined) throw new Error('the shader has no struct Params');
  return body
    .replace(/\/\/.*$/gm, '')
    .split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '')
    .map((field) => {
      const [, name, type] = /^(\w+)\s*:\s*(\w+)$/.exec(field) ?? [];
      if (type !== 'u32' && type !== 'i32' && type !== 'f32')
        throw new Error(`Params field "${field}" is not u32, i32 or f32`);
      return { name, type };
    });
}

/** Bytes of the uniform, padded to the 16 that a uniform struct rounds to. */
export function packParams(
  wgsl: string,
  values: Readonly<Record<string, number>>,
): ArrayBuffer {
  const fields = paramFields(wgsl);
  const bytes = new ArrayBuffer(Math.ceil((fields.length * 4) / 16) * 16);
  const view = new DataView(bytes);
  fields.forEach(({ name, type }, i) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for Params.${name}`);
    if (type === 'f32') view.setFloat32(4 * i, value, true);
    else if (type === 'i32') view.setInt32(4 * i, value, true);
    else view.setUint32(4 * i, value, true);
  });
  return bytes;
}

/** How the shader declares bindings 0, 1, 2 … of group 0. */
export function bindingAccess(wgsl: string): readonly Access[] {
  const access: Access[] = [];
  const declaration =
    /@group\(0\) @binding\((\d+)\) var<(uniform|storage(?:, *(\w+))?)>/g;
  for (const [, binding, space, mode] of wgsl.matchAll(declaration))
    access[Number(binding)] =
      space === 'uniform'
        ? 'uniform'
        : mode === 'read_write'
          ? 'write'
          : 'read';
  return access;
}
