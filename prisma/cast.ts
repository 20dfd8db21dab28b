/**
 * The cast: named people, two groups, and an article and notes for every way in which they may or may not be
 * seen. Tests that ask "who sees what?" share it.
 */
import { uuidv7 } from 'uuidv7';
import { VISIBILITIES, type GroupRole, type Role, type Visibility } from '@/lib/domain/permissions/can';
import { groupLayer, LAYERS, type Layer } from '@/lib/domain/discussion/annotation';
import { db } from '@/lib/server/db';
import { layerColumns } from '@/lib/server/layers';
import { storedVisibility } from '@/lib/server/visible';

const PEOPLE = {
  林晚: 'reader',
  沈砚: 'reader',
  阮青: 'reader',
  顾言: 'editor',
  苏禾: 'admin',
} as const satisfies Record<string, Role>;
type Name = keyof typeof PEOPLE;

/** Who belongs to which group, and as what; the second is a decoy for whoever is in the first. */
const GROUPS = {
  晨读: { 林晚: 'owner', 沈砚: 'member', 顾言: 'member' },
  夜谈: { 阮青: 'instructor', 林晚: 'member' },
} as const satisfies Record<string, Partial<Record<Name, GroupRole>>>;
type GroupName = keyof typeof GROUPS;

interface Member {
  readonly id: string;
  readonly name: Name;
  readonly role: Role;
  /** Of `can()`'s viewer. */
  readonly groups: Readonly<Record<string, GroupRole>>;
}
export type Cast = Readonly<Record<Name, Member>> & { readonly groups: Readonly<Record<GroupName, string>> };

/** Everybody, as accounts without passwords. */
export async function bringCast(): Promise<Cast> {
  const groups = { 晨读: uuidv7(), 夜谈: uuidv7() };
  const members = (Object.entries(PEOPLE) as [Name, Role][]).map(([name, role]) => ({
    ...{ id: uuidv7(), name, role },
    groups: Object.fromEntries(
      Object.entries(GROUPS).flatMap(([group, people]: [string, Partial<Record<Name, GroupRole>>]) =>
        people[name] ? [[groups[group as GroupName], people[name]]] : [],
      ),
    ),
  }));
  await db().user.createMany({
    data: members.map(({ id, name, role }, index) => ({ id, name, role, email: `cast-${index}@example.org` })),
  });
  await db().group.createMany({ data: Object.entries(groups).map(([name, id]) => ({ id, name })) });
  await db().membership.createMany({
    data: members.flatMap(({ id: userId, groups: theirs }) =>
      Object.entries(theirs).map(([groupId, role]) => ({ groupId, userId, role })),
    ),
  });
  return { ...Object.fromEntries(members.map((member) => [member.name, member])), groups } as unknown as Cast;
}

/** Owners of articles and authors of notes; null: their account is gone. */
const owners = (cast: Cast) => [cast.林晚, cast.沈砚, cast.苏禾, null];

/**
 * An article for each visibility × published or withdrawn × owner × with and without public notes;
 * in each a note for each layer × author, and for each layer one that is hidden, one that is flagged, one that is
 * deleted, and a tombstone.
 */
export async function bringLibrary(cast: Cast): Promise<void> {
  for (const visibility of VISIBILITIES)
    for (const published of [true, false])
      for (const owner of owners(cast))
        for (const publicNotes of [true, false])
          await bringArticle(cast, { visibility, published, owner, publicNotes });
}

interface ArticleParts {
  visibility: Visibility;
  published: boolean;
  owner: Member | null;
  publicNotes: boolean;
}

async function bringArticle(cast: Cast, { visibility, published, owner, publicNotes }: ArticleParts): Promise<void> {
  const id = uuidv7();
  const layers: readonly Layer[] = [...LAYERS, ...Object.values(cast.groups).map(groupLayer)];
  const notes = layers.flatMap((layer) => [
    ...owners(cast).map((author) => note(layer, author)),
    { ...note(layer, cast.沈砚), hiddenAt: new Date(), hiddenReason: '离题' },
    { ...note(layer, cast.阮青), flags: { create: flag(cast) } },
    { ...note(layer, cast.林晚), deletedAt: new Date() },
    { ...note(layer, cast.林晚), deletedAt: new Date(), replies: { create: answer(cast) } },
  ]);
  await db().article.create({
    data: {
      id,
      slug: id,
      visibility: storedVisibility(visibility),
      publishedAt: published ? new Date() : null,
      ownerId: owner?.id ?? null,
      publicNotes,
      annotations: { create: notes },
    },
  });
}

const note = (layer: Layer, author: Member | null) => ({
  id: uuidv7(),
  ...layerColumns(layer),
  authorId: author?.id ?? null,
  motivation: 'commenting' as const,
  bodyText: `${author?.name ?? '已注销的读者'}, ${layer}`,
  madeOn: 1,
  requestHash: '',
});

const flag = (cast: Cast) => ({ onId: uuidv7(), userId: cast.林晚.id, reason: '请看看' });
const answer = (cast: Cast) => ({ id: uuidv7(), authorId: cast.沈砚.id, body: {}, bodyText: '还在' });
