import 'server-only';
import { createHash } from 'node:crypto';
import type { TermScope } from '@/lib/contract/terms';
import { can, type TermFacts, type Viewer } from '@/lib/domain/permissions/can';
import type { Prisma } from '@/prisma/generated/client';
import { articleFacts, openArticle, type Article, type OpenArticle } from './articles';
import { db, type Database } from './db';
import { notFound, Problem } from './problem';

/*
 * Whose a glossary is: an article's, or a group's, which goes with every article that its members read.
 */

/** Exactly one of the two. */
export type Glossary =
  { readonly article: Article; readonly group: null } | { readonly article: null; readonly group: string };

const glossaryFacts = ({ article, group }: Glossary): TermFacts => ({
  article: article && articleFacts(article),
  group,
});

/** The columns by which its rows are told. */
export const glossaryColumns = ({ article, group }: Glossary) => ({ articleId: article?.id ?? null, groupId: group });

/** Of the audit: which glossary it was. */
export const glossaryDetail = ({ article, group }: Glossary): Record<string, string> =>
  article ? { article: article.slug } : { group: group ?? '' };

const groupOfScope = (scope: TermScope): string | null =>
  scope === 'article' ? null : scope.slice('group:'.length).toLowerCase();

/** An article as its viewer reads it, with the glossary of a scope beside it. */
export async function openScope(
  viewer: Viewer,
  slug: string,
  scope: TermScope,
): Promise<{ open: OpenArticle; glossary: Glossary; facts: TermFacts } | Problem> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  const group = groupOfScope(scope);
  const facts = { article: articleFacts(open.article), group };
  if (!can(viewer, 'term: see', facts)) return notFound();
  const glossary: Glossary = group === null ? { article: open.article, group } : { article: null, group };
  return { open, glossary, facts };
}

/** The glossary at an address: of an article by its slug, of a group by its id. */
export async function openGlossary(
  viewer: Viewer,
  at: { readonly slug: string } | { readonly group: string },
): Promise<Glossary | Problem> {
  if ('group' in at) {
    if (can(viewer, 'group: see', at.group)) return { article: null, group: at.group };
    return viewer ? notFound() : new Problem('not-signed-in');
  }
  const open = await openArticle(viewer, at.slug);
  return open instanceof Problem ? open : { article: open.article, group: null };
}

/** Likewise, for who changes it. */
export async function openToChange(
  viewer: Viewer,
  at: Parameters<typeof openGlossary>[1],
): Promise<{ glossary: Glossary; viewer: NonNullable<Viewer> } | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const glossary = await openGlossary(viewer, at);
  if (glossary instanceof Problem) return glossary;
  return can(viewer, 'term: change', glossaryFacts(glossary)) ? { glossary, viewer } : notFound();
}

/** Two that change one glossary at once: the second waits here until the first has committed. */
export async function lockGlossary(tx: Database, glossary: Glossary): Promise<void> {
  const key = `glossary ${glossary.article?.id ?? glossary.group}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/** Ids of an article's glossary and of those of the viewer's groups; `scope`: of that one alone. */
export function glossariesBeside(
  viewer: Viewer,
  article: Article | null,
  scope?: TermScope,
): { articleId: string | null; groups: string[] } {
  const mine = Object.keys(viewer?.groups ?? {});
  if (scope === undefined) return { articleId: article?.id ?? null, groups: mine };
  const group = groupOfScope(scope);
  return group === null
    ? { articleId: article?.id ?? null, groups: [] }
    : { articleId: null, groups: mine.filter((id) => id === group) };
}

/** To which of them the viewer may add terms. @param article theirs, where they have one */
export function scopesToAddTo(
  viewer: Viewer,
  { articleId, groups }: ReturnType<typeof glossariesBeside>,
  article: Article | null,
): TermScope[] {
  const glossaries: Glossary[] = [
    ...(article && articleId === article.id ? [{ article, group: null }] : []),
    ...groups.map((group) => ({ article: null, group })),
  ];
  return glossaries
    .filter((glossary) => can(viewer, 'term: change', glossaryFacts(glossary)))
    .map(({ group }): TermScope => (group === null ? 'article' : `group:${group}`));
}

export const inGlossaries = ({ articleId, groups }: ReturnType<typeof glossariesBeside>): Prisma.TermWhereInput => ({
  OR: [...(articleId === null ? [] : [{ articleId }]), { groupId: { in: groups } }],
});

/** Changes whenever a term of one of them does, or which they are: versions only grow, and rows stay. */
export async function glossaryTag(glossaries: ReturnType<typeof glossariesBeside>): Promise<string> {
  const sums = await db().term.groupBy({
    by: ['articleId', 'groupId'],
    where: inGlossaries(glossaries),
    _sum: { version: true },
    orderBy: [{ articleId: 'asc' }, { groupId: 'asc' }],
  });
  const said = sums.map(({ articleId, groupId, _sum }) => [articleId, groupId, _sum.version]);
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16);
}
