/** The epilogue's residual: shaders with and without it differ in a library. */
import none from '../../../../shaders/conv2d/residual-none.wgsl?raw';
import some from '../../../../shaders/conv2d/residual.wgsl?raw';
import type { GpuPass, Shader } from '../../op';
import { retype } from '../../source';

/** What a shader says of the residual as long as there is none. */
export const noResidual = none;

/** The pass with `residual` bound behind its other buffers. */
export const plusResidual = (pass: GpuPass): GpuPass => ({
  ...pass,
  shader: withResidual(pass.shader),
  buffers: [...pass.buffers, 'residual'],
});

function withResidual({ file, code }: Shader): Shader {
  const uniform = /@binding\((\d+)\) var<uniform>/.exec(code);
  if (!uniform || !code.includes(none))
    throw new Error(`${file} cannot take a residual`);
  const binding = Number(uniform[1]);
  const bound = some.replace(/@binding\(\d+\)/, `@binding(${binding})`);
  const half = code.startsWith('enable f16;');
  return {
    file,
    code: code
      .replace(uniform[0], `@binding(${binding + 1}) var<uniform>`)
      .replace(none, half ? retype(bound, 'Residual', 'f16') : bound),
  };
}
