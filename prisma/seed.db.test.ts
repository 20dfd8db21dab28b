import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/server/db';
import { Problem } from '@/lib/server/problem';
import { termCounts } from '@/lib/server/terms-occurrences';
import { freshDatabase } from '@/lib/server/testing/fresh-database';
import { seedOnce } from './seed';

let folder: string;
beforeEach(async () => {
  await freshDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'meipi-seed-'));
});
afterEach(() => rm(folder, { recursive: true }));

const slugs = async () => (await db().article.findMany({ orderBy: { slug: 'asc' } })).map(({ slug }) => slug);

describe('the sample essays', () => {
  it('greet the first reader of a new database, whole and with their pictures', async () => {
    await seedOnce();
    const [article] = await db().article.findMany({
      include: { revisions: { include: { blocks: true, assets: true } } },
    });
    expect(article?.visibility).toBe('public');
    const blocks = article?.revisions[0]?.blocks ?? [];
    expect(blocks.filter(({ kind }) => kind === 'heading').length).toBeGreaterThanOrEqual(6);
    const pictures = blocks.filter(({ kind }) => kind === 'figure').length;
    expect(article?.revisions[0]?.assets.length).toBe(pictures);
  });

  it('explain their terms, each of which they use', async () => {
    await seedOnce();
    const { slug } = await db().article.findFirstOrThrow();
    const terms = await db().term.findMany();
    expect(terms.map(({ headword }) => headword)).toEqual(expect.arrayContaining(['表象', '概念']));
    const counts = await termCounts(null, slug);
    if (counts instanceof Problem) throw new Error(counts.code);
    // Where the essay says what they are: a key follows its paragraph's words, and would be lost with them.
    const defining = terms.flatMap(({ definedIn }) => definedIn ?? []);
    expect(defining).toHaveLength(3);
    expect(await db().block.count({ where: { key: { in: defining } } })).toBe(3);
    expect(new Set(counts.counts.map(({ term }) => term))).toEqual(new Set(terms.map(({ id }) => id)));
  });

  it('come once: one that was deleted stays deleted', async () => {
    await writeFile(path.join(folder, 'one.md'), '# 一\n\n正文。\n');
    expect(await seedOnce(folder)).toEqual(['Brought the sample essay one.md.']);
    await db().article.deleteMany();
    expect(await seedOnce(folder)).toEqual([]);
    expect(await slugs()).toEqual([]);
  });

  it('are completed after a first start that was cut short', async () => {
    await writeFile(path.join(folder, 'one.md'), '# 一\n\n正文。\n');
    await seedOnce(folder);
    await db().auditEvent.deleteMany();
    await writeFile(path.join(folder, 'two.md'), '# 二\n\n正文。\n');
    await seedOnce(folder);
    expect(await slugs()).toEqual(['one', 'two']);
  });
});
