/** The sides of two matrices, as a form asks for them. */
import type { Field } from '../fields';

export const sideField = (
  id: string,
  label: string,
  help: string,
  initial: number,
): Field => ({ kind: 'int', id, label, help, min: 1, max: 65536, initial });

/** Of a × b: rows of a, terms, columns of b. */
export const matrixFields = [
  sideField('m', 'Rows', 'Rows of the first matrix and of the output.', 128),
  sideField('k', 'Terms', 'Products that are summed into one output.', 128),
  sideField('n', 'Columns', 'Columns of the second matrix and output.', 128),
];
