import { expect, it } from 'vitest';
import { detectScript } from './detect-script';

it.each([
  ['zh-Hans', '我们来说说这个问题，为什么它对我们还有意义。'],
  ['zh-Hant', '我們來說說這個問題，為什麼它對我們還有意義。'],
  ['zh-Hans', '这里的 Representation 和 Concept 都是 philosophy of mind 里的术语。'],
  ['ja', 'これは日本語の文章です。漢字とかなが混ざっています。'],
  ['ko', '이것은 한국어로 쓴 글입니다. 漢字도 조금 있습니다.'],
  ['en', 'This is a plain English sentence about the state of the art in vision.'],
  ['und', 'Ceci nous montre une autre langue européenne.'],
  ['und', '12345 …… 67890'],
  ['und', ''],
])('%s: %s', (script, text) => {
  expect(detectScript(text)).toBe(script);
});
