import { expect, test } from 'vitest';
import { conv2d } from '../../src/ops/conv2d';
import { initialWorkload, parseField } from '../../src/ops/fields';
import { pose } from '../../src/ui/bench/posed';
import { readable, stepNumberAt } from '../../src/ui/bench/field-text';

test('what the form shows reads back as the same value', () => {
  for (const field of conv2d.fields)
    if (field.kind === 'int' || field.kind === 'ints')
      expect(parseField(field, readable(field, field.initial))).toEqual(
        field.initial,
      );
});

test('arrow keys step the number at the caret', () => {
  expect(stepNumberAt('28 × 28', 1, 1)).toBe('29 × 28');
  expect(stepNumberAt('28 × 28', 6, -1)).toBe('28 × 27');
  expect(stepNumberAt('28 × 28', 3, 1)).toBe('28 × 29');
  expect(stepNumberAt('', 0, 1)).toBe('');
});

test('a workload is described as people name it', () => {
  const base = initialWorkload(conv2d.fields);
  const line = (change: Record<string, number | number[]>) => {
    const posed = pose(conv2d, { ...base, ...change }, null);
    return 'description' in posed ? posed.description : posed.message;
  };
  expect(line({})).toBe('3×3, stride 1, 64 → 64 at 28×28');
  expect(line({ g: 64, s: [2, 1], d: [2, 2], n: 4 })).toBe(
    '3×3 depthwise, stride 2×1, dilation 2, batch 4, 64 → 64 at 28×28',
  );
  expect(line({ g: 5 })).toMatch(/groups 5/);
});
