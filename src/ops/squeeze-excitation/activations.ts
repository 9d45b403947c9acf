/** Numbers of the activations, as the kernels of both backends know them. */
export const activations = {
  none: 0,
  relu: 1,
  'hard-swish': 2,
  silu: 3,
  'hard-sigmoid': 4,
  sigmoid: 5,
} as const;
