import 'server-only';
import { followSection } from '@/lib/domain/assignments/section';
import type { Database } from './db';

/** Of an edition: the keys of its blocks, in order. */
export async function blockKeys(database: Database, revisionId: string): Promise<string[]> {
  const rows = await database.$queryRaw<{ key: string }[]>`
    SELECT key FROM block WHERE revision_id = ${revisionId}::uuid ORDER BY number`;
  return rows.map(({ key }) => key);
}

/** What is assigned of an article goes with its blocks from one edition to the next. The caller has locked the article. */
export async function moveSections(
  tx: Database,
  { articleId, from, to }: { readonly articleId: string; readonly from: string; readonly to: string },
): Promise<void> {
  const assignments = await tx.assignment.findMany({ where: { articleId, lost: false } });
  if (assignments.length === 0) return;
  const [before, after] = [await blockKeys(tx, from), await blockKeys(tx, to)];
  for (const { id, firstBlock: first, lastBlock: last } of assignments) {
    const section = followSection({ first, last }, before, after);
    if (section?.first === first && section.last === last) continue;
    await tx.assignment.update({
      where: { id },
      data: section ? { firstBlock: section.first, lastBlock: section.last } : { lost: true },
      select: { id: true },
    });
  }
}
