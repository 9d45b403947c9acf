import type { Constants } from '../../ops/op';

/** "quad 4×4×32": the kernel with its constants in their order. */
export const contenderName = (kernel: string, constants: Constants): string =>
  [kernel, Object.values(constants).join('×')].filter(Boolean).join(' ');
