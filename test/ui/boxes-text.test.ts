import { expect, it } from 'vitest';
import { parseBoxes, textExample } from '../../src/ui/boxes/box-text';

it('takes arrays and objects, with or without a class', () => {
  expect(parseBoxes(textExample)).toEqual([
    { x1: 100, y1: 100, x2: 500, y2: 400, score: 0.9, classId: 0 },
  ]);
  expect(
    parseBoxes(
      '[[0,0,1,1,0.5], {"x1":1,"y1":2,"x2":3,"y2":4,"score":1,"class":7}]',
    ),
  ).toMatchObject([{ classId: 0 }, { x1: 1, y2: 4, classId: 7 }]);
  expect(parseBoxes('[]')).toEqual([]);
});

it.each([
  ['[[0,0,9,9,NaN,0]]', 'NaN is no number that a box can have: remove that'],
  ['[[0,0,9,9,1.5]]', 'Box 0: score 1.5 needs a number from 0 to 1.'],
  ['[[0,0,9,9,0.5],[0,0,9,9,null]]', 'Box 1: score null needs a number'],
  ['[[0,0,9,9,0.5,80]]', 'Box 0: class 80 needs a whole number from 0 to 79.'],
  ['[[0,0,9,9,0.5,0.5]]', 'class 0.5 needs a whole number'],
  ['[[0,0,9,801,0.5]]', 'y2 801 needs a number from 0 to 800; scale boxes'],
  ['[[9,0,1,9,0.5]]', 'x1 9 is right of x2 1; swap the two.'],
  ['[[0,9,9,1,0.5]]', 'y1 9 is below y2 1; swap the two.'],
  ['[[0,0,9,9]]', 'Box 0 is [0,0,9,9]: write boxes as [[x1, y1, x2, y2, s'],
  ['["a"]', 'Box 0 is "a": write boxes as'],
  ['{"x1":0}', 'A list of boxes is needed: write boxes as'],
  ['[[0,0', /^This is no JSON \(.+\): write boxes as \[\[x1/],
  ['', /^This is no JSON \(.+\): write boxes as/],
])('says what is wrong with %s', (text, message) => {
  expect(() => parseBoxes(text)).toThrow(message);
});

it('takes no more boxes than the page can make', () => {
  const text = JSON.stringify(Array(100_001).fill(0));
  expect(() => parseBoxes(text)).toThrow(
    '100001 boxes: needs 100000 at most; leave out those of the lowest scores.',
  );
});
