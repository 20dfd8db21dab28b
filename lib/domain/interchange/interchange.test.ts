import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWords, type Quote } from '../anchoring/anchor';
import type { FoundQuote } from '../anchoring/find-quote';
import { isGraphemeEdge } from '../anchoring/graphemes';
import { quoteOf } from '../anchoring/quote';
import { sourceOffset } from '../text/offset';
import { JoinedText } from './joined-text';
import type { OutsideNote } from './outside-note';
import { placer } from './place-note';
import { annotationsIn, isUnread, readAnnotation } from './read-annotations';
import { parentsIn } from './threads';
import { writeAnnotation } from './write-annotation';

const block = (text: string, index: number) => ({ key: `block${index + 1}`, text });
const BLOCKS = ['🀄️表象', '𠮷也是👩🏽‍💻一种表象。', '', '概念是对表象的抽象。'].map(block);
const TEXT = new JoinedText(BLOCKS);

const read = (item: object): OutsideNote => {
  const note = readAnnotation({ type: 'Annotation', ...item }, 0);
  if (isUnread(note)) throw new Error(note.reason);
  return note;
};
const withSelector = (selector: unknown) => read({ target: { source: 'https://example.org/essay', selector } });

/** Nothing is found: what is placed is placed by position. */
const byPosition = placer({ text: TEXT, find: () => null, converted: () => [] });

const quoted = (placed: ReturnType<typeof byPosition>): string =>
  isWords(placed.target) ? quoteOf(placed.target, BLOCKS).exact : (placed.target?.block ?? 'article');

describe('a file of annotations', () => {
  const one = { type: 'Annotation', id: 'https://example.org/1', target: 'https://example.org/essay' };
  it.each([
    ['one annotation', one],
    ['an array', [one]],
    ['a page', { type: 'AnnotationPage', items: [one] }],
    ['a collection', { type: 'AnnotationCollection', items: [one] }],
    ['a collection with its first page', { type: 'AnnotationCollection', first: { items: [one] } }],
    ['a graph', { '@graph': [one] }],
    ['Hypothesis’ API', { total: 1, rows: [one] }],
    ['Hypothesis’ export', { export_date: '2026-01-01', annotations: [one] }],
  ])('may be %s', (_, file) => {
    expect(annotationsIn(file)).toEqual([one]);
  });

  it.each([[null], ['https://example.org'], [7], [{}], [{ type: 'AnnotationCollection', first: 'https://a' }]])(
    'is not %j',
    (file) => {
      expect(annotationsIn(file)).toBeNull();
    },
  );
});

describe('an annotation', () => {
  it.each([
    ['a number', 7, 'not-an-annotation'],
    ['null', null, 'not-an-annotation'],
    ['our own other export', { id: 'a', target: { block: 'block1' }, body: null }, 'not-an-annotation'],
    [
      'depths',
      { type: 'Annotation', body: JSON.parse('[{"a":'.repeat(99) + '1' + '}]'.repeat(99)) as object },
      'too-deep',
    ],
    ['an endless IRI', { type: 'Annotation', id: `https://${'a'.repeat(3000)}` }, 'iri-too-long'],
    [
      'an endless quote',
      { type: 'Annotation', target: { selector: { type: 'TextQuoteSelector', exact: '长'.repeat(100_001) } } },
      'quote-too-long',
    ],
    ['an endless body', { type: 'Annotation', bodyValue: '长'.repeat(100_001) }, 'body-too-long'],
  ])('that is %s is not read', (_, item, reason) => {
    expect(readAnnotation(item, 3)).toMatchObject({ index: 3, reason });
  });

  it('says who, when, why and what', () => {
    const note = read({
      id: 'https://example.org/1',
      canonical: 'urn:uuid:1',
      motivation: ['oa:questioning', 'tagging'],
      creator: { type: 'Person', name: ' 林\n晚 ' },
      created: '2024-05-06T07:08:09Z',
      modified: '2024-05-07',
      body: [
        { type: 'TextualBody', value: '为何？', format: 'text/plain' },
        { type: 'TextualBody', value: '**强**', format: 'text/markdown; charset=utf-8' },
        { type: 'TextualBody', value: '<p>段</p>', format: 'text/html' },
        { type: 'TextualBody', value: ' 心智 ', purpose: 'tagging' },
        { type: 'TextualBody', value: '心智', purpose: 'tagging' },
        { type: 'TextualBody', value: '长'.repeat(41), purpose: 'tagging' },
        { type: 'TextualBody', value: 'yellow', purpose: 'highlighting' },
        {
          type: 'Choice',
          items: [
            { type: 'TextualBody', value: '甲' },
            { type: 'TextualBody', value: '乙' },
          ],
        },
        { type: 'TextualBody', value: '半\ud842字\0' },
        'https://example.org/body.html',
      ],
      target: 'https://example.org/essay',
    });
    expect(note).toMatchObject({
      ids: ['urn:uuid:1', 'https://example.org/1'],
      questioning: true,
      author: '林 晚',
      created: Date.UTC(2024, 4, 6, 7, 8, 9),
      modified: Date.UTC(2024, 4, 7),
      bodies: [
        { value: '为何？', format: 'plain' },
        { value: '**强**', format: 'markdown' },
        { value: '<p>段</p>', format: 'html' },
        { value: '甲', format: 'plain' },
        { value: '半\uFFFD字\uFFFD', format: 'plain' },
      ],
      tags: ['心智'],
      warnings: ['tags-dropped', 'body-ignored'],
    });
  });

  it('of Hypothesis says the same in its own way', () => {
    const note = readAnnotation(
      {
        id: 'Ab_-1',
        created: '2023-01-02T03:04:05.678901+00:00',
        updated: '2023-01-03T03:04:05.678901+00:00',
        user: 'acct:shen@hypothes.is',
        user_info: { display_name: null },
        uri: 'https://example.org/essay',
        text: '见 *上文*',
        tags: ['心智'],
        references: ['root', 'parent'],
        target: [
          {
            source: 'https://example.org/essay',
            selector: [
              { type: 'RangeSelector', startContainer: '/div[1]', startOffset: 0 },
              { type: 'TextPositionSelector', start: 900, end: 902 },
              { type: 'TextQuoteSelector', exact: '表象', prefix: '一种', suffix: '。' },
            ],
          },
        ],
      },
      0,
    );
    expect(note).toMatchObject({
      ids: ['https://hypothes.is/a/Ab_-1'],
      answers: ['https://hypothes.is/a/root', 'https://hypothes.is/a/parent'],
      mustReply: true,
      author: 'shen',
      bodies: [{ value: '见 *上文*', format: 'markdown' }],
      tags: ['心智'],
      place: { quote: { exact: '表象' }, position: { start: 900, end: 902 }, counted: false },
      warnings: [],
    });
  });

  it.each([
    ['mailto:lin@example.org', 'lin'],
    ['lin@example.org', 'lin'],
    [{ name: '', email: 'mailto:a@b.c' }, null],
    [[{ nickname: '小林' }, { name: '沈' }], '小林'],
    [7, null],
  ])('by %j is by %s: no address is told', (creator, author) => {
    expect(read({ creator }).author).toBe(author);
  });
});

describe('selectors', () => {
  const quote = (exact: string, prefix = '', suffix = '') => ({ type: 'TextQuoteSelector', exact, prefix, suffix });
  const position = (start: number, end: number) => ({ type: 'TextPositionSelector', start, end });
  const fragment = (value: string, refinedBy?: object) => ({ type: 'FragmentSelector', value, refinedBy });

  it('count code points of the blocks, joined by line feeds', () => {
    // 🀄️ is two code points, 👩🏽‍💻 four, 𠮷 one.
    expect(quoted(byPosition(withSelector(position(2, 4)).place))).toBe('表象');
    expect(quoted(byPosition(withSelector(position(5, 6)).place))).toBe('𠮷');
    expect(quoted(byPosition(withSelector(position(12, 16)).place))).toBe('一种表象');
    expect(quoted(byPosition(withSelector(position(18, 20)).place))).toBe('概');
  });

  it('grow to whole characters, and leave out line feeds at their ends', () => {
    expect(quoted(byPosition(withSelector(position(9, 10)).place))).toBe('👩🏽‍💻');
    expect(quoted(byPosition(withSelector(position(2, 5)).place))).toBe('表象');
    expect(byPosition(withSelector(position(4, 5)).place).outcome).toBe('not-found');
    expect(byPosition(withSelector(position(900, 905)).place)).toMatchObject({
      outcome: 'not-found',
      target: { block: 'block4' },
    });
  });

  it('may name a block, words in it, or the whole article', () => {
    expect(quoted(byPosition(withSelector(fragment('b-block2')).place))).toBe('block2');
    expect(quoted(byPosition(read({ target: 'https://example.org/essay#b-block4' }).place))).toBe('block4');
    expect(quoted(byPosition(withSelector(fragment('#b-block2', position(0, 3))).place))).toBe('𠮷也是');
    expect(quoted(byPosition(read({ target: 'https://example.org/essay' }).place))).toBe('article');
    expect(byPosition(withSelector(fragment('b-nowhere')).place)).toMatchObject({ outcome: 'not-found' });
  });

  it('that we don’t understand are left out, with a word', () => {
    for (const odd of [fragment('xywh=0,0,1,1'), { type: 'SvgSelector', value: '<svg/>' }, { type: 'XPathSelector' }])
      expect(withSelector(odd)).toMatchObject({ warnings: ['selector-ignored'], place: { quote: null, block: null } });
    expect(withSelector([fragment('xywh=0,0,1,1'), quote('表象')]).warnings).toEqual([]);
  });

  it('of a chain: the narrowest words count', () => {
    const { place } = withSelector({ ...quote('概念是对表象的抽象'), refinedBy: quote('抽象') });
    expect(place.quote?.exact).toBe('抽象');
  });

  it('on several targets: the first that says where', () => {
    const note = read({
      target: ['https://example.org/a', { source: 'https://example.org/b', selector: quote('表象') }],
    });
    expect(note).toMatchObject({ place: { quote: { exact: '表象' } }, warnings: ['more-targets'] });
  });
});

describe('placing', () => {
  const place = (
    exact: string,
    near: number | null,
    find: (quote: Quote, near?: number) => FoundQuote | null,
    converted: Quote[] = [],
  ) =>
    placer({ text: TEXT, find, converted: () => converted })({
      ...{ quote: { exact, prefix: '', suffix: '' }, counted: true, block: null, inBlock: false },
      position: near === null ? null : { start: near, end: near + 2 },
    });
  const found = (key: string, start: number, end: number, uncertain = false): FoundQuote => ({
    target: { start: { block: key, offset: sourceOffset(start) }, end: { block: key, offset: sourceOffset(end) } },
    uncertain,
  });

  it('believes a position only where the words stand', () => {
    // Of three, the one in the second block.
    expect(quoted(place('表象', 14, () => null))).toBe('表象');
    expect(place('表象', 14, () => null).target).toMatchObject({ start: { block: 'block2' } });
    expect(place('表象', 15, () => null).outcome).toBe('not-found');
  });

  it('hands the position on as a hint, in code units', () => {
    const hints: (number | undefined)[] = [];
    place('别的', 14, (_, near) => (hints.push(near), null));
    place('别的', null, (_, near) => (hints.push(near), null));
    expect(hints).toEqual([TEXT.text.indexOf('表象。'), undefined]);
  });

  it('keeps our words where it is sure, theirs and ours where it is not, theirs where there are none', () => {
    expect(place('別的', null, () => found('block4', 0, 2))).toMatchObject({
      state: 'kept',
      quote: { exact: '概念' },
      words: null,
    });
    expect(place('概論', null, () => found('block4', 0, 2, true))).toMatchObject({
      ...{ outcome: 'uncertain', state: 'uncertain', quote: { exact: '概論' }, words: '概念' },
    });
    expect(place('没有', null, () => null)).toMatchObject({
      ...{ outcome: 'not-found', state: 'removed', quote: { exact: '没有' }, words: null, target: { block: 'block1' } },
    });
  });

  it('looks for words of another script, and takes what is certain before what is like it', () => {
    const inOurs = { exact: '概念', prefix: '', suffix: '' };
    const find = ({ exact }: Quote) => (exact === '概念' ? found('block4', 0, 2) : found('block1', 0, 2, true));
    expect(place('槪念', null, find, [inOurs])).toMatchObject({ state: 'kept', quote: { exact: '概念' } });
    expect(place('槪念', null, find)).toMatchObject({ state: 'uncertain' });
  });
});

describe('threads', () => {
  const note = (id: string, answers: string[] = [], mustReply = false) =>
    ({ ids: [id], answers, mustReply }) as unknown as OutsideNote;

  it('are one level deep, whatever the order of the file', () => {
    const [root, first, second] = [note('root'), note('first', ['root']), note('second', ['first'])];
    const roots = parentsIn([second, first, root], () => false);
    expect(roots.get(second)).toBe(root);
    expect(roots.get(first)).toBe(root);
    expect(roots.has(root)).toBe(false);
  });

  it('hang on notes that are there already; on documents hang notes', () => {
    const [reply, answer, lone] = [note('a', ['known']), note('b', ['a']), note('c', ['https://example.org/essay'])];
    const roots = parentsIn([reply, answer, lone], (iri) => iri === 'known');
    expect([roots.get(reply), roots.get(answer), roots.has(lone)]).toEqual(['known', 'known', false]);
  });

  it('that go in circles, or begin nowhere, have no root', () => {
    const [a, b, after, orphan, self] = [
      note('a', ['b']),
      note('b', ['a']),
      note('c', ['a']),
      note('d', ['x'], true),
      note('e', ['e'], true),
    ];
    const roots = parentsIn([after, a, b, orphan, self], () => false);
    expect([a, b, after, orphan, self].map((one) => roots.get(one))).toEqual([null, null, null, null, null]);
  });

  it('are found in the time of their length', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => note(`${index}`, index > 0 ? [`${index - 1}`] : []));
    expect(parentsIn(chain.toReversed(), () => false).get(chain.at(-1) as OutsideNote)).toBe(chain[0]);
  });
});

describe('a note of ours, written and read again', () => {
  const characters = fc.constantFrom('表', '象', '的', '𠮷', '👩🏽‍💻', '🇨🇳', 'e\u0301', '\n', '\uFFFC', 'a');
  const texts = fc.array(
    fc.array(characters, { maxLength: 12 }).map((all) => all.join('')),
    { minLength: 1, maxLength: 6 },
  );

  it('stands in the same place', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (all, a, b) => {
        const blocks = all.map(block);
        const text = new JoinedText(blocks);
        const target = text.targetOf(Math.min(a, b) % (text.text.length + 1), Math.max(a, b) % (text.text.length + 1));
        fc.pre(target !== null);
        for (const point of [target.start, target.end])
          expect(isGraphemeEdge(blocks.find(({ key }) => key === point.block)?.text ?? '', point.offset)).toBe(true);
        const { exact: quote, prefix, suffix } = quoteOf(target, blocks);
        fc.pre(quote.trim() !== '');
        const written = writeAnnotation(
          {
            ...{ id: 'https://meipi.test/1', origin: null, author: null, body: null, created: '', modified: '' },
            ...{ motivation: 'highlighting', tags: [], source: 'https://meipi.test/read/a', target, state: 'kept' },
            ...{ quote, prefix, suffix, words: quote },
          },
          text,
        );
        const { place } = read(JSON.parse(JSON.stringify(written)) as object);
        const find = () => null;
        expect(placer({ text, find, converted: () => [] })(place)).toMatchObject({
          outcome: 'anchored',
          target,
          quote: { exact: quote },
        });
        // Each of the selectors alone leads there, too.
        expect(placer({ text, find, converted: () => [] })({ ...place, quote: null }).target).toEqual(target);
      }),
    );
  });

  it('counts there and back', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const text = new JoinedText(all.map(block));
        let units = 0;
        for (const [points, character] of Array.from(text.text).entries()) {
          expect([text.pointsOf(units), text.unitsOf(points)]).toEqual([points, units]);
          units += character.length;
        }
      }),
    );
  });
});
