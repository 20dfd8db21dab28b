/**
 * The cast: named people, two groups, and an article and notes for every way in which they may or may not be
 * seen. Tests that ask "who sees what?" share it.
 */
import { uuidv7 } from 'uuidv7';
import { OPEN_VISIBILITIES, type GroupRole, type Role } from '@/lib/domain/permissions/can';
import { groupLayer, LAYERS, type Layer } from '@/lib/domain/discussion/annotation';
import { bodyOfText } from '@/lib/richtext/body';
import { db } from '@/lib/server/db';
import { layerColumns } from '@/lib/server/layers';
import { indexNotes } from '@/lib/server/search-index';
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
/** One to which nobody of them belongs: what is shared with it is shared with none of theirs. */
const FAR = '远行';

interface Member {
  readonly id: string;
  readonly name: Name;
  readonly role: Role;
  /** Of `can()`'s viewer. */
  readonly groups: Readonly<Record<string, GroupRole>>;
  /** Ids of assignments, as {@link bringArticle} makes them. */
  readonly veiled: string[];
  readonly nameless: string[];
}
export type Cast = Readonly<Record<Name, Member>> & {
  /** Ids. */
  readonly groups: Readonly<Record<GroupName, string>>;
  readonly far: string;
};

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
    ...{ veiled: [] as string[], nameless: [] as string[] },
  }));
  await db().user.createMany({
    data: members.map(({ id, name, role }, index) => ({ id, name, role, email: `cast-${index}@example.org` })),
  });
  const far = uuidv7();
  await db().group.createMany({ data: Object.entries({ ...groups, [FAR]: far }).map(([name, id]) => ({ id, name })) });
  await db().membership.createMany({
    data: members.flatMap(({ id: userId, groups: theirs }) =>
      Object.entries(theirs).map(([groupId, role]) => ({ groupId, userId, role })),
    ),
  });
  return { ...Object.fromEntries(members.map((member) => [member.name, member])), groups, far } as unknown as Cast;
}

/** Owners of articles and authors of notes; null: their account is gone. */
const owners = (cast: Cast) => [cast.林晚, cast.沈砚, cast.苏禾, null];

/**
 * An article for each visibility × published or withdrawn × owner × with and without public notes;
 * in each a note for each layer × author, and for each layer one that is hidden, one that is flagged, one that is
 * deleted, a tombstone, and one that was answered in every way. For each group its last block is assigned; peers don't
 * see yet what was written there. And articles that are shared: with the other group, or with a decoy.
 */
export async function bringLibrary(cast: Cast): Promise<void> {
  for (const readers of [...OPEN_VISIBILITIES, ...Object.values(cast.groups)])
    for (const published of [true, false])
      for (const owner of owners(cast))
        for (const publicNotes of [true, false]) await bringArticle(cast, { readers, published, owner, publicNotes });
  const { 晨读, 夜谈 } = cast.groups;
  for (const [readers, shared] of [
    [晨读, [夜谈, cast.far]],
    [夜谈, [晨读]],
    [晨读, [cast.far]],
    // Of no account: it is nobody's any more but its owner's.
    ['private', [晨读, 夜谈]],
  ] as const)
    for (const published of [true, false])
      await bringArticle(cast, { readers, shared, published, owner: cast.苏禾, publicNotes: true });
}

/** Five of them, each seen by others than the next, with the same notes: for what takes a request a note. */
export async function bringShelf(cast: Cast): Promise<void> {
  await bringArticle(cast, { readers: 'public', published: true, owner: cast.林晚, publicNotes: true });
  await bringArticle(cast, { readers: 'signed-in', published: true, owner: null, publicNotes: false });
  await bringArticle(cast, { readers: 'public', published: false, owner: cast.沈砚, publicNotes: true });
  const [readers, shared] = [cast.groups.夜谈, [cast.groups.晨读]];
  await bringArticle(cast, { readers, shared, published: true, owner: null, publicNotes: true });
  const decoy = { readers: cast.groups.晨读, shared: [cast.far] };
  await bringArticle(cast, { ...decoy, published: true, owner: cast.阮青, publicNotes: true });
}

interface ArticleParts {
  /** Or id of the group whose members read it. */
  readers: string;
  /** Ids of the groups with which it is shared. Default: none. */
  shared?: readonly string[];
  published: boolean;
  owner: Member | null;
  publicNotes: boolean;
}

/** Of every note of the cast, so that a search for it finds them all. */
export const TAG = '众人';
const TEXT = '桥还在，人没有来。';
const BLOCK = 'block1';
const ASSIGNED_TEXT = '渡口没有灯。';
const ASSIGNED = 'block2';

async function bringArticle(
  cast: Cast,
  { readers, shared = [], published, owner, publicNotes }: ArticleParts,
): Promise<void> {
  const id = uuidv7();
  const open = OPEN_VISIBILITIES.find((visibility) => visibility === readers);
  const layers: readonly Layer[] = [...LAYERS, ...Object.values(cast.groups).map(groupLayer)];
  const notes = layers.flatMap((layer) => [
    ...owners(cast).map((author) => note(layer, author)),
    { ...note(layer, cast.沈砚), hiddenAt: new Date(), hiddenReason: '离题' },
    flagged(note(layer, cast.阮青), cast),
    { ...note(layer, cast.林晚), deletedAt: new Date() },
    { ...note(layer, cast.林晚), deletedAt: new Date(), replies: { create: answer(cast.沈砚) } },
    answered(note(layer, cast.林晚), cast),
  ]);
  const assigned = Object.values(cast.groups).flatMap((group) => assignedNotes(cast, groupLayer(group)));
  await db().article.create({
    data: {
      id,
      slug: id,
      ...(open ? { visibility: storedVisibility(open) } : { visibility: 'group', groupId: readers }),
      shares: { create: shared.map((groupId) => ({ groupId })) },
      publishedAt: published ? new Date() : null,
      ownerId: owner?.id ?? null,
      publicNotes,
      revisions: { create: EDITION() },
      annotations: { create: [...notes, ...assigned] },
    },
  });
  await db().position.createMany({
    data: [...notes.map(({ id }) => [id, BLOCK] as const), ...assigned.map(({ id }) => [id, ASSIGNED] as const)].map(
      ([annotationId, block]) => ({
        ...{ annotationId, articleId: id, firstRevision: 1 },
        ...{ startBlock: block, startOffset: 0, endBlock: block, endOffset: 2 },
      }),
    ),
  });
  await indexNotes(db(), [...notes, ...assigned]);
  for (const group of Object.values(cast.groups)) await assign(cast, id, group, assigned);
}

/** By peers and by who leads; answered, flagged, and a tombstone. */
const assignedNotes = (cast: Cast, layer: Layer) => [
  ...[cast.沈砚, cast.林晚, null].map((author) => note(layer, author)),
  answered(note(layer, cast.林晚), cast),
  flagged(note(layer, cast.阮青), cast),
  { ...note(layer, cast.林晚), deletedAt: new Date(), replies: { create: answer(cast.沈砚) } },
];

/** The last block to a group: peers see one another's notes on some far day, and never who wrote them. */
async function assign(cast: Cast, articleId: string, groupId: string, notes: readonly NewNote[]): Promise<void> {
  const id = uuidv7();
  const writers = Object.keys(PEOPLE).map((name) => cast[name as Name]);
  for (const { groups, veiled, nameless } of writers)
    if (groups[groupId] === 'member') for (const ids of [veiled, nameless]) ids.push(id);
  await db().assignment.create({
    data: {
      ...{ id, articleId, groupId, title: '渡口', firstBlock: ASSIGNED, lastBlock: ASSIGNED },
      ...{ madeOn: 1, madeFirst: 2, madeLast: 2, timeZone: 'Asia/Taipei' },
      ...{ mustRead: true, minNotes: 1, minReplies: 0, anonymous: true },
      ...{ reveal: 'from_date', revealAt: new Date('2222-01-01T00:00:00Z') },
      aliases: { create: writers.map(({ id: userId }, index) => ({ userId, number: index + 1 })) },
      notes: {
        create: notes.filter((one) => one.groupId === groupId).map((one) => ({ annotationId: one.id })),
      },
    },
  });
}

const EDITION = () => ({
  id: uuidv7(),
  number: 1,
  title: '桥上的人',
  sourceScript: 'zh-Hans',
  source: TEXT,
  sourceFormat: 'markdown',
  blockCount: 2,
  length: TEXT.length + ASSIGNED_TEXT.length,
  blocks: { create: [paragraph(1, BLOCK, TEXT), paragraph(2, ASSIGNED, ASSIGNED_TEXT)] },
});

const paragraph = (number: number, key: string, text: string) => ({
  ...{ number, key, text, kind: 'paragraph' },
  ...{ marks: [], path: [], attrs: {} },
});

const note = (layer: Layer, author: Member | null) => ({
  id: uuidv7(),
  ...layerColumns(layer),
  authorId: author?.id ?? null,
  motivation: 'questioning' as const,
  body: bodyOfText(`${author?.name ?? '已注销的读者'}, ${layer}`) as object,
  bodyText: `${author?.name ?? '已注销的读者'}, ${layer}`,
  quote: TEXT.slice(0, 2),
  tags: [TAG],
  madeOn: 1,
  requestHash: '',
});
type NewNote = ReturnType<typeof note>;

const flagged = (note: NewNote, cast: Cast) => ({
  ...note,
  flags: { create: { onId: note.id, userId: cast.林晚.id, reason: '请看看' } },
});

const answer = (author: Member) => ({
  id: uuidv7(),
  authorId: author.id,
  body: bodyOfText('还在') as object,
  bodyText: '还在',
});

/** By its writer, by another, by one whose words are hidden, and by one who took them back. */
const answered = (note: NewNote, cast: Cast) => ({
  ...note,
  replies: {
    create: [
      answer(cast.林晚),
      answer(cast.沈砚),
      { ...answer(cast.阮青), hiddenAt: new Date(), hiddenReason: '离题' },
      { ...answer(cast.苏禾), deletedAt: new Date() },
    ],
  },
});

/** In the glossary of every article there is and of every group: a term, and one that was deleted. */
export async function bringTerms(cast: Cast): Promise<void> {
  const articles = await db().article.findMany({ select: { id: true } });
  const glossaries = [
    ...articles.map(({ id }) => ({ articleId: id })),
    ...Object.values(cast.groups).map((groupId) => ({ groupId })),
  ];
  await db().term.createMany({
    data: glossaries.flatMap((glossary) => [
      { id: uuidv7(), ...glossary, headword: '桥', aliases: ['bridge'], authorId: cast.林晚.id },
      { id: uuidv7(), ...glossary, headword: '人', aliases: [], authorId: cast.林晚.id, deletedAt: new Date() },
    ]),
  });
}
