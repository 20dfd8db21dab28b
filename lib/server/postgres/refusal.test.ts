import { describe, expect, it } from 'vitest';
import { folderRefusal, Refusal } from './refusal.mjs';

const said = (message: string, code?: string) => folderRefusal(Object.assign(new Error(message), { code }), '/data');

describe('what the system says of a data folder, as a sentence', () => {
  it.each([
    ['ENOSPC', 'write', /No space is left .*\/data/],
    [undefined, 'FATAL: could not write lock file: No space left on device', /No space is left/],
    ['EACCES', 'mkdir', /cannot be written/],
    [undefined, 'initdb: could not change permissions: Read-only file system', /cannot be written/],
    ['ENOTDIR', 'mkdir', /is a file/],
  ])('%s %s', (code, message, sentence) => {
    expect(said(message, code)).toBeInstanceOf(Refusal);
    expect((said(message, code) as Error).message).toMatch(sentence);
  });

  it('leaves what it does not know to whoever caught it', () => {
    const error = new Error('something else');
    expect(folderRefusal(error, '/data')).toBe(error);
  });
});
