import 'server-only';
import type { TextInScript, WordsBothWays } from '@/lib/contract/scripts';
import { checkTarget } from '@/lib/domain/anchoring/check-target';
import type { Viewer } from '@/lib/domain/permissions/can';
import { displaySpan, sourceSpan, writePieces } from '@/lib/domain/script/alignment';
import type { Display, ShownBlock } from '@/lib/domain/script/display';
import { asidesOf, textRuns } from '@/lib/domain/script/text-runs';
import { PAGE_BLOCKS } from '@/lib/domain/text/pages';
import { sourceOffset } from '@/lib/domain/text/offset';

import { openArticle, type OpenArticle } from './articles';
import { db } from './db';
import { notFound, Problem, wrong } from './problem';
import { outlineOf } from './outline';
import { headingTitles } from './reading';
import { displayOf, languageShown, readShown, shownText, type Wanted } from './shown';

interface Stretch extends Wanted {
  readonly revision?: number;
  readonly from: number;
  readonly to?: number;
  /** Whether the titles of all headings are asked for, too. */
  readonly headings?: boolean;
}

/** What a page that shows a stretch in one script needs to show it in another. */
export async function textInScript(viewer: Viewer, slug: string, stretch: Stretch): Promise<TextInScript | Problem> {
  const opened = await openShown(viewer, slug, stretch);
  if (opened instanceof Problem) return opened;
  const { open, display } = opened;
  const { from, to = from + PAGE_BLOCKS - 1, script, headings = true } = stretch;
  if (to - from >= PAGE_BLOCKS) return wrong('to', 'too-much-text');
  const [blocks, outline] = await Promise.all([
    readShown(open, stretch, display, from, Math.max(1, to - from + 1)),
    outlineOf(open.revision.id),
  ]);
  const { title, author, description } = open.revision;
  return {
    script,
    lang: languageShown(open, script),
    rules: open.article.rules,
    article: {
      title: shownText(title, display),
      author: shownText(author, display),
      description: shownText(description, display),
    },
    headings: headings
      ? Array.from(headingTitles(open, stretch, display, outline), ([key, title]) => ({ key, title }))
      : [],
    blocks: blocks.map((shown) => ({
      key: shown.block.key,
      runs: textRuns(shown),
      asides: asidesOf(shown.block, display),
      pieces: writePieces(shown.alignment),
    })),
  };
}

async function openShown(
  viewer: Viewer,
  slug: string,
  wanted: Wanted & { revision?: number },
): Promise<{ open: OpenArticle; display: Display | null } | Problem> {
  const open = await openArticle(viewer, slug, wanted.revision);
  if (open instanceof Problem) return open;
  const display = await displayOf(open, wanted);
  return display instanceof Problem ? display : { open, display };
}

interface Place {
  readonly block: string;
  readonly offset: number;
}

interface Words extends Wanted {
  readonly revision?: number;
  readonly start: Place;
  readonly end: Place;
}

/** Words of the source, grown to whole pieces, as they stand and as they are shown; and why what is not one-to-one is so. */
export async function wordsBothWays(viewer: Viewer, slug: string, words: Words): Promise<WordsBothWays | Problem> {
  const opened = await openShown(viewer, slug, words);
  if (opened instanceof Problem) return opened;
  const { open, display } = opened;
  const numbers = await db().block.findMany({
    where: { revisionId: open.revision.id, key: { in: [words.start.block, words.end.block] } },
    select: { key: true, number: true },
  });
  const number = (key: string) => numbers.find((row) => row.key === key)?.number;
  const [first, last] = [number(words.start.block), number(words.end.block)];
  if (first === undefined || last === undefined || last < first) return notFound();
  if (last - first >= PAGE_BLOCKS) return wrong('end', 'too-much-text');
  const blocks = await readShown(open, words, display, first, last - first + 1);
  const fault = checkTarget(
    { start: pointOf(words.start), end: pointOf(words.end) },
    blocks.map(({ block }) => block),
  );
  if (fault === 'empty' || fault === 'outside') return wrong('end', 'invalid');
  const parts = blocks.map((shown, index) => {
    const start = index === 0 ? words.start.offset : 0;
    const end = index === blocks.length - 1 ? words.end.offset : shown.block.text.length;
    return partOf(shown, display, start, end);
  });
  return {
    source: parts.map(({ source }) => source).join('\n'),
    shown: parts.map(({ shown }) => shown).join('\n'),
    pieces: parts.flatMap(({ pieces }) => pieces),
  };
}

const pointOf = ({ block, offset }: Place) => ({ block, offset: sourceOffset(offset) });

function partOf({ block, text, alignment }: ShownBlock, display: Display | null, from: number, to: number) {
  const shownSpan = displaySpan(alignment, { start: sourceOffset(from), end: sourceOffset(to) });
  const span = sourceSpan(alignment, shownSpan);
  const places = display?.protectedWords(block.text) ?? [];
  const pieces = alignment.pieces
    .filter((p) => p.sourceStart < span.end && p.sourceEnd > span.start)
    .map((p): WordsBothWays['pieces'][number] => {
      const place = places.find(({ start, end }) => start < p.sourceEnd && end > p.sourceStart);
      return {
        block: block.key,
        start: p.sourceStart,
        end: p.sourceEnd,
        source: block.text.slice(p.sourceStart, p.sourceEnd),
        shown: text.slice(p.displayStart, p.displayEnd),
        rule: place ? { kind: 'protected', line: place.rule.line } : { kind: 'dictionary' },
      };
    });
  // A rule whose words answer one to one, or that keeps them, makes no piece.
  const plain = places
    .filter(({ start, end }) => start < span.end && end > span.start)
    .filter(({ start, end }) => !pieces.some((p) => p.start < end && p.end > start))
    .map(({ start, end, rule }): WordsBothWays['pieces'][number] => ({
      block: block.key,
      start,
      end,
      source: block.text.slice(start, end),
      shown: rule.text,
      rule: { kind: 'protected', line: rule.line },
    }));
  return {
    source: block.text.slice(span.start, span.end),
    shown: text.slice(shownSpan.start, shownSpan.end),
    pieces: [...pieces, ...plain].sort((a, b) => a.start - b.start),
  };
}
