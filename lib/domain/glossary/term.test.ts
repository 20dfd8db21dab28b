import { describe, expect, it } from 'vitest';
import { characterRoot } from '@/lib/opencc';
import { foldingBy } from '../search/fold';
import { MAX_ALIASES, MAX_FORM, tidyForms } from './term';

const folding = foldingBy(characterRoot);
const tidy = (headword: string, ...aliases: string[]) => tidyForms({ headword, aliases }, folding);

describe('the words of a term', () => {
  it('are kept in one line each, and once', () => {
    expect(tidy('  Pure \n Reason ', '表征', '表徵', 'PURE REASON', ' ', '再\uFFFC现', '再現')).toEqual({
      ok: true,
      headword: 'Pure Reason',
      aliases: ['表征', '再现'],
    });
    expect(tidy('C', 'C++', 'C#', 'c++')).toMatchObject({ aliases: ['C++', 'C#'] });
    expect(tidy('表\0象\uD800')).toMatchObject({ headword: '表 象' });
  });

  it.each([
    [['', '表象'], { code: 'empty-headword' }],
    [[' \uFFFC\n'], { code: 'empty-headword' }],
    [['……'], { code: 'nothing-counts', form: '……' }],
    [['表象', '？'], { code: 'nothing-counts', form: '？' }],
    [['表象', '长'.repeat(MAX_FORM + 1)], { code: 'too-long', form: '长'.repeat(MAX_FORM + 1) }],
    [['表象', ...Array.from({ length: MAX_ALIASES + 1 }, (_, n) => `表象${n}`)], { code: 'too-many-aliases' }],
  ])('are refused when they are none: %#', ([headword = '', ...aliases], fault) => {
    expect(tidy(headword, ...aliases)).toEqual({ ok: false, fault });
  });

  it('may be as many as may be, said in as many scripts', () => {
    const aliases = Array.from({ length: MAX_ALIASES }, (_, n) => [`表征${n}`, `表徵${n}`]).flat();
    expect(tidy('表象', ...aliases)).toMatchObject({ ok: true });
  });
});
