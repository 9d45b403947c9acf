/** What a pass's text says, for a form beside it. Takes half-typed text. */
import { reflect, type WgslConstant } from '../../gpu/wgsl/reflect';
import type { Extent, ParamSource } from './api';
import { extents } from './extents';

export const constantsIn = (code: string): readonly WgslConstant[] =>
  reflect(code).constants;

/**
 * What a trial would dispatch. `elements`: of the first output. Throws `invalid`
 * for a wrong formula.
 */
export const passWorkgroups = (
  code: string,
  wanted: readonly Extent[],
  params: readonly ParamSource[],
  elements: number,
): [number, number, number] =>
  extents(wanted, {
    ...Object.fromEntries(
      [...constantsIn(code), ...params].map(({ name, value }) => [name, value]),
    ),
    elements,
  });
