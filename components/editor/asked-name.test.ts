import { expect, test } from 'vitest';
import { askedName } from './asked-name';

test.each([
  ['@', ''],
  ['@沈', '沈'],
  ['我觉得@沈砚', '沈砚'],
  ['see (@Ada', 'Ada'],
  ['「@林', '林'],
  ['先@林晚 再@沈', '沈'],
])('%s asks for “%s”', (before, name) => expect(askedName(before)).toBe(name));

test.each([
  ['', 'nothing'],
  ['信寄到lin@example', 'an address'],
  ['@沈砚 说得对', 'a name that is past'],
  ['@沈砚，说得对', 'a sentence that goes on'],
  [`@${'长'.repeat(21)}`, 'no name is so long'],
])('%s does not: %s', (before) => expect(askedName(before)).toBeNull());
