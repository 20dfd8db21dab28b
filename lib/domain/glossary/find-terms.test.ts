import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterRoot, conversionsBetween } from '@/lib/opencc';
import { graphemeAround } from '../anchoring/graphemes';
import { displaySpan } from '../script/alignment';
import { displayText } from '../script/display';
import { foldingBy } from '../search/fold';
import { findableAs, termFinder } from './find-terms';
import { formKey, type MatchableTerm } from './term';

const folding = foldingBy(characterRoot);

const term = (headword: string, aliases: string[] = [], scope: MatchableTerm['scope'] = 'article'): MatchableTerm => ({
  id: headword,
  scope,
  headword,
  aliases,
});
/** What is found, as `words→term`. */
const found = (terms: readonly MatchableTerm[], text: string): string[] =>
  termFinder(terms, folding)(text).map((place) => `${text.slice(place.start, place.end)}→${place.term}`);
/** Which words of a text are the one term. */
const wordsOf = (form: string, text: string): string[] =>
  termFinder([term(form)], folding)(text).map(({ start, end }) => text.slice(start, end));

describe('a term', () => {
  it.each([
    ['表象', '表象，表徵；表象的表象', ['表象', '表象', '表象']],
    ['表徵', '表征與表徵', ['表征', '表徵']],
    ['头发', '頭髮和头发', ['頭髮', '头发']],
    ['representation', 'Representations, representational, REPRESENTATION', ['Representations', 'REPRESENTATION']],
    ['Ｃｏｎｃｅｐｔ', '这个concept和Concepts', ['concept', 'Concepts']],
    ['theories', 'a theory, two theories', ['theory', 'theories']],
    ['class', 'a class of classes', ['class', 'classes']],
    ['case', 'a case, cases, cas', ['case', 'cases']],
    ['new', 'news of the new', ['new']],
    ['it', 'its', []],
    ['étude', 'Études, e\u0301tude', ['Études', 'e\u0301tude']],
    ['U盘', 'U盘、U 盤、USB盘', ['U盘', 'U 盤']],
    ['present', 'presentation', []],
    ['𠮷野家', '吃𠮷野家', ['𠮷野家']],
    ['C++', 'C, C++ and C＋＋; c+', ['C++', 'C＋＋']],
    ['C', 'C++', ['C']],
    ['t-SNE', 't-SNE 与 t‑SNE', ['t-SNE', 't‑SNE']],
    ['Ph.D.', 'Ph.D的职业训练，Ph D', ['Ph.D']],
    ['马克思·韦伯', '马克思·韦伯、馬克思・韋伯，马克思、韦伯', ['马克思·韦伯', '馬克思・韋伯']],
    ['葛', '葛\u{E0100}饰', ['葛\u{E0100}']],
  ])('%s is found in its forms: %s', (form, text, words) => {
    expect(wordsOf(form, text)).toEqual(words);
  });

  it.each([
    ['表象', '表，象', []],
    ['表象', '表 象', []],
    ['表象', '表\t象', []],
    ['表象', '表\n象', []],
    ['表象', '表👍象', []],
    ['表象', '表\uFFFC象', ['表\uFFFC象']],
    ['表象', '表\u200B象', ['表\u200B象']],
    ['pure reason', 'Pure  Reason', ['Pure  Reason']],
    ['pure reason', 'pure-reason', ['pure-reason']],
    ['pure reason', 'pure, reason; pure. Reason; pure\nreason; pure “reason”; pure - reason', []],
    ['pure reason', 'pure\uFFFC reason', ['pure\uFFFC reason']],
  ])('%s does not reach over what parts its words: %s', (form, text, words) => {
    expect(wordsOf(form, text)).toEqual(words);
  });

  it('gives way to a longer one, wherever that begins', () => {
    expect(found([term('表象'), term('表象世界')], '表象世界与表象')).toEqual(['表象世界→表象世界', '表象→表象']);
    expect(found([term('甲乙丙'), term('丙丁戊己')], '甲乙丙丁戊己')).toEqual(['丙丁戊己→丙丁戊己']);
    expect(found([term('甲乙丙'), term('丙丁戊己'), term('乙')], '甲乙丙丁戊己')).toEqual([
      '乙→乙',
      '丙丁戊己→丙丁戊己',
    ]);
    expect(found([term('道道')], '道道道道道')).toEqual(['道道→道道', '道道→道道']);
  });

  it('gives way to the group’s of the same length, then to an earlier one', () => {
    expect(found([term('甲乙'), term('乙丙', [], 'group')], '甲乙丙')).toEqual(['乙丙→乙丙']);
    expect(found([term('乙丙'), term('甲乙')], '甲乙丙')).toEqual(['乙丙→乙丙']);
    const [ours, theirs] = [term('表徵', ['再现']), { ...term('再現', [], 'group'), id: 'theirs' }];
    expect(found([ours, theirs], '再现')).toEqual(['再现→theirs']);
  });

  it('may have any words, or none that count', () => {
    expect(found([term(''), term('，'), term('。', ['\t', '\uD800'])], '，。\t\uD800')).toEqual([]);
    expect(found([], '表象')).toEqual([]);
  });
});

/** What terms are made of, and texts: little of it, so that they meet. */
const han = fc.constantFrom('头', '发', '表', '象');
const latin = fc.constantFrom('pure', 'reason', 'idea');
const forms = fc.oneof(
  fc.array(han, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  fc.array(latin, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' ')),
  fc.tuple(latin, han).map((parts) => parts.join('')),
);
const glossary = fc
  .array(fc.record({ headword: forms, aliases: fc.array(forms, { maxLength: 2 }), group: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) =>
    all.map(({ headword, aliases, group }, index): MatchableTerm => ({
      id: String(index),
      scope: group ? 'group' : 'article',
      headword,
      aliases,
    })),
  );
const texts = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: han },
      { weight: 2, arbitrary: latin },
      { weight: 2, arbitrary: fc.constantFrom(' ', '，', '\uFFFC', '髮', 'ideas', 'Reasons', '-', '\t', '頭', '“') },
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

/** The same, one form at each place at a time, as a regular expression says it. */
function naive(terms: readonly MatchableTerm[], text: string) {
  const ranked = [...terms].sort((a, b) => Number(b.scope === 'group') - Number(a.scope === 'group'));
  const plain = text.replaceAll('髮', '发').replaceAll('頭', '头').toLowerCase();
  const places = ranked.flatMap(({ id, headword, aliases }, rank) =>
    [headword, ...aliases].flatMap((form) => {
      const parts = form.match(/[a-z]+|\p{Script=Han}/gu) ?? [];
      const pattern = parts.map((part, index) => {
        const isLatin = /[a-z]/.test(part);
        const next = parts[index + 1];
        const joint =
          next === undefined
            ? ''
            : isLatin && /[a-z]/.test(next)
              ? '(?:\uFFFC*-\uFFFC*|[\uFFFC ]*)'
              : isLatin
                ? '[\uFFFC ]*'
                : '\uFFFC*';
        return (isLatin ? `(?<![a-z])${part}s?(?![a-z])` : part) + joint;
      });
      return Array.from(plain, (_, at) => {
        const match = new RegExp(pattern.join(''), 'uy');
        match.lastIndex = at;
        const length = match.exec(plain)?.[0].length ?? 0;
        return { start: at, end: at + length, term: id, rank };
      }).filter(({ start, end }) => end > start);
    }),
  );
  const kept: typeof places = [];
  for (const place of places.sort(
    (a, b) => b.end - b.start - (a.end - a.start) || a.rank - b.rank || a.start - b.start,
  ))
    if (kept.every(({ start, end }) => place.end <= start || place.start >= end)) kept.push(place);
  return kept.sort((a, b) => a.start - b.start).map(({ start, end, term: id }) => ({ start, end, term: id }));
}

describe('two forms', () => {
  it.each([
    ['表徵', '表征'],
    ['Theory', 'THEORIES'],
    ['《表象》', '表象'],
    ['pure reason', 'Pure  Reasons'],
    ['…', '——'],
  ])('%s and %s are one where they are looked for', (one, other) => {
    expect(new Set(findableAs([one, '别的', other], folding)).size).toBe(2);
    expect(findableAs([one], folding)).toEqual(findableAs([other], folding));
  });

  it.each([
    ['C', 'C++'],
    ['表象', '表，象'],
    ['new', 'news'],
  ])('%s and %s are not', (one, other) => {
    expect(new Set(findableAs([one, other], folding)).size).toBe(2);
  });

  it('are one exactly when either finds the whole of the other', () => {
    const form = fc.oneof(
      fc.constantFrom('idea', 'ideas', 'Idea', '头发', '頭髮', '头，发', 'class', 'classes', 'C', 'C++', 'a class'),
      fc.constantFrom('头', '发', 'IDEAS of', 'pure-reason', 'pure reasons'),
    );
    fc.assert(
      fc.property(form, form, (one, other) => {
        const [first, second] = findableAs([one, other], folding);
        expect(first === second).toBe(wordsOf(one, other).includes(other) && wordsOf(other, one).includes(one));
      }),
    );
  });
});

describe('a glossary', () => {
  it('finds what one would find form by form', () => {
    let met = 0;
    fc.assert(
      fc.property(glossary, texts, (terms, text) => {
        const places = termFinder(terms, folding)(text);
        met += places.length;
        expect(places).toEqual(naive(terms, text));
      }),
      { numRuns: 300 },
    );
    expect(met).toBeGreaterThan(100);
  });

  const anything = fc.oneof(
    texts,
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('，', 'C++', 'ﬁ', '㍿', '한'),
  );
  it('finds whole characters that do not overlap, in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 5 }), fc.array(anything, { maxLength: 5 }), (parts, some) => {
        const text = [...parts, ...some].join('');
        const terms = some.map((form, index): MatchableTerm => ({ ...term(form), id: String(index) }));
        let before = 0;
        for (const { start, end } of termFinder(terms, folding)(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(graphemeAround(text, start).start).toBe(start);
          expect(graphemeAround(text, end).end).toBe(end);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('shows a form of the term in every script', () => {
    const words = fc
      .array(
        fc.constantFrom('头发', '里面', '后来', '表征', '再现', '干部', ...'理发干后表了只面头里', '，', ' ', 'idea'),
        {
          maxLength: 40,
        },
      )
      .map((parts) => parts.join(''));
    const some = [
      term('头发'),
      term('裡面'),
      term('後來'),
      term('表徵', ['再现', 'ideas']),
      term('干部'),
      term('理髮', [], 'group'),
    ];
    const find = termFinder(some, folding);
    let met = 0;
    fc.assert(
      fc.property(words, fc.constantFrom('zh-Hant', 'zh-Hant-TW', 'zh-Hant-HK'), (text, script) => {
        const conversions = conversionsBetween('zh-Hans', script);
        const shown = displayText(text, { script, conversions, protectedWords: () => [], quotes: true });
        const there = find(shown.text);
        const mapped = find(text).map((place) => ({ ...place, ...displaySpan(shown.alignment, place) }));
        met += mapped.length;
        expect(mapped).toEqual(there);
        for (const { start, end, term: id } of mapped) {
          const { headword = '', aliases = [] } = some.find((one) => one.id === id) ?? {};
          const keys = [headword, ...aliases, 'idea'].map((form) => formKey(form, folding));
          expect(keys).toContain(formKey(shown.text.slice(start, end), folding));
        }
      }),
    );
    expect(met).toBeGreaterThan(30);
  });
});
