import { expect, it } from 'vitest';
import { numeralValue } from './numerals';

it.each([
  ['一', 1],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['九十九', 99],
  ['一百', 100],
  ['一百零八', 108],
  ['两百三十', 230],
  ['一千零一', 1001],
  ['二〇', 20],
  ['一二三', 123],
  ['12', 12],
  ['１２', 12],
  ['', null],
  ['甲', null],
])('%s is %s', (written, value) => {
  expect(numeralValue(written)).toBe(value);
});
