/** A book made for the test: as many chapters as wanted, each about 6,300 characters long. */
const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const numeral = (n: number): string =>
  (n >= 20 ? NUMERALS[Math.floor(n / 10)] : '') + (n >= 10 ? '十' : '') + NUMERALS[n % 10];

const PARAGRAPHS = 12;
const SENTENCES = [
  '那一年的雨下得很长，河水漫过了石阶，也漫过了桥头的茶棚。',
  '他说头发白了不要紧，要紧的是书里的字还认得。',
  '船家把灯挂在桅杆上，灯影落在水里，比岸上的人家还亮。',
  '后来的事情县志里没有写，只有老人们在夜里讲起。',
  '她把信折好，压在砚台下面，又取出来看了一遍。',
  '山路转过第三个弯，就能听见钟声，却看不见寺。',
];

/** Paragraph `place` (1…) of chapter `chapter` (1…) begins 「第五回的第三段。」. */
export const opening = (chapter: number, place: number): string => `第${numeral(chapter)}回的第${numeral(place)}段。`;

export function bookOf(chapters: number): string {
  const parts = ['---\ntitle: 长河记\nauthor: 无名氏\n---'];
  for (let chapter = 1; chapter <= chapters; chapter++) {
    parts.push(`## 第${numeral(chapter)}回 河上第${numeral(chapter)}程`);
    for (let place = 1; place <= PARAGRAPHS; place++) {
      const words = Array.from(
        { length: 20 },
        (_, at) => SENTENCES[(chapter * 7 + place * 5 + at * at) % SENTENCES.length],
      );
      parts.push(opening(chapter, place) + words.join(''));
    }
  }
  return `${parts.join('\n\n')}\n`;
}

/** Number of a paragraph's block. */
export const blockNumber = (chapter: number, place: number): number => (chapter - 1) * (PARAGRAPHS + 1) + 1 + place;
