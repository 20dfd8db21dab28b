import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterRoot, conversionsBetween } from '@/lib/opencc';
import { displaySpan } from '../script/alignment';
import { showBlock } from '../script/display';
import { foldingBy } from '../search/fold';
import type { Block, Mark } from '../text/block';
import { sourceOffset } from '../text/offset';
import { suggestTerms } from './suggest-terms';
import { formKey } from './term';

const folding = foldingBy(characterRoot);

const blockOf = (text: string, index = 0, marks: readonly Mark[] = []): Block => ({
  key: `block${index}`,
  number: index + 1,
  kind: 'paragraph',
  text,
  marks,
  path: [],
  attrs: {},
});
const suggest = (...texts: string[]) =>
  suggestTerms(
    texts.map((text, index) => blockOf(text, index)),
    [],
    folding,
  );
/** Headword and aliases of each. */
const words = (...texts: string[]) => suggest(...texts).map(({ headword, aliases }) => [headword, ...aliases]);
const strong = (start: number, end: number): Mark => ({
  type: 'strong',
  start: sourceOffset(start),
  end: sourceOffset(end),
});

describe('a text that explains its words', () => {
  it('suggests them with their other words and what it says of them', () => {
    const found = suggest(
      '先说清两个词。',
      'Idea（观念，也作理念）：心灵在思考时直接面对的东西，不论它从哪里来。',
      '印象（impression）：比观念更鲜明的知觉，观念是它的摹本。',
    );
    expect(found).toEqual([
      {
        ...{ headword: 'Idea', aliases: ['观念', '理念'], block: 'block1', start: 0, end: 4, pattern: 'entry' },
        definition: '心灵在思考时直接面对的东西，不论它从哪里来。',
      },
      {
        ...{ headword: '印象', aliases: ['impression'], block: 'block2', start: 0, end: 2, pattern: 'entry' },
        definition: '比观念更鲜明的知觉，观念是它的摹本。',
      },
    ]);
  });

  it.each([
    ['Idea (观念; 理念): 心灵在思考时直接面对的东西。', ['Idea', '观念', '理念']],
    ['Idea （觀念，或譯理念）：心靈在思考時直接面對的東西。', ['Idea', '觀念', '理念']],
    ['「观念」（Idea）：心灵在思考时直接面对的东西。', ['观念', 'Idea']],
    ['观念（又称“理念”）：心灵在思考时直接面对的东西。', ['观念', '理念']],
    [
      '大语言模型（Large Language Model，简称LLM）：用大量文字训练出来的模型。',
      ['大语言模型', 'Large Language Model', 'LLM'],
    ],
    ['所谓过拟合，是指模型把训练数据里的偶然也当成了规律。', ['过拟合']],
    ['我们说，所谓“过拟合”（overfitting）指的是模型把偶然当成了规律。', ['过拟合', 'overfitting']],
    ['所謂過擬合，就是指模型把訓練資料裡的偶然當成規律。', ['過擬合']],
    ['变成几百维空间里的一个点，叫作嵌入（embedding）；', ['嵌入', 'embedding']],
    ['这一步，大家称之为“对比学习”（contrastive learning）。', ['对比学习', 'contrastive learning']],
    ['卷积神经网络（CNN）早就会认猫了。', ['卷积神经网络', 'CNN']],
  ])('%s', (text, forms) => {
    expect(words(text)).toEqual([forms]);
  });

  it('may have them in bold', () => {
    const text = '我们只讨论温度（temperature）以及采样。';
    expect(words(text)).toEqual([]);
    const block = blockOf(text, 0, [strong(5, 7)]);
    expect(suggestTerms([block], [], folding)).toMatchObject([{ headword: '温度', aliases: ['temperature'] }]);
    const whole = blockOf('Idea（观念）：心灵在思考时直接面对的东西。', 0, [strong(0, 8)]);
    expect(suggestTerms([whole], [], folding)).toMatchObject([{ headword: 'Idea', aliases: ['观念'] }]);
  });

  it('says what a word means where it glosses it', () => {
    expect(suggest('嵌入（embedding）是指把文字变成一个向量。后来还有别的。')).toMatchObject([
      { headword: '嵌入', definition: '把文字变成一个向量。', pattern: 'gloss' },
    ]);
  });

  it('suggests a word once, by its surest explanation', () => {
    expect(
      suggest(
        '这叫作嵌入（embedding）。',
        '嵌入（embedding）：把文字变成一个向量的做法。',
        'Embedding（嵌入）：把文字变成一个向量。',
      ),
    ).toMatchObject([{ block: 'block1', pattern: 'entry' }]);
  });

  it('suggests nothing that is a term already, by whichever of its words', () => {
    const blocks = [blockOf('Idea（觀念，也作理念）：心靈在思考時直接面對的東西。')];
    for (const [headword, ...aliases] of [['观念'], ['别的', 'IDEA'], ['理念']])
      expect(suggestTerms(blocks, [{ headword: headword ?? '', aliases }], folding)).toEqual([]);
  });
});

describe('brackets of other kinds', () => {
  it.each([
    '王朗（1990—2020）：生于北京，长于上海，死在路上。',
    '休谟（David Hume）一七一一年生于爱丁堡。',
    '康德（Immanuel Kant，1724—1804）：德国哲学家，生在柯尼斯堡。',
    '林晚（Lin Wan）：我想先问一个大家都想问的问题。',
    '主持人（笑）：这个问题请在座的各位回答一下。',
    '第二章（上）：这里讲的是大家都知道的事情。',
    '图 1（左）：训练损失随着步数下降的曲线。',
    '表象（见第三节）：这里先不说它是什么意思。',
    '这里（特别是generative模型）我们不讨论。',
    '我把它放进去（其实是后来才放的）就走了。',
    '他在书里说（p. 12）大家都错了。',
    '距离（km）和时间（ms）都在表里。',
    '详见官网（https://example.org/a）的说明。',
    '所谓的专家，是指望不上的，大家都明白这一点。',
    '无所谓好坏，是指责还是称赞都随你们的便。',
    '他觉得在嵌入（embedding）里什么都有。',
    '发表在《认知》（Cognition）上。',
    '模型（例如LLaMA）：大家都在用的那一种东西。',
    'Concepts（这里借用了休谟的说法）：不必当真的一种讲法。',
    'Note (see below): 这里没有什么要紧的话。',
    '大家（OpenAI、Google等）都这么做。',
    '大厂（OpenAI、Google）都这么做。',
    '（一）首先：我们要说的是下面这些话。',
    'HTTP（超文本）://example.org/abcdefgh',
  ])('%s', (text) => {
    expect(words(text)).toEqual([]);
  });

  it('in code, tables and headings are not read', () => {
    const text = 'Idea（观念）：心灵在思考时直接面对的东西。';
    for (const kind of ['code', 'table', 'heading', 'figure', 'math'] as const)
      expect(suggestTerms([{ ...blockOf(text), kind }], [], folding)).toEqual([]);
  });
});

describe('suggestions', () => {
  const piece = fc.constantFrom(
    ...[
      '所谓',
      '表征',
      '，是指',
      '头发',
      '（',
      '）',
      '：',
      'Idea',
      '观念',
      '，也作',
      '理念',
      '叫作',
      '嵌入',
      'embedding',
      '。',
    ],
    ...['“', '”', '心灵在思考时直接面对的东西', '简称', 'LLM', '\uFFFC', ' ', '的'],
  );
  const shaped = fc
    .tuple(fc.constantFrom('Idea', '头发', '表征'), fc.constantFrom('观念，也作理念', 'hair', '后来'), fc.boolean())
    .map(([head, other, asks]) =>
      asks ? `所谓${head}，是指${other}里发生的后来的事情。` : `${head}（${other}）：后来头发里发生的事情。`,
    );
  const texts = fc.array(
    fc.oneof(
      shaped,
      fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')),
    ),
    {
      maxLength: 4,
    },
  );

  it('are the same in every script', () => {
    let met = 0;
    fc.assert(
      fc.property(texts, fc.constantFrom('zh-Hant', 'zh-Hant-TW', 'zh-Hant-HK'), (all, script) => {
        const conversions = conversionsBetween('zh-Hans', script);
        const display = { script, conversions, protectedWords: () => [], quotes: true };
        const shown = all.map((text, index) => showBlock(blockOf(text, index), display));
        const there = suggestTerms(
          shown.map(({ text }, index) => blockOf(text, index)),
          [],
          folding,
        );
        const here = suggestTerms(
          shown.map(({ block }) => block),
          [],
          folding,
        );
        met += here.length;
        const keyed = ({ headword, aliases, definition, block, pattern }: (typeof here)[number]) => ({
          ...{ forms: [headword, ...aliases].map((form) => formKey(form, folding)), block, pattern },
          definition: folding.text(definition),
        });
        expect(there.map(keyed)).toEqual(here.map(keyed));
        const spans = here.map((one) => {
          const alignment = shown.find(({ block }) => block.key === one.block)?.alignment;
          return alignment && displaySpan(alignment, one);
        });
        expect(there.map(({ start, end }) => ({ start, end }))).toEqual(spans);
      }),
    );
    expect(met).toBeGreaterThan(30);
  });

  it('stand in the text, whatever it is', () => {
    const anything = fc.oneof(texts, fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 3 }));
    fc.assert(
      fc.property(anything, (all) => {
        for (const { headword, block, start, end } of suggest(...all))
          expect(formKey(all[Number(block.slice(5))]?.slice(start, end) ?? '', folding)).toBe(
            formKey(headword, folding),
          );
      }),
      { numRuns: 40 },
    );
  });

  it('take no longer than they must over a text that is all brackets', () => {
    for (const part of ['（a', '所谓甲', '甲（', '“甲”（ab）即', '，甲乙（ab', '所谓甲，是指', '（（', '甲   ', '“'])
      expect(suggest(part.repeat(20_000)).length).toBeLessThan(3);
  });
});
