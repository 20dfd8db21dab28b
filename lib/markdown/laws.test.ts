import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATOM, BLOCK_KEY, type Block, type Mark } from '@/lib/domain/text/block';
import { isPlainText, parseArticle } from './parse-article';

/** Pieces that mean something to a Markdown parser, and pieces that mean something to Chinese. */
const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('文', '字', '，', '。', '“', '”', '𠮷', 'e\u0301', '👩‍👧', ' ', '　', 'a', '1'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        '\n',
        '\n\n',
        '**',
        '*',
        '_',
        '~~',
        '`',
        '```\n',
        '$',
        '$$',
        '[',
        ']',
        '](',
        '(',
        ')',
        '![',
        '[^1]',
        '[^1]: ',
      ],
      ...['> ', '- ', '1. ', '# ', '---\n', '+++\n', '| ', '|-|-|\n', '<br>', '<b>', '</b>', '<!--', '-->', '<div>\n'],
      ...[
        '<script>',
        '</script>',
        '&amp;',
        '&#0;',
        '\\',
        'https://e.com/',
        'javascript:',
        'www.',
        '\t',
        '    ',
        '一、',
        '第二回 ',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
);
const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const filename = fc.constantFrom('a.md', 'a.txt');

const ATOMIC = new Set<Mark['type']>(['math', 'image', 'footnote-reference']);

function expectSound(block: Block): void {
  const { text, marks } = block;
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toContain('\0');
  for (const mark of marks) {
    expect(mark.start).toBeGreaterThanOrEqual(0);
    expect(mark.end).toBeGreaterThan(mark.start);
    expect(mark.end).toBeLessThanOrEqual(text.length);
    expect(text.slice(mark.start, mark.end).isWellFormed()).toBe(true);
    if (ATOMIC.has(mark.type)) expect(text.slice(mark.start, mark.end)).toBe(ATOM);
    if (mark.type === 'break') expect(text.slice(mark.start, mark.end)).toBe('\n');
    if (mark.type === 'link') expect(mark.href).not.toMatch(/^\s*(?:javascript|data|vbscript):/i);
  }
  const covered = marks.filter((mark) => ATOMIC.has(mark.type)).length;
  const expected = block.kind === 'math' ? 1 : covered;
  expect([...text].filter((character) => character === ATOM)).toHaveLength(expected);
}

describe('whatever is imported', () => {
  it('ends in sound blocks or a reason, and never throws', () => {
    fc.assert(
      fc.property(soup, filename, (source, name) => {
        const outcome = parseArticle(source, { filename: name });
        if (!outcome.ok) return;
        const { blocks, warnings } = outcome.article;
        blocks.forEach(expectSound);
        expect(blocks.map((block) => block.number)).toEqual(blocks.map((_, i) => i + 1));
        expect(new Set(blocks.map((block) => block.key)).size).toBe(blocks.length);
        for (const { key } of blocks) expect(key).toMatch(BLOCK_KEY);
        const lines = source.split(/\r\n?|\n/).length;
        for (const { line } of warnings) expect(line ?? 1).toBeLessThanOrEqual(lines);
      }),
      { numRuns: 1500 },
    );
  });

  it('has containers that nest, each with one meaning', () => {
    fc.assert(
      fc.property(soup, (source) => {
        const outcome = parseArticle(source, { filename: 'a.md' });
        if (!outcome.ok) return;
        const known = new Map<number, string>();
        for (const { path } of outcome.article.blocks)
          for (const container of path) {
            const meaning = JSON.stringify(container);
            expect(known.get(container.id) ?? meaning).toBe(meaning);
            known.set(container.id, meaning);
          }
      }),
    );
  });

  it('keeps every word of plain paragraphs', () => {
    const word = fc.string({ unit: fc.constantFrom('文', '字', '𠮷', '，', 'a', '七'), minLength: 1, maxLength: 12 });
    const paragraph = fc.array(word, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 6 }), filename, (paragraphs, name) => {
        const outcome = parseArticle(paragraphs.join('\n\n'), { filename: name });
        if (!outcome.ok) throw new Error(outcome.error.code);
        const bare = (text: string) => text.replace(/\s/g, '');
        expect(bare(outcome.article.blocks.map((block) => block.text).join(''))).toBe(bare(paragraphs.join('')));
        if (!isPlainText(name)) expect(outcome.article.blocks).toHaveLength(paragraphs.length);
      }),
    );
  });

  it('is the same when it is imported again', () => {
    fc.assert(
      fc.property(soup, filename, (source, name) => {
        expect(parseArticle(source, { filename: name })).toEqual(parseArticle(source, { filename: name }));
      }),
      { numRuns: 50 },
    );
  });
});
