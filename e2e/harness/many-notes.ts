import { expect } from '@playwright/test';
import type { People } from './people';

const SENTENCES = [
  '那一年的雨下得很长，河水漫过了石阶，也漫过了桥头的茶棚。',
  '他说头发白了不要紧，要紧的是书里的字还认得。',
  '船家把灯挂在桅杆上，灯影落在水里，比岸上的人家还亮。',
  '后来的事情县志里没有写，只有老人们在夜里讲起。',
  '山路转过第三个弯，就能听见钟声，却看不见寺。',
];
const REMARKS = ['这一句收得好。', '县志里查不到，存疑。', '和开头那一段对着看，意思才完整：他等的不是人，是水退。'];

/** The paragraphs of a text with a heading before every hundredth. */
export const paragraphsOf = (blocks: number): string[] =>
  Array.from({ length: blocks }, (_, n) =>
    n % 100 === 0
      ? `## 卷${n / 100 + 1} 河上的事`
      : `第${n + 1}段。${Array.from({ length: 5 }, (__, at) => SENTENCES[(n * 7 + at * at) % SENTENCES.length]).join('')}`,
  );

export const textOf = (paragraphs: readonly string[]): string =>
  `---\ntitle: 长河记\nauthor: 无名氏\n---\n\n${paragraphs.join('\n\n')}\n`;

interface Wanted {
  /** Notes on a paragraph, by its number from 1. */
  readonly count: (number: number) => number;
}

/** Brings public notes to a text made by `textOf`, as another program's file. @returns how many */
export async function bringNotes(
  people: People,
  slug: string,
  paragraphs: readonly string[],
  { count }: Wanted,
): Promise<number> {
  let before = 0;
  const items = paragraphs.flatMap((paragraph, index) => {
    const text = paragraph.replace(/^## /, '');
    const begun = before;
    before += text.length + 1;
    return Array.from({ length: count(index + 1) }, (_, n) => {
      const start = (n * 11) % Math.max(1, text.length - 8);
      return item(`urn:many:${index}:${n}`, text.slice(start, start + 4 + (n % 4)), begun + start, n);
    });
  });
  const answer = await (
    await people.admin()
  ).post(`/api/articles/${slug}/annotations/import?layer=public`, {
    headers: { 'content-type': 'application/ld+json' },
    data: JSON.stringify(items),
    timeout: 120_000,
  });
  expect(answer.status(), (await answer.text()).slice(0, 400)).toBe(200);
  return items.length;
}

const item = (id: string, exact: string, start: number, n: number) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  ...{ id, type: 'Annotation', creator: { type: 'Person', name: ['陆离', '唐棣', '沈砚'][n % 3] } },
  created: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
  body: { type: 'TextualBody', value: REMARKS[n % REMARKS.length] },
  target: {
    source: 'https://elsewhere.example.org/river',
    selector: [
      { type: 'TextQuoteSelector', exact },
      { type: 'TextPositionSelector', start, end: start + exact.length },
    ],
  },
});
