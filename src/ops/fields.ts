/**
 * Fields describe a workload once: the form, the link and the validation all
 * follow from them.
 */
import { invalid } from '../errors';

export type FieldValue = number | boolean | string | readonly number[];
export type Workload = Readonly<Record<string, FieldValue>>;

interface FieldBase {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** Of use only while the named field holds this value. */
  readonly when?: readonly [fieldId: string, value: FieldValue];
}
export interface IntField extends FieldBase {
  readonly kind: 'int';
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}
export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}
/** A short row of integers: kernel height × width, four paddings. */
export interface IntsField extends FieldBase {
  readonly kind: 'ints';
  readonly parts: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly initial: readonly number[];
}
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly initial: string;
}
export interface FlagField extends FieldBase {
  readonly kind: 'flag';
  readonly initial: boolean;
}
export type Field =
  IntField | NumberField | IntsField | ChoiceField | FlagField;
export type Fields = readonly Field[];

export const initialWorkload = (fields: Fields): Workload =>
  Object.fromEntries(fields.map((field) => [field.id, field.initial]));

/** Text as it stands in a link or a form control: `3x3`, `nchw`, `1`. */
export function formatField(value: FieldValue): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'object') return value.join('x');
  return String(value);
}

/** The reverse of {@link formatField}; throws `invalid` with the limits. */
export function parseField(field: Field, text: string): FieldValue {
  switch (field.kind) {
    case 'int':
      return checkField(field, integer(field, text));
    case 'number':
      return checkField(field, finite(field, text));
    case 'ints':
      return checkField(
        field,
        text.split(/[x×,]/).map((part) => integer(field, part)),
      );
    case 'flag':
      return checkField(
        field,
        text === '1' || text === 'true'
          ? true
          : text === '0' || text === 'false'
            ? false
            : text,
      );
    case 'choice':
      return checkField(field, text);
  }
}

/** Returns the value when it fits the field; throws `invalid` otherwise. */
export function checkField(field: Field, value: FieldValue): FieldValue {
  switch (field.kind) {
    case 'int':
      return inRange(field, field.label, value);
    case 'number':
      if (
        typeof value !== 'number' ||
        !(value >= field.min && value <= field.max)
      )
        throw invalid(
          `${field.label} ${formatField(value)}: must be a number from ` +
            `${field.min} to ${field.max}.`,
        );
      return value;
    case 'ints':
      if (!Array.isArray(value) || value.length !== field.parts.length)
        throw invalid(
          `${field.label} ${formatField(value)}: needs ${field.parts.length} ` +
            `numbers (${field.parts.join(', ')}).`,
        );
      value.forEach((part, i) =>
        inRange(field, `${field.label}, ${field.parts[i]},`, part),
      );
      return value;
    case 'flag':
      if (typeof value !== 'boolean')
        throw invalid(`${field.label} ${formatField(value)}: use 1 or 0.`);
      return value;
    case 'choice':
      if (typeof value !== 'string' || !field.choices.includes(value))
        throw invalid(
          `${field.label} ${formatField(value)}: choose one of ` +
            `${field.choices.join(', ')}.`,
        );
      return value;
  }
}

/** Every field checked; absent ones take their initial value. */
export function checkWorkload(fields: Fields, given: Workload): Workload {
  return Object.fromEntries(
    fields.map((field) => [
      field.id,
      checkField(field, given[field.id] ?? field.initial),
    ]),
  );
}

function integer(field: Field, text: string): number {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed))
    throw invalid(
      `${field.label} "${trimmed}": not a whole number; type digits only.`,
    );
  return Number(trimmed);
}

function finite(field: Field, text: string): number {
  // A sum with 0 has no -0, which would not come back from a link.
  const value = Number(text.trim() || 'nothing') + 0;
  if (!Number.isFinite(value))
    throw invalid(
      `${field.label} "${text.trim()}": not a number; type it as 0.25 or -1.`,
    );
  return value;
}

function inRange(
  field: IntField | IntsField,
  label: string,
  value: FieldValue,
): FieldValue {
  if (
    typeof value !== 'number' ||
    !Number.isInteger(value) ||
    value < field.min ||
    value > field.max
  )
    throw invalid(
      `${label} ${formatField(value)}: must be a whole number from ` +
        `${field.min} to ${field.max}.`,
    );
  return value;
}
