/** Publishing the next edition of a novel, by how many notes follow into it. On a PostgreSQL of its own. */
import { uuidv7 } from 'uuidv7';
import { db } from '@/lib/server/db';
import { importArticle } from '@/lib/server/import';
import { Problem } from '@/lib/server/problem';
import { publishEdition } from '@/lib/server/publish';
import { figuresOf, show, table } from './measure';
import { withDatabase } from './postgres';
import { bookText, randomFrom } from './texts';

const NOTES = [0, 1_000, 10_000];
const ROUNDS = 3;
/** One paragraph of so many is corrected. */
const CORRECTED = 10;

export const publishing = (): Promise<string> =>
  withDatabase(async () => {
    const { name, text } = await bookText();
    const corrected = withCorrections(text);
    const articles: string[] = [];
    for (const notes of NOTES) articles.push(await prepared(text, notes));
    const runs: Run[][] = NOTES.map(() => []);
    for (let round = 0; round < ROUNDS; round++)
      for (const [index, slug] of articles.entries())
        runs[index]?.push(await published(slug, round % 2 === 0 ? corrected : text));
    return [
      `${name}, ${text.length.toLocaleString('en')} characters, one paragraph in ${CORRECTED} corrected, then taken back; in process, parsing and storing included. Median (min–max) of ${ROUNDS}. “Held up”: the longest that anything else in the process had to wait.`,
      table(
        ['notes', 'seconds', 'of which placing', 'held up', 'written anew'],
        NOTES.map((notes, index) => {
          const of = (value: (run: Run) => number) => figuresOf((runs[index] ?? []).map(value));
          return [
            notes.toLocaleString('en'),
            show(
              of(({ seconds }) => seconds),
              ' s',
              2,
            ),
            show(
              of(({ placing }) => placing),
              ' s',
              2,
            ),
            show(
              of(({ heldUp }) => heldUp),
              ' ms',
              0,
            ),
            show(
              of(({ written }) => written),
              '',
              0,
            ),
          ];
        }),
      ),
    ].join('\n\n');
  });

/** A character put in here and taken out there, a clause added. */
function withCorrections(text: string): string {
  const random = randomFrom(5);
  return text
    .split('\n')
    .map((line, index) => {
      if (index % CORRECTED !== 0 || line.length < 40) return line;
      const at = 5 + Math.floor(random() * (line.length - 20));
      const kind = Math.floor(random() * 3);
      if (kind === 0) return `${line.slice(0, at)}某${line.slice(at + 1)}`;
      return kind === 1
        ? line.slice(0, at) + line.slice(at + 2)
        : `${line.slice(0, at)}，且说这里添了几句，${line.slice(at)}`;
    })
    .join('\n');
}

async function prepared(text: string, notes: number): Promise<string> {
  const slug = `book-${notes}`;
  const imported = await importArticle('system', { content: text, filename: 'book.txt', slug });
  if (imported instanceof Problem) throw new Error(imported.code);
  const article = await db().article.findUniqueOrThrow({ where: { slug }, include: { revisions: { take: 1 } } });
  const blocks = await db().block.findMany({
    where: { revisionId: article.revisions[0]?.id },
    select: { key: true, text: true },
  });
  const long = blocks.filter((block) => block.text.length > 60);
  const random = randomFrom(7);
  const made = Array.from({ length: notes }, () => {
    const { key, text: words } = long[Math.floor(random() * long.length)] ?? { key: '', text: '' };
    const start = Math.floor(random() * (words.length - 30));
    const end = start + 2 + Math.floor(random() * 20);
    return {
      id: uuidv7(),
      key,
      start,
      end,
      quote: words.slice(start, end),
      prefix: words.slice(Math.max(0, start - 32), start),
      suffix: words.slice(end, end + 32),
    };
  });
  for (let at = 0; at < notes; at += 1000) {
    const batch = made.slice(at, at + 1000);
    await db().annotation.createMany({
      data: batch.map(({ id, quote, prefix, suffix }) => ({
        ...{ id, articleId: article.id, layer: 'public' as const, motivation: 'highlighting' as const },
        ...{ quote, prefix, suffix, madeOn: 1, requestHash: '', tags: [] },
      })),
    });
    await db().position.createMany({
      data: batch.map(({ id, key, start, end }) => ({
        ...{ annotationId: id, articleId: article.id, firstRevision: 1, startBlock: key, endBlock: key },
        ...{ startOffset: start, endOffset: end },
      })),
    });
  }
  return slug;
}

interface Run {
  readonly seconds: number;
  readonly placing: number;
  /** Milliseconds. */
  readonly heldUp: number;
  readonly written: number;
}

async function published(slug: string, content: string): Promise<Run> {
  const positions = () => db().position.count({ where: { article: { slug } } });
  const before = await positions();
  let [heldUp, last] = [0, performance.now()];
  const watch = setInterval(() => {
    const now = performance.now();
    heldUp = Math.max(heldUp, now - last - 5);
    last = now;
  }, 5);
  const begun = performance.now();
  let [placing, placed] = [0, 0];
  const outcome = await publishEdition(
    'system',
    slug,
    { content: Buffer.from(content), filename: 'book.txt' },
    ({ stage, done, total }) => {
      if (stage !== 'placing') return;
      if (done === 0) placing = performance.now();
      if (done === total) placed = performance.now();
    },
  );
  clearInterval(watch);
  if (outcome instanceof Problem) throw new Error(outcome.code);
  return {
    seconds: (performance.now() - begun) / 1000,
    placing: (placed - placing) / 1000,
    heldUp,
    written: (await positions()) - before,
  };
}
