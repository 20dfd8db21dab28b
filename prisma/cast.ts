/**
 * The cast: named people, and an article and notes for every way in which they may or may not be
 * seen. Tests that ask "who sees what?" share it.
 */
import { uuidv7 } from 'uuidv7';
import { VISIBILITIES, type Role, type Visibility } from '@/lib/domain/permissions/can';
import { LAYERS, type Layer } from '@/lib/domain/discussion/annotation';
import { db } from '@/lib/server/db';
import { storedVisibility } from '@/lib/server/visible';

const PEOPLE = {
  林晚: 'reader',
  沈砚: 'reader',
  顾言: 'editor',
  苏禾: 'admin',
} as const satisfies Record<string, Role>;
type Name = keyof typeof PEOPLE;

interface Member {
  readonly id: string;
  readonly name: Name;
  readonly role: Role;
}
export type Cast = Readonly<Record<Name, Member>>;

/** Everybody, as accounts without passwords. */
export async function bringCast(): Promise<Cast> {
  const members = Object.entries(PEOPLE).map(([name, role], index) => ({
    id: uuidv7(),
    name: name as Name,
    role,
    email: `cast-${index}@example.org`,
  }));
  await db().user.createMany({ data: members });
  return Object.fromEntries(members.map(({ email: _, ...member }) => [member.name, member])) as unknown as Cast;
}

/** Owners of articles and authors of notes; null: their account is gone. */
const owners = (cast: Cast) => [cast.林晚, cast.沈砚, cast.苏禾, null];

/**
 * An article for each visibility × published or withdrawn × owner × with and without public notes;
 * in each a note for each layer × author, and a deleted one.
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
  const notes = [...LAYERS.flatMap((layer) => owners(cast).map((author) => note(layer, author))), deletedNote(cast)];
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
  layer,
  authorId: author?.id ?? null,
  motivation: 'commenting' as const,
  bodyText: `${author?.name ?? '已注销的读者'}, ${layer}`,
  madeOn: 1,
  requestHash: '',
});

const deletedNote = (cast: Cast) => ({ ...note('public', cast.林晚), deletedAt: new Date() });
