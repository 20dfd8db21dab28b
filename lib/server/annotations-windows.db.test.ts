import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnnotationView } from '@/lib/contract/annotations';
import { listAnnotations } from './annotations-in-article';
import { openArticle, readBlocks } from './articles';
import { db } from './db';
import { importArticle } from './import';
import { Problem } from './problem';
import { publishEdition } from './publish';
import { freshDatabase } from './testing/fresh-database';
import { article, as, idsOf, key, person, write, type Person } from './testing/notes-cast';

const BLOCKS = 90;
/** As FAR_REACH in annotations-in-article.ts: both sides of it are to be tried. */
const FAR = 16;

let lin: Person;
beforeAll(async () => {
  await freshDatabase();
  lin = await person('林晚');
});

describe('notes that reach over many blocks', () => {
  const place = fc
    .tuple(
      fc.integer({ min: 1, max: BLOCKS }),
      fc.oneof(fc.constant(0), fc.integer({ min: 0, max: FAR + 4 }), fc.nat(60)),
    )
    .map(([first, reach]) => ({ first, last: Math.min(BLOCKS, first + reach) }));
  const window = fc
    .tuple(fc.integer({ min: 1, max: BLOCKS }), fc.nat(30))
    .map(([from, more]) => ({ from, to: Math.min(BLOCKS, from + more) }));

  it('are in a window’s list exactly if they touch it, in the order of the whole list', async () => {
    await article({ slug: 'long', texts: Array.from({ length: BLOCKS }, (_, n) => `第 ${n + 1} 段，山重水复。`) });
    const { id: articleId } = await db().article.findUniqueOrThrow({ where: { slug: 'long' } });
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { maxLength: 40 }),
        fc.array(window, { minLength: 1, maxLength: 6 }),
        async (places, windows) => {
          await db().annotation.deleteMany();
          const ids = places.map(() => uuidv7());
          const note = { articleId, authorId: lin.id, layer: 'public', motivation: 'highlighting', madeOn: 1 } as const;
          await db().annotation.createMany({ data: ids.map((id) => ({ ...note, id, requestHash: '' })) });
          await db().position.createMany({
            data: places.map(({ first, last }, index) => ({
              ...{ annotationId: ids[index] as string, articleId, firstRevision: 1 },
              ...{ startBlock: key(first), endBlock: key(last), startOffset: 0, endOffset: 2 },
            })),
          });
          const whole = await idsIn({});
          for (const { from, to } of windows) {
            const touching = new Set(ids.filter((_, n) => places[n]!.first <= to && places[n]!.last >= from));
            expect(await idsIn({ from, to })).toEqual(whole.filter((id) => touching.has(id)));
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  const idsIn = async (asked: { from?: number; to?: number }): Promise<string[]> => {
    const list = await listAnnotations({ id: lin.id, role: 'reader' }, 'long', asked);
    return done(list).annotations.map(({ id }: AnnotationView) => id);
  };
});

describe('a next edition that makes a line between a note’s ends a paragraph', () => {
  const paragraphs = Array.from({ length: FAR + 3 }, (_, n) => `县志第${n + 1}卷说的是别处的事情，共${n * n + 7}页。`);
  const file = (texts: readonly string[]) => ({ content: texts.join('\n\n'), filename: 'bridge.md' });

  it('leaves it in the lists of all blocks that it now lies over, and of the earlier edition as it was', async () => {
    const joined = [
      ...paragraphs.slice(0, 3),
      `${paragraphs[3]}  \n此处另起一行，说的还是那件事情。`,
      ...paragraphs.slice(4),
    ];
    done(await importArticle('system', { ...file(joined), slug: 'bridge' }));
    const over = (await blocks()).slice(0, FAR + 1);
    const exact = over.map(({ text }) => text).join('\n');
    const [first, last] = [over[0]!, over.at(-1)!];
    const target = {
      start: { block: first.key, offset: 0 },
      end: { block: last.key, offset: last.text.length },
      exact,
    };
    const id = await write(lin, { article: 'bridge', target });
    done(await publishEdition('system', 'bridge', file(joined.map((text) => text.replace('  \n', '\n\n')))));
    // Its row is the one that was written: it stands on the same blocks as before.
    expect(await db().position.findMany({ where: { annotationId: id } })).toMatchObject([
      { firstRevision: 1, lastRevision: null, reach: FAR + 1 },
    ]);
    const lists = async (from: number, revision = 2) =>
      idsOf(await as(lin).list('bridge', `?from=${from}&to=${from}&revision=${revision}`));
    const in2 = await Promise.all([1, 4, FAR + 1, FAR + 2, FAR + 3].map((from) => lists(from)));
    expect(in2).toEqual([[id], [id], [id], [id], []]);
    const in1 = await Promise.all([1, FAR + 1, FAR + 2].map((from) => lists(from, 1)));
    expect(in1).toEqual([[id], [id], []]);
  });

  const blocks = async () => readBlocks(done(await openArticle({ id: lin.id, role: 'reader' }, 'bridge')).revision.id);
});

function done<T>(outcome: T | Problem): T {
  if (outcome instanceof Problem) throw new Error(outcome.code);
  return outcome;
}
