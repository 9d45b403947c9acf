/**
 * A shader's own text is the one source of its layout: `struct Params` of the
 * uniform, the `var` declarations of the bind group. A test compares every
 * offset with wgsl_reflect.
 */
import { reflect, type Access } from './wgsl/reflect';

export type { Access } from './wgsl/reflect';

export interface ParamField {
  readonly name: string;
  readonly type: 'u32' | 'i32' | 'f32';
}

/**
 * The fields of the uniform's struct, in order: `Params` in all our shaders.
 * Only 4-byte scalars are allowed.
 */
export function paramFields(wgsl: string): readonly ParamField[] {
  const { bindings, structs } = reflect(wgsl);
  const uniform = bindings.find(({ access }) => access === 'uniform');
  const fields = structs.get(uniform?.type ?? 'Params');
  if (!fields) throw new Error('the shader has no struct Params');
  return fields.map(({ name, type }) => {
    if (type !== 'u32' && type !== 'i32' && type !== 'f32')
      throw new Error(`Params field "${name}: ${type}" is not u32, i32 or f32`);
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
  for (const one of reflect(wgsl).bindings)
    if (one.group === 0) access[one.binding] = one.access;
  return access;
}
