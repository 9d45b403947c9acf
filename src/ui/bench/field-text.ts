/** Field values as text for people; parseField reads it back. */
import { formatField, type Field, type FieldValue } from '../../ops/fields';

/** "28 × 28" for two sides, "1, 1, 0, 0" for other rows of numbers. */
export function readable(field: Field, value: FieldValue): string {
  if (field.kind !== 'ints' || typeof value !== 'object')
    return formatField(value);
  return value.join(field.parts.includes('height') ? ' × ' : ', ');
}

/** The text with the whole number at the caret stepped, for arrow keys. */
export function stepNumberAt(text: string, caret: number, by: number): string {
  const numbers = [...text.matchAll(/[+-]?\d+/g)];
  const at =
    numbers.find(({ index, 0: digits }) => caret <= index + digits.length) ??
    numbers.at(-1);
  if (!at) return text;
  const end = at.index + at[0].length;
  return text.slice(0, at.index) + (Number(at[0]) + by) + text.slice(end);
}
