import { describe, expect, it } from 'vitest';
import { sourceOffset } from '../text/offset';
import { isWords, type Standing } from './anchor';
import { compareAcross, rebaserAcross, type Root } from './across-scripts';
import { carriedKeys } from './carried-keys';
import type { EditionBlock } from './compare-editions';
import { quoteOf } from './quote';

const TRADITIONAL = new Map(
  Object.entries({ 桥: '橋', 断: '斷', 镇: '鎮', 没: '沒', 说: '說', 后: '後', 来: '來', 谁: '誰' }),
);
const root: Root = (character) => TRADITIONAL.get(character) ?? character;
const inTraditional = (text: string): string => Array.from(text, root).join('');

const edition = (texts: readonly string[], name: string): EditionBlock[] =>
  texts.map((text, index) => ({ key: `${name}${index}`, kind: 'paragraph', text }));

const BEFORE = [
  '从前有一座石桥，桥下没有水。',
  '后来桥断了，镇上没有人去修，大家都说不急。',
  '这一段要删掉，谁也不会再说起。',
];

/** Where a note on `noted` stands in the Traditional edition `after`. */
function step(after: readonly string[], noted: string): Standing & { said: string | null; fates: string[] } {
  const old = edition(BEFORE, 'a');
  const compared = compareAcross(old, edition(after, 'b'), root);
  const keys = carriedKeys(compared);
  const next = compared.after.map((block, index) => ({ ...block, key: keys[index] ?? '' }));
  const block = old.find(({ text }) => text.includes(noted));
  const start = sourceOffset(block?.text.indexOf(noted) ?? -1);
  const at = { block: block?.key ?? '', offset: start };
  const target = { start: at, end: { ...at, offset: sourceOffset(start + noted.length) } };
  const anchor = { target, state: 'kept' as const, words: null, quote: quoteOf(target, old) };
  const standing = rebaserAcross({ ...compared, after: next }, root)(anchor);
  return {
    ...standing,
    said: standing.target && isWords(standing.target) ? quoteOf(standing.target, next).exact : null,
    fates: compared.groups.map(({ fate }) => fate),
  };
}

describe('a text turned into another script', () => {
  const after = [
    inTraditional(BEFORE[0] ?? ''),
    inTraditional('后来石桥断了，镇上没有谁去修，大家都说不急。'),
    '新的一段。',
  ];

  it('is the same where it differs by script only', () => {
    const { fates, state, said } = step(after, '桥下没有水');
    expect(fates).toEqual(['unchanged', 'corrected', 'gone', 'new']);
    expect([state, said]).toEqual(['kept', '橋下沒有水']);
  });

  it('keeps notes on words that only moved along, in the words of its own script', () => {
    expect(step(after, '大家都说不急')).toMatchObject({ state: 'kept', said: '大家都說不急', words: '大家都說不急' });
  });

  it('says what was corrected', () => {
    expect(step(after, '桥断了，镇上没有人去修')).toMatchObject({ state: 'edited', words: '橋斷了，鎮上沒有誰去修' });
  });

  it('says what is gone in the words that were written', () => {
    expect(step(after, '谁也不会再说起')).toMatchObject({ state: 'removed', words: null });
  });
});
