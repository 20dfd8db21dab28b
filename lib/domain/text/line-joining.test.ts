import { expect, it } from 'vitest';
import { characterAt, characterBefore, lineJoint } from './line-joining';

it.each([
  ['字', '字', true, ''],
  ['，', '字', true, ''],
  ['字', 'a', true, ' '],
  ['a', 'b', true, ' '],
  ['a', 'b', false, ' '],
  ['”', '“', true, ''],
  ['”', '“', false, ' '],
  ['字', '“', false, ''],
  ['か', 'な', true, ''],
  ['한', '글', false, ' '],
  ['𠮷', '字', true, ''],
  ['a', ' ', false, ''],
  ['', 'a', false, ''],
])('between %j and %j (Chinese: %s) stands %j', (before, after, chinese, joint) => {
  expect(lineJoint(before, after, chinese)).toBe(joint);
});

it('reads whole characters on both sides of an offset', () => {
  expect([characterBefore('a𠮷b', 3), characterAt('a𠮷b', 1), characterBefore('', 0), characterAt('', 0)]).toEqual([
    '𠮷',
    '𠮷',
    '',
    '',
  ]);
});
