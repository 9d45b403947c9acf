import { expect, it } from 'vitest';
import {
  initialSettings,
  mostLinkedBoxes,
  readLink,
  sameScene,
  writeLink,
  type Settings,
} from '../../src/ui/boxes/link';

const there = (settings: Settings) =>
  readLink(new URLSearchParams(writeLink(settings))).settings;

it('says nothing about what is as at first', () => {
  expect(writeLink(initialSettings)).toEqual({});
  expect(there(initialSettings)).toEqual(initialSettings);
});

it('brings every setting back', () => {
  const settings: Settings = {
    ...{ n: 5000, seed: 42, layout: 'uniform', classes: 80 },
    ...{ iou: 0.35, score: 0, mode: 'soft' },
    ...{ method: 'gaussian', sigma: 0.75, variant: 'tensorflow' },
    on: 'wasm',
    boxes: null,
  };
  expect(there(settings)).toEqual(settings);
});

it('brings boxes made by hand back, and none as none', () => {
  const boxes = [
    { x1: 1.5, y1: 2, x2: 30, y2: 44.25, score: 0.875, classId: 3 },
    { x1: 0, y1: 0, x2: 1280, y2: 800, score: 1, classId: 0 },
  ];
  const [first, second] = there({ ...initialSettings, boxes }).boxes!;
  expect(first).toMatchObject({ x1: 1.5, y2: 44.3, score: 0.875, classId: 3 });
  expect(second).toEqual(boxes[1]);
  expect(there({ ...initialSettings, boxes: [] }).boxes).toEqual([]);
});

it('leaves a long list of boxes out', () => {
  const box = { x1: 0, y1: 0, x2: 9, y2: 9, score: 0.5, classId: 0 };
  const boxes = Array.from({ length: mostLinkedBoxes + 1 }, () => box);
  expect(writeLink({ ...initialSettings, boxes })).toEqual({});
});

it.each([
  ['n=-4', { n: 10 }, 'n -4 in the link: needs a number from 10 to 100000; 10'],
  ['n=1e9', { n: 100_000 }, '100000 is used.'],
  ['n=abc&iou=', { n: 200, iou: 0.5 }, 'n abc in the link'],
  ['iou=7&score=-1', { iou: 1, score: 0 }, 'score -1 in the link'],
  ['mode=hardest', { mode: 'batched' }, 'needs one of batched, hard, soft'],
  ['sigma=NaN', { sigma: 0.5 }, 'sigma NaN in the link'],
  ['boxes=1~2~3', { boxes: [] }, 'Box 0 of the link is left out: y2 '],
  [
    'boxes=9~9~1~1~0.5~0_0~0~5~5~0.5~1',
    { boxes: [expect.anything()] },
    'Box 0 of the link is left out: x1 9 is right of x2 1; swap the two.',
  ],
  [
    'boxes=0~0~99999~5~1~0',
    { boxes: [] },
    'x2 99999 needs a number from 0 to 1280; scale boxes to the 1280 × 800 ',
  ],
  ['boxes=0~0~5~5~7~0', { boxes: [] }, 'score 7 needs a number from 0 to 1.'],
])('a link that says %s does no harm, and is told of', (query, to, said) => {
  const { settings, problems } = readLink(new URLSearchParams(query));
  expect(settings).toMatchObject(to);
  expect(problems.join('\n')).toContain(said);
});

it('has nothing to tell of a link that the page wrote', () => {
  const boxes = [{ x1: 1, y1: 2, x2: 3, y2: 4, score: 0.5, classId: 6 }];
  const link = writeLink({ ...initialSettings, n: 50, mode: 'soft', boxes });
  expect(readLink(new URLSearchParams(link)).problems).toEqual([]);
});

it('knows whether the boxes are the same', () => {
  const other = { ...initialSettings, iou: 0.9, mode: 'hard' as const };
  expect(sameScene(initialSettings, other)).toBe(true);
  expect(sameScene(initialSettings, { ...other, seed: 2 })).toBe(false);
  expect(sameScene(initialSettings, { ...other, boxes: [] })).toBe(false);
});
