import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from './body';
import { checkBody } from './check-body';
import { HOSTILE_BODIES } from './hostile-bodies';
import { htmlOf } from './html';
import { markdownOf } from './markdown';
import { bodyOfMarkdown } from './from-markdown';
import { readBody, readReplyBody } from './read-body';

describe('a stored body', () => {
  it('that we wrote is read as it is', () => {
    const written = bodyOfMarkdown(
      [
        '**粗** *斜* ~~删~~ `码` [链](https://example.org/?a=1) 软\\\n换行',
        '- 一\n- 二\n  1. 深\n\n3. 三\n4. 四',
        '> 引\n>\n> > 再引',
        '```python\na = 1\n```',
        '```\n无名\n```',
        '$x^2$ 与 $$y$$',
      ].join('\n\n'),
    );
    const stored: unknown = JSON.parse(JSON.stringify(checkBody(written)));
    expect(typeof stored).toBe('object');
    expect(readBody(stored)).toBe(stored);
  });

  it('that passed the check, whatever it is, is read as it is', () => {
    const markdown = fc
      .array(
        fc.constantFrom('字', '**', '*', '~~', '`', '\n', '\n\n', '- ', '> ', '1. ', '[a](https://b.org)', '$', ' '),
      )
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(markdown, (source) => {
        const checked = checkBody(bodyOfMarkdown(source));
        fc.pre(typeof checked !== 'string');
        const stored: unknown = JSON.parse(JSON.stringify(checked));
        expect(readBody(stored)).toBe(stored);
      }),
    );
  });

  it.each(Object.entries(HOSTILE_BODIES))('that is %s becomes words or nothing', (_, stored) => {
    const read = readBody(stored);
    if (read === null) return expect(readReplyBody(stored)).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] });
    expect(checkBody(read)).toEqual(read);
    expect(plainText(read).length).toBeLessThanOrEqual(100_000);
    const shown = htmlOf(read);
    expect(shown).not.toMatch(/<(?:script|img|iframe)|href="(?!https?:)/i);
    expect(markdownOf(read)).not.toMatch(/\]\(\s*javascript/i);
    expect(({} as Record<string, unknown>).poisoned).toBeUndefined();
  });

  it('keeps the words of what it could not be', () => {
    const words = (name: string) => plainText(readBody(HOSTILE_BODIES[name]) ?? { type: 'doc' });
    expect(words('quotes two thousand deep')).toBe('毒');
    expect(words('lists out of order')).toBe('毒\n毒\n毒毒');
    expect(words('text of a megabyte')).toBe('毒'.repeat(20_000));
    expect(words('text that is no string')).toBe('毒');
    expect(words('a string of HTML')).toBe('');
  });
});
