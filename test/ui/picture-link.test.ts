import { expect, it } from 'vitest';
import { filterIds } from '../../src/ui/picture/filters';
import {
  cpuTarget,
  initialSettings,
  readLink,
  sameRun,
  writeLink,
  type PictureSettings,
} from '../../src/ui/picture/link';

const there = (settings: PictureSettings) =>
  readLink(new URLSearchParams(writeLink(settings)));

it('says nothing about what is as at first', () => {
  expect(writeLink(initialSettings)).toEqual({});
  expect(there(initialSettings)).toEqual(initialSettings);
});

it('brings every setting back', () => {
  const settings: PictureSettings = {
    picture: 'coffee',
    filter: 'gaussian',
    size: 9,
    sigma: 2.3,
    base: 'gaussian',
    flip: true,
    stage: '',
    amplification: 12,
    cpu: 'oracle',
  };
  expect(there(settings)).toEqual(settings);
  const ladder: PictureSettings = {
    ...initialSettings,
    filter: 'ladder',
    base: 'laplacian',
    stage: 'rate-4',
    amplification: 0,
  };
  expect(there(ladder)).toEqual(ladder);
});

it('leaves out what does not matter to the filter', () => {
  const size = { ...initialSettings, size: 9 };
  expect(writeLink(size)).toEqual({});
  expect(writeLink({ ...size, filter: 'box' })).toEqual({
    filter: 'box',
    size: '9',
  });
});

it('falls back where a link makes no sense', () => {
  const odd = new URLSearchParams(
    'filter=nope&size=4&sigma=-1&amp=99&flip=2&picture=../x&cpu=%3Cb%3E',
  );
  expect(readLink(odd)).toEqual(initialSettings);
  for (const filter of filterIds)
    expect(readLink(new URLSearchParams({ filter })).filter).toBe(filter);
});

it('a view of the results is not another run', () => {
  const { amplification: _, ...rest } = initialSettings;
  const louder = { ...rest, amplification: 3, stage: 'rate-8' };
  expect(sameRun(initialSettings, louder)).toBe(true);
  expect(sameRun(initialSettings, { ...initialSettings, flip: true })).toBe(
    false,
  );
});

it('names the backend for each choice of CPU result', () => {
  expect(cpuTarget('auto')).toEqual({ backend: 'wasm' });
  expect(cpuTarget('oracle')).toEqual({ backend: 'reference' });
  expect(cpuTarget('naive')).toEqual({ backend: 'wasm', kernel: 'naive' });
});
