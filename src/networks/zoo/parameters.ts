/** What a user may set for a network: the form, the link, the validation. */
import type { ChoiceField, IntField } from '../../ops/fields';

export const resolution = (
  initial = 224,
  min = 32,
  help = 'Height and width of the image, in pixels.',
): IntField => ({
  kind: 'int',
  id: 'resolution',
  label: 'Resolution',
  help,
  min,
  max: 1024,
  initial,
});

export const batch: IntField = {
  kind: 'int',
  id: 'batch',
  label: 'Batch',
  help: 'Images in one run.',
  min: 1,
  max: 64,
  initial: 1,
};

export const width = (choices: readonly string[]): ChoiceField => ({
  kind: 'choice',
  id: 'width',
  label: 'Width multiplier',
  help: 'The share of the channels that every layer keeps.',
  choices,
  initial: '1',
});
