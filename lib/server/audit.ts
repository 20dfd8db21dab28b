import 'server-only';
import { uuidv7 } from 'uuidv7';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { db, type Database } from './db';

/**
 * What an admin did to somebody else's account, or an editor to an article or to a reader's note. The names are on
 * record in the database: don't rename.
 */
export type AuditAction =
  | 'user.role'
  | 'user.reset-link'
  | 'article.publish'
  | 'article.unpublish'
  | 'article.edition'
  | 'article.rules'
  | 'article.share'
  | 'article.unshare'
  | 'article.import-notes'
  | 'annotation.reattach'
  | 'annotation.delete'
  | 'annotation.restore'
  | 'reply.delete'
  | 'reply.restore'
  | 'annotation.hide'
  | 'annotation.show'
  | 'reply.hide'
  | 'reply.show'
  | 'flag.settle'
  | 'term.add'
  | 'term.change'
  | 'term.delete'
  | 'term.restore'
  | 'term.merge'
  | 'term.import'
  | 'term.dismiss'
  | 'assignment.create'
  | 'assignment.change'
  | 'assignment.copy'
  | 'assignment.extend'
  | 'assignment.grade'
  | 'assignment.release'
  | 'group.change'
  | 'group.archive'
  | 'group.role'
  | 'group.remove'
  | 'group.roster';

/** @param actorId null: the command line */
export async function audit(
  tx: Database,
  actorId: string | null,
  action: AuditAction,
  subject: string,
  detail: Record<string, string> = {},
): Promise<void> {
  await tx.auditEvent.create({ data: { id: uuidv7(), actorId, action, subject, detail } });
}

/** Of these an admin is told, beside what was done to accounts. */
const MODERATION = ['annotation.hide', 'annotation.show', 'reply.hide', 'reply.show', 'flag.settle'] as const;

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: string | null;
  readonly action: string;
  /** Name of the person it was done to, or who wrote what it was done to; null when the account is gone. */
  readonly subject: string | null;
  readonly detail: Readonly<Record<string, string>>;
  /** On which article the note stands that it was done to. */
  readonly article: { readonly slug: string; readonly title: string } | null;
}

/** The newest entries about people and about what was moderated, for admins. Nothing for anybody else. */
export async function recentAudit(viewer: Viewer, limit = 20): Promise<AuditEntry[]> {
  if (!can(viewer, 'site: administer')) return [];
  const events = await db().auditEvent.findMany({
    where: { OR: [{ action: { startsWith: 'user.' } }, { action: { in: [...MODERATION] } }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    include: { actor: { select: { name: true } } },
  });
  const [names, titles] = await Promise.all([
    namesBehind(events.map(({ subject }) => subject)),
    titlesOf(events.flatMap(({ detail }) => (detail as Record<string, string>).article ?? [])),
  ]);
  return events.map((event) => {
    const detail = event.detail as Record<string, string>;
    const title = titles.get(detail.article ?? '');
    return {
      id: event.id,
      at: event.createdAt,
      actor: event.actor?.name ?? null,
      action: event.action,
      subject: names.get(event.subject) ?? null,
      detail,
      article: detail.article !== undefined && title !== undefined ? { slug: detail.article, title } : null,
    };
  });
}

/** Of people by their ids, of authors by the ids of what they wrote. */
async function namesBehind(subjects: string[]): Promise<Map<string, string>> {
  const where = { id: { in: subjects } };
  const select = { id: true, author: { select: { name: true } } };
  const [people, notes, replies] = await Promise.all([
    db().user.findMany({ where, select: { id: true, name: true } }),
    db().annotation.findMany({ where, select }),
    db().reply.findMany({ where, select }),
  ]);
  const authors = [...notes, ...replies].flatMap(({ id, author }) => (author ? [{ id, name: author.name }] : []));
  return new Map([...people, ...authors].map(({ id, name }) => [id, name]));
}

async function titlesOf(slugs: string[]): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ slug: string; title: string }[]>`
    SELECT t.slug, r.title FROM article t JOIN revision r ON r.article_id = t.id AND r.number = t.revision
    WHERE t.slug = ANY (${slugs})`;
  return new Map(rows.map(({ slug, title }) => [slug, title]));
}
