import 'server-only';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { TermView } from '@/lib/contract/terms';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { Prisma, type Term } from '@/prisma/generated/client';

import { audit } from './audit';
import { db, type Database } from './db';
import { notFound, Problem, wrong } from './problem';
import { changing, findTerm, readTerm, updateTerm } from './terms';
import { settleRequests } from './terms-asked';
import { formsOf, identitiesOf, jsonColumn, refuseTaken, takenBy, takenWords, tidied } from './terms-forms';
import { glossaryDetail, type Glossary } from './terms-scope';
import { bodiesOf, termFacts } from './terms-view';

/** The other takes its words and, having none, its definition and notes; what it said itself stays in its history. */
export async function mergeTerm(viewer: Viewer, id: string, into: string): Promise<TermView | Problem> {
  const merged = await changing(viewer, id, async (tx, term, glossary, by) => {
    const other = await tx.term.findUnique({ where: { id: into } });
    const isBeside = other && other.articleId === term.articleId && other.groupId === term.groupId;
    if (!isBeside || other.deletedAt || term.deletedAt || into === id) return wrong('into', 'invalid');
    const at = new Date();
    const forms = tidied({ headword: other.headword, aliases: [...other.aliases, ...formsOf(term)] });
    if (forms instanceof Problem) return forms;
    const taken = { ...takenBody(other, term, 'definition'), ...takenBody(other, term, 'translation') };
    await updateTerm(tx, term, { deletedAt: at, mergedIntoId: into }, 'merged', by, at);
    await updateTerm(
      tx,
      other,
      {
        aliases: forms.aliases,
        definedIn: other.definedIn ?? term.definedIn,
        ...taken,
      },
      'took',
      by,
      at,
    );
    await audit(tx, by, 'term.merge', id, { ...glossaryDetail(glossary), into });
    return null;
  });
  return merged instanceof Problem ? merged : readTerm(viewer, into);
}

const takenBody = (other: Term, term: Term, name: 'definition' | 'translation') =>
  other[name] === null ? { [name]: jsonColumn(term[name]), [`${name}Text`]: term[`${name}Text`] } : {};

/** From being deleted, or merged. One that is there stays as it is. */
export async function restoreTerm(viewer: Viewer, id: string): Promise<TermView | Problem> {
  const done = await changing(viewer, id, async (tx, term, glossary, by) => {
    if (!term.deletedAt) return null;
    const holders = await holdersOf(tx, term);
    const taken = await refuseTaken(
      tx,
      glossary,
      term,
      holders.map((holder) => holder.id),
    );
    if (taken) return taken;
    const isOf = await wordsOf(tx, glossary, term, holders);
    // A holder gives its aliases back, never what it is called itself.
    const same = holders.find((holder) => !holder.deletedAt && isOf(holder.headword));
    if (same) return takenBy(same);
    for (const holder of holders) await part(tx, holder, term, isOf, by);
    await updateTerm(tx, term, { deletedAt: null, mergedIntoId: null }, 'restored', by);
    await settleRequests(tx, glossary, formsOf(term));
    await audit(tx, by, 'term.restore', id, glossaryDetail(glossary));
    return null;
  });
  return done ?? readTerm(viewer, id);
}

/** The one it was merged into, the one into which that was, and so on. */
async function holdersOf(tx: Database, { mergedIntoId }: Term): Promise<Term[]> {
  const holders: Term[] = [];
  for (let id = mergedIntoId; id !== null && !holders.some((holder) => holder.id === id);) {
    const holder: Term = await tx.term.findUniqueOrThrow({ where: { id } });
    holders.push(holder);
    id = holder.mergedIntoId;
  }
  return holders;
}

/** Which of its holders' words are the parted one's, told apart as those of the whole glossary are. */
async function wordsOf(tx: Database, glossary: Glossary, parted: Term, holders: readonly Term[]) {
  const others = (await takenWords(tx, glossary)).map(({ form }) => form);
  const identity = identitiesOf([...others, ...[parted, ...holders].flatMap(formsOf)]);
  const own = new Set(formsOf(parted).map(identity));
  return (form: string): boolean => own.has(identity(form));
}

/**
 * No two terms have the same words: what the parted one has, the holder had of it.
 *
 * @param isOf whether a form is the parted one's
 */
async function part(
  tx: Database,
  holder: Term,
  parted: Term,
  isOf: (form: string) => boolean,
  by: string,
): Promise<void> {
  const aliases = holder.aliases.filter((alias) => !isOf(alias));
  const before = await beforeTaking(tx, holder.id, parted.deletedAt);
  const had = (name: 'definition' | 'translation') =>
    before?.[name] === null && holder[`${name}Text`] === parted[`${name}Text`]
      ? { [name]: Prisma.DbNull, [`${name}Text`]: '' }
      : {};
  await updateTerm(tx, holder, { aliases, ...had('definition'), ...had('translation') }, 'parted', by);
}

async function beforeTaking(tx: Database, termId: string, at: Date | null) {
  const took = at && (await tx.termVersion.findFirst({ where: { termId, change: 'took', at } }));
  return took && tx.termVersion.findUnique({ where: { termId_version: { termId, version: took.version - 1 } } });
}

export async function termHistory(
  viewer: Viewer,
  id: string,
): Promise<ResponseOf<Endpoints['GET /api/terms/:id/history']> | Problem> {
  const term = await findTerm(viewer, id);
  if (term instanceof Problem) return term;
  // What was taken out is for those who took it out.
  if (term.deletedAt && !can(viewer, 'term: change', termFacts(term))) return notFound();
  const versions = await db().termVersion.findMany({
    where: { termId: id },
    orderBy: { version: 'desc' },
    include: { by: { select: { id: true, name: true } } },
  });
  return {
    versions: versions.map((row) => ({
      version: row.version,
      change: row.change,
      headword: row.headword,
      aliases: row.aliases,
      ...bodiesOf(row),
      definedIn: row.definedIn,
      by: row.by,
      at: row.at.toISOString(),
    })),
  };
}
