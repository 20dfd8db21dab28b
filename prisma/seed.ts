import { readdir, readFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OF_ARTICLE } from '@/lib/server/articles';
import { db } from '@/lib/server/db';
import { importArticle } from '@/lib/server/import';
import { failureReason, ImportProblem } from '@/lib/server/import-words';
import { Problem } from '@/lib/server/problem';
import { readTermsJson } from '@/lib/server/terms-file';
import { bringTerms } from '@/lib/server/terms-import';

const CONTENT = path.resolve(import.meta.dirname, '../content');

/** Says in the database that the samples were brought, so that a deleted one stays deleted. */
const SEEDED = 'site.seeded';

/** Brings the sample essays of `content/`, with their glossaries, to a new database, once. Returns what to tell the operator. */
export async function seedOnce(folder = CONTENT): Promise<string[]> {
  if (await db().auditEvent.findFirst({ where: { action: SEEDED }, select: { id: true } })) return [];
  const files = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith('.md')).sort() : [];
  const lines: string[] = [];
  for (const file of files) lines.push(await bring(path.join(folder, file)));
  await db().auditEvent.create({ data: { action: SEEDED, subject: 'samples', detail: { files } } });
  return lines;
}

async function bring(file: string): Promise<string> {
  const filename = path.basename(file);
  const outcome = await importArticle('system', {
    content: await readFile(file),
    filename,
    assets: imagesBeside(file),
  });
  if (!(outcome instanceof Problem)) {
    await bringGlossary(outcome.article.slug, file.replace(/\.md$/, '.terms.json'));
    return `Brought the sample essay ${filename}.`;
  }
  // An interrupted first start may have brought it already.
  if (outcome.code === 'slug-taken') return `${filename} is there already.`;
  // Our own essay: not importing it is a fault of this code.
  const reason = outcome instanceof ImportProblem ? await failureReason('en', outcome.failure) : outcome.code;
  throw new Error(`${filename} cannot be imported: ${reason}`);
}

/** The terms of an essay, where there is a file of them beside it. */
async function bringGlossary(slug: string, file: string): Promise<void> {
  if (!existsSync(file)) return;
  const article = await db().article.findUniqueOrThrow({ where: { slug }, include: OF_ARTICLE });
  const terms = readTermsJson(await readFile(file, 'utf8'));
  const report = terms && (await bringTerms({ article, group: null }, terms, { by: null }));
  if (!report || report instanceof Problem || !report.done)
    throw new Error(`${path.basename(file)} cannot be brought: ${JSON.stringify(report)}`);
}

const imagesBeside = (file: string) => (image: string) => {
  const found = path.resolve(path.dirname(file), image);
  return existsSync(found) ? readFileSync(found) : null;
};
