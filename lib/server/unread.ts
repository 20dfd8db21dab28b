import 'server-only';
import { Prisma } from '@/prisma/generated/client';

/**
 * Whether a thread is unread, over `a` (annotation) and what `joins` adds: something was said in it after what its
 * reader has read of it (`thread_read`), of the article (`read_mark`), and, in a group, after they joined. Public
 * notes of an article one has never opened are not unread, and private ones never.
 */
export const UNREAD_IN_SQL = {
  joins: (userId: string): Prisma.Sql => Prisma.sql`
    LEFT JOIN thread_read ON thread_read.annotation_id = a.id AND thread_read.user_id = ${userId}::uuid
    LEFT JOIN read_mark ON read_mark.article_id = a.article_id AND read_mark.user_id = ${userId}::uuid
    LEFT JOIN membership joined ON joined.group_id = a.group_id AND joined.user_id = ${userId}::uuid`,
  where: Prisma.sql`(a.activity > coalesce(thread_read.up_to, 0) AND CASE a.layer
    WHEN 'public' THEN a.activity > read_mark.up_to
    WHEN 'group' THEN a.activity > greatest(joined.joined_after, coalesce(read_mark.groups_up_to, 0))
      AND joined.user_id IS NOT NULL
    ELSE FALSE END)`,
} as const;
