import 'server-only';
import type { Database } from './db';

/** Somebody has come who had a link of their own as well: it is not waited for any more. */
export async function spendPersonal(
  tx: Database,
  { groupId, userId }: { readonly groupId: string; readonly userId: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE invitation SET uses = 1 FROM "user" u
    WHERE u.id = ${userId}::uuid AND invitation.group_id = ${groupId}::uuid AND invitation.email = u.email
      AND invitation.uses = 0`;
}
