import 'server-only';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { groupOf, type Layer } from '@/lib/domain/discussion/annotation';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { Prisma } from '@/prisma/generated/client';
import { openForNotes } from './annotations-place';
import { articleFacts } from './articles';
import { db, type Database } from './db';
import { notFound, Problem } from './problem';
import { folding } from './search-index';

type People = ResponseOf<Endpoints['GET /api/articles/:slug/people']>;

/** How many are offered at once. */
const OFFERED = 8;
/** How many names are looked through: more than write on any article. */
const LOOKED_AT = 5_000;

/** Where somebody may be named, and by whom. */
export interface Naming {
  readonly articleId: string;
  readonly layer: Layer;
  /** Who writes: nobody names themself. */
  readonly by: string;
}

/** Whom one may name in a layer of an article, best first. */
export async function peopleToName(
  viewer: Viewer,
  slug: string,
  { layer, q }: { readonly layer: Layer; readonly q: string },
): Promise<People | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const article = await openForNotes(db(), viewer, slug);
  if (article instanceof Problem) return article;
  const group = groupOf(layer);
  if (group !== null && !can(viewer, 'group: see', group)) return notFound();
  if (!can(viewer, 'article: annotate', { layer, article: articleFacts(article) })) return { people: [] };
  const people = await db().$queryRaw<People['people']>`
    SELECT u.id, u.name FROM "user" u WHERE u.id IN (${namable({ articleId: article.id, layer, by: viewer.id })})
    ORDER BY u.name, u.id LIMIT ${LOOKED_AT}`;
  return { people: bestOf(people, q) };
}

/** Of these accounts, the names of those that may be named there. */
export async function namesOf(
  database: Database,
  ids: readonly string[],
  naming: Naming,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const people = await database.$queryRaw<People['people']>`
    SELECT u.id, u.name FROM "user" u WHERE u.id = ANY (${ids}::uuid[]) AND u.id IN (${namable(naming)})`;
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** Ids of accounts: a group's members; in public, who has written there what can be read; in private, nobody. */
function namable({ articleId, layer, by }: Naming): Prisma.Sql {
  if (layer === 'private') return Prisma.sql`SELECT NULL::uuid WHERE FALSE`;
  const group = groupOf(layer);
  if (group !== null)
    return Prisma.sql`SELECT user_id FROM membership WHERE group_id = ${group}::uuid AND user_id <> ${by}::uuid`;
  return Prisma.sql`
    SELECT a.author_id FROM annotation a
    WHERE a.article_id = ${articleId}::uuid AND a.layer = 'public' AND a.deleted_at IS NULL AND a.hidden_at IS NULL
      AND a.author_id <> ${by}::uuid
    UNION SELECT r.author_id FROM reply r JOIN annotation a ON a.id = r.annotation_id
    WHERE a.article_id = ${articleId}::uuid AND a.layer = 'public' AND a.hidden_at IS NULL
      AND r.deleted_at IS NULL AND r.hidden_at IS NULL AND r.author_id <> ${by}::uuid`;
}

/** Those whose name begins with what was typed, then those that have it further in; in whichever script. */
function bestOf(people: People['people'], q: string): People['people'] {
  const folded = (written: string): string => folding().text(written).trim();
  const wanted = folded(q);
  // Nothing but signs: they fall away in folding.
  const [sought, keyOf] = wanted === '' ? [q.toLowerCase(), (name: string) => name.toLowerCase()] : [wanted, folded];
  const found = people
    .map((person) => ({ person, at: keyOf(person.name).indexOf(sought) }))
    .filter(({ at }) => at >= 0);
  return found
    .toSorted((a, b) => Math.sign(a.at) - Math.sign(b.at))
    .slice(0, OFFERED)
    .map(({ person }) => person);
}
