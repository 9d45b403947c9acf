import { describe, expect, it } from 'vitest';
import { planOf } from '../../src/ui/savings/plan';
import { blockPresets, firstOf, presetOf } from '../../src/ui/savings/presets';
import {
  fieldsOf,
  initialSettings,
  kinds,
  readLink,
  writeLink,
  type Settings,
} from '../../src/ui/savings/settings';

const read = (query: string) => readLink(new URLSearchParams(query));

describe('the link of a comparison', () => {
  it('is empty for the first view, and short for others', () => {
    expect(writeLink(initialSettings)).toEqual({});
    expect(
      writeLink({ ...initialSettings, outChannels: 128, fused: true }),
    ).toEqual({ outChannels: '128', fused: '1' });
  });

  it('comes back as it was', () => {
    const settings: Settings = {
      ...{ kind: 'inverted-residual', kernel: 5, inChannels: 24 },
      ...{ outChannels: 40, side: 28, stride: 2, groups: 8, expansion: 3 },
      ...{ width: 0.5, resolution: 160, on: 'wasm', fused: true },
    };
    const { settings: back, problems } = readLink(
      new URLSearchParams(writeLink(settings)),
    );
    expect(back).toEqual(settings);
    expect(problems).toEqual([]);
  });

  it.each([
    ['kind=dense', 'kind', 'separable'],
    ['on=gpu', 'on', 'auto'],
    ['side=0', 'from 1 to 512', '112'],
    ['inChannels=many', 'not a whole number', '32'],
    ['width=0.3', '0.25, 0.5, 0.75, 1', '1'],
    ['nonsense=1', 'nonsense', 'ignored'],
  ])('says what of %s could not be used', (query, why, stands) => {
    const { settings, problems } = read(query);
    expect(settings).toEqual(initialSettings);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(why);
    expect(problems[0]).toContain(stands);
  });
});

describe('the real blocks', () => {
  it.each(blockPresets.map((preset) => [preset.id, preset] as const))(
    '%s can be built and is found by its numbers',
    (id, { group, title, settings }) => {
      const all = { ...initialSettings, ...settings };
      expect(presetOf(all)?.id).toBe(id);
      expect(planOf(all).title).toBe(`${group} ${title}`);
    },
  );

  it('open each form with one of its own', () => {
    for (const kind of kinds)
      expect(firstOf(kind)?.settings.kind).toBe(
        kind === 'network' ? undefined : kind,
      );
  });

  it('leave own numbers unnamed', () => {
    const settings = { ...initialSettings, inChannels: 33 };
    expect(presetOf(settings)).toBeNull();
    expect(planOf(settings).title).toBe('Depthwise separable 3×3, 33→64 @112');
  });

  it('ask only for what their form is made from', () => {
    const ids = (kind: (typeof kinds)[number]) =>
      fieldsOf(kind).map(({ id }) => id);
    expect(ids('network')).toEqual([]);
    expect(ids('separable')).not.toContain('groups');
    expect(ids('grouped-shuffle')).toContain('groups');
    expect(ids('inverted-residual')).toContain('expansion');
  });
});
