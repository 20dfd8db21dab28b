/** The part of `npm start` that needs TypeScript: migrate, seed once, make searchable what is not, make the set-up link. */
import { db } from '@/lib/server/db';
import { migrate, type Migrated } from '@/lib/server/migrate';
import { catchUpWithSearch } from '@/lib/server/search-index';
import { newSetupLink } from '@/lib/server/setup-link';
import { seedOnce } from '@/prisma/seed';

const [origin = ''] = process.argv.slice(2);
const answer = await prepare().catch(asRefusal);
await db().$disconnect();
process.send?.(answer, () => process.disconnect());

async function prepare(): Promise<{ refusal: string } | { setupLink: string | null }> {
  const outcome = await migrate(process.env.DATABASE_URL ?? '');
  const refusal = refusalOf(outcome);
  if (refusal) return { refusal };
  for (const line of await seedOnce()) console.log(line);
  const { texts, notes } = await catchUpWithSearch();
  if (texts + notes > 0) console.log(`Made searchable: ${texts} texts, ${notes} notes`);
  return { setupLink: await newSetupLink(origin) };
}

/** A full disk is the operator's to mend; anything else is a fault, and shown as one. */
function asRefusal(error: unknown): { refusal: string } {
  if (error instanceof Error && /No space left on device|could not extend file/.test(error.message))
    return { refusal: 'No space is left on the database’s disk: free some, then start again.' };
  throw error;
}

function refusalOf(outcome: Migrated): string | null {
  if (outcome.kind === 'newer')
    return `The database is newer than this code (it has ${outcome.unknown.join(', ')}): start the newer version, or restore an older backup.`;
  if (outcome.kind === 'edited')
    return `The database cannot be migrated: ${outcome.migrations.join(', ')} was edited after it ran here; restore the file as it was.`;
  if (outcome.applied.length) console.log(`Migrated: ${outcome.applied.join(', ')}`);
  return null;
}
