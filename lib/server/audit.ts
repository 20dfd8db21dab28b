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
  | 'article.import-notes'
  | 'annotation.reattach'
  | 'annotation.delete'
  | 'annotation.restore'
  | 'reply.delete'
  | 'reply.restore';

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

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: string | null;
  readonly action: string;
  /** Name of the person it was done to; null when the account is gone. */
  readonly subject: string | null;
  readonly detail: Readonly<Record<string, string>>;
}

/** The newest entries about people, for admins. Nothing for anybody else. */
export async function recentAudit(viewer: Viewer, limit = 20): Promise<AuditEntry[]> {
  if (!can(viewer, 'site: administer')) return [];
  const events = await db().auditEvent.findMany({
    where: { action: { startsWith: 'user.' } },
    orderBy: { createdAt: 'desc' },
    take: limit,
    include: { actor: { select: { name: true } } },
  });
  const people = await db().user.findMany({
    where: { id: { in: events.map((event) => event.subject) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return events.map((event) => ({
    id: event.id,
    at: event.createdAt,
    actor: event.actor?.name ?? null,
    action: event.action,
    subject: names.get(event.subject) ?? null,
    detail: event.detail as Record<string, string>,
  }));
}
