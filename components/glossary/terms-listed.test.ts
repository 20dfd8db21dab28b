import { expect, it } from 'vitest';
import type { TermView } from '@/lib/contract/terms';
import { listTerms } from './terms-listed';

const term = (headword: string, definedIn: string | null = null): TermView => ({
  id: headword,
  scope: 'article',
  article: 'ci',
  group: null,
  headword,
  aliases: [],
  definition: null,
  definitionText: '',
  translation: null,
  translationText: '',
  definedIn,
  author: null,
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  protected: false,
  mayChange: false,
});
const at = (number: number, times = 1) => ({ key: `b${number}`, number, start: 0, times });
const nothing = { places: new Map(), numbers: new Map(), page: 1 };

it('a term is listed with how often it stands where, and where it is defined', () => {
  const places = new Map([
    ['再现', [at(2, 3), at(7)]],
    ['表象', [at(1)]],
  ]);
  const terms = [term('再现', 'b2'), term('物自体', 'gone'), term('表象')];
  const { groups } = listTerms({ ...nothing, terms, places, numbers: new Map([['b2', 2]]), order: 'reading' });
  expect(groups).toMatchObject([
    {
      initial: null,
      terms: [
        { term: { headword: '表象' }, count: 1, defined: null },
        { term: { headword: '再现' }, count: 4, blockCount: 2, defined: 2 },
        { term: { headword: '物自体' }, count: 0, blocks: [], defined: null },
      ],
    },
  ]);
});

it('a long glossary comes in pages that share no term, and a term is found on its own', () => {
  const terms = Array.from({ length: 450 }, (_, n) => term(`${n % 2 ? '词' : '义'}${n}`));
  const given = { ...nothing, terms, order: 'alphabet' as const };
  const pages = [1, 2, 3].map((page) => listTerms({ ...given, page }));
  const words = pages.flatMap(({ groups }) => groups.flatMap((group) => group.terms.map((one) => one.term.id)));
  expect(words).toHaveLength(450);
  expect(new Set(words).size).toBe(450);
  expect(pages.map(({ groups }) => groups.map(({ initial }) => initial))).toEqual([['C'], ['C', 'Y'], ['Y']]);
  expect(listTerms({ ...given, page: 99 })).toEqual(pages[2]);
  expect(listTerms({ ...given, wanted: words[230] })).toEqual(pages[1]);
});
