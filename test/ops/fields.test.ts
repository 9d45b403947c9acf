import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ops } from '../../src/ops';
import {
  checkWorkload,
  formatField,
  initialWorkload,
  parseField,
  type Field,
} from '../../src/ops/fields';

const kernel: Field = {
  kind: 'ints',
  id: 'k',
  label: 'Kernel',
  help: '',
  parts: ['height', 'width'],
  min: 1,
  max: 9,
  initial: [3, 3],
};

describe.each(ops)('fields of $id', ({ fields, presets }) => {
  it('survive a link', () => {
    for (const field of fields)
      expect(parseField(field, formatField(field.initial))).toEqual(
        field.initial,
      );
  });

  it('accept every preset', () => {
    for (const { workload } of presets)
      expect(() => checkWorkload(fields, workload)).not.toThrow();
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
  });

  it('answer any text with a value in range or a message', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        fc.oneof(
          fc.string(),
          fc.stringMatching(/^-?[0-9]{1,9}(x[0-9]{0,4})*$/),
        ),
        (field, text) => {
          let value;
          try {
            value = parseField(field, text);
          } catch (error) {
            expect(error).toMatchObject({ code: 'invalid' });
            return;
          }
          expect(parseField(field, formatField(value))).toEqual(value);
        },
      ),
    );
  });

  it('have an initial workload that the op can solve', () => {
    expect(checkWorkload(fields, {})).toEqual(initialWorkload(fields));
  });
});

describe('messages', () => {
  it.each([
    ['3', /Kernel 3: needs 2 numbers \(height, width\)/],
    ['3x10', /Kernel, width, 10: must be a whole number from 1 to 9/],
    ['3xa', /Kernel "a": not a whole number/],
    ['3x2.5', /Kernel "2.5": not a whole number/],
  ])('say what is wrong with %s', (text, message) => {
    expect(() => parseField(kernel, text)).toThrow(message);
  });
});
