import { describe, expect, it } from 'vitest';
import type { Layer } from '../discussion/annotation';
import { can, type AnnotationFacts, type ArticleFacts, type GroupRole, type Viewer } from './can';

const anyone: Viewer = null;
const reader: Viewer = { id: 'reader', role: 'reader' };
const importer: Viewer = { id: 'importer', role: 'reader' };
const editor: Viewer = { id: 'editor', role: 'editor' };
const admin: Viewer = { id: 'admin', role: 'admin' };

const article = (facts: Partial<ArticleFacts> = {}): ArticleFacts => ({
  visibility: 'public',
  published: true,
  ownerId: 'importer',
  groupId: null,
  sharedWith: [],
  publicNotes: true,
  ...facts,
});
const everyone = { anyone, reader, importer, editor, admin };
type Name = keyof typeof everyone;
const allowed = (check: (viewer: Viewer) => boolean): Name[] =>
  (Object.keys(everyone) as Name[]).filter((name) => check(everyone[name]));

describe('who may do what to an article', () => {
  it.each<[string, ArticleFacts, Name[]]>([
    ['public', article(), ['anyone', 'reader', 'importer', 'editor', 'admin']],
    ['signed-in', article({ visibility: 'signed-in' }), ['reader', 'importer', 'editor', 'admin']],
    ['private', article({ visibility: 'private' }), ['importer', 'editor', 'admin']],
    ['withdrawn', article({ published: false }), ['importer', 'editor', 'admin']],
    ['private, its importer gone', article({ visibility: 'private', ownerId: null }), ['editor', 'admin']],
  ])('%s: read', (_, thing, names) => {
    expect(allowed((viewer) => can(viewer, 'article: read', thing))).toEqual(names);
  });

  it('is edited by its importer, editors and admins, whatever its visibility', () => {
    for (const visibility of ['public', 'signed-in', 'private'] as const)
      expect(allowed((viewer) => can(viewer, 'article: edit', article({ visibility })))).toEqual([
        'importer',
        'editor',
        'admin',
      ]);
  });

  it('nobody owns an article without an importer, least of all nobody', () => {
    expect(can(anyone, 'article: edit', article({ ownerId: null }))).toBe(false);
  });

  it('is imported by editors and admins', () => {
    expect(allowed((viewer) => can(viewer, 'article: import', null))).toEqual(['editor', 'admin']);
  });

  it('takes notes from whoever reads it and has signed in; public ones only where it allows them', () => {
    const quiet = article({ publicNotes: false });
    expect(allowed((viewer) => can(viewer, 'article: annotate', { layer: 'private', article: quiet }))).toEqual([
      'reader',
      'importer',
      'editor',
      'admin',
    ]);
    expect(allowed((viewer) => can(viewer, 'article: annotate', { layer: 'public', article: quiet }))).toEqual([]);
    expect(can(reader, 'article: annotate', { layer: 'private', article: article({ published: false }) })).toBe(false);
    expect(can(reader, 'article: annotate', { layer: 'public', article: article({ visibility: 'private' }) })).toBe(
      false,
    );
  });
});

describe('who may do what to the article of a class that is shared with another', () => {
  const of = (groups: Record<string, GroupRole>, facts: object = {}): Viewer => ({
    ...{ id: 'importer', role: 'reader', groups },
    ...facts,
  });
  const people = {
    anyone,
    reader,
    member: of({ autumn: 'member' }),
    leader: of({ autumn: 'instructor' }),
    // Whose group it is shared with.
    reading: of({ spring: 'member' }),
    sharing: of({ spring: 'owner' }),
    archived: of({ spring: 'member' }, { archived: ['spring'] }),
    both: of({ autumn: 'owner', spring: 'instructor' }),
    // Of another group, whoever brought the article.
    decoy: of({ summer: 'owner' }),
    editor,
  };
  const may = (check: (viewer: Viewer) => boolean) =>
    Object.entries(people).flatMap(([name, viewer]) => (check(viewer) ? [name] : []));
  const shared = article({ visibility: 'group', groupId: 'autumn', sharedWith: ['spring'] });
  const members = ['member', 'leader', 'reading', 'sharing', 'archived', 'both', 'editor'];

  it.each<[string, ArticleFacts, string[]]>([
    ['both groups', shared, members],
    ['the first alone, unless it is shared', { ...shared, sharedWith: [] }, ['member', 'leader', 'both', 'editor']],
    ['its editors, once it is withdrawn', { ...shared, published: false }, ['leader', 'both', 'editor']],
    [
      'neither, once it is nobody’s but its importer’s',
      { ...shared, visibility: 'private', groupId: null, ownerId: 'somebody' },
      ['editor'],
    ],
  ])('read: %s', (_, thing, names) => {
    expect(may((viewer) => can(viewer, 'article: read', thing))).toEqual(names);
  });

  it('edit: the first group, as before', () => {
    expect(may((viewer) => can(viewer, 'article: edit', shared))).toEqual(['leader', 'both', 'editor']);
    expect(may((viewer) => can(viewer, 'term: change', { article: shared, group: null }))).toEqual([
      ...['leader', 'both', 'editor'],
    ]);
  });

  it('write: each in the layer of their own group, while it is not archived', () => {
    const writes = (layer: Layer) => may((viewer) => can(viewer, 'article: annotate', { layer, article: shared }));
    expect(writes('group:spring')).toEqual(['reading', 'sharing', 'both']);
    expect(writes('group:autumn')).toEqual(['member', 'leader', 'both']);
    expect(writes('group:summer')).toEqual([]);
    expect(writes('private')).toEqual(members);
  });

  it('moderate: who leads the other group in its layer, and not in public', () => {
    const hide = (layer: Layer) =>
      may((viewer) => can(viewer, 'annotation: hide', { layer, authorId: null, article: shared }));
    expect(hide('group:spring')).toEqual(['sharing', 'both']);
    expect(hide('public')).toEqual(['leader', 'both', 'editor']);
  });

  it('share it with a group: who edits it and leads that group', () => {
    const share = (group: string) => may((viewer) => can(viewer, 'article: share', { article: shared, group }));
    expect(share('spring')).toEqual(['both']);
    expect(share('summer')).toEqual([]);
  });

  it('no longer share it: who edits it, or leads the other group; what is not shared, nobody', () => {
    const unshare = (group: string, facts = shared) =>
      may((viewer) => can(viewer, 'article: unshare', { article: facts, group }));
    expect(unshare('spring')).toEqual(['leader', 'sharing', 'both', 'editor']);
    expect(unshare('spring', { ...shared, published: false })).toEqual(['leader', 'both', 'editor']);
    expect(unshare('autumn')).toEqual([]);
    expect(unshare('summer')).toEqual([]);
  });
});

describe('who may do what to a note', () => {
  const note = (facts: Partial<AnnotationFacts> = {}): AnnotationFacts => ({
    layer: 'private',
    authorId: 'reader',
    article: article(),
    ...facts,
  });

  it.each<[string, AnnotationFacts, Name[]]>([
    ['a private note', note(), ['reader']],
    ['a private note left by nobody', note({ authorId: null }), []],
    ['a public note', note({ layer: 'public' }), ['anyone', 'reader', 'importer', 'editor', 'admin']],
    [
      'a public note on a private article',
      note({ layer: 'public', article: article({ visibility: 'private' }) }),
      ['reader', 'importer', 'editor', 'admin'],
    ],
    ['a note on a withdrawn article', note({ article: article({ published: false }) }), ['reader']],
    [
      'a public note of an account that is gone',
      note({ layer: 'public', authorId: null, article: article({ visibility: 'signed-in' }) }),
      ['reader', 'importer', 'editor', 'admin'],
    ],
  ])('%s: see', (_, thing, names) => {
    expect(allowed((viewer) => can(viewer, 'annotation: see', thing))).toEqual(names);
  });

  it.each<[string, AnnotationFacts, Name[]]>([
    ['a public note', note({ layer: 'public' }), ['reader']],
    ['a public note of an account that is gone', note({ layer: 'public', authorId: null }), []],
    [
      'a public note from elsewhere',
      note({ layer: 'public', authorId: null, imported: true }),
      ['importer', 'editor', 'admin'],
    ],
    ['a private note from elsewhere', note({ imported: true }), ['reader']],
  ])('%s: delete', (_, thing, names) => {
    expect(allowed((viewer) => can(viewer, 'annotation: delete', thing))).toEqual(names);
  });

  it('is changed by its author alone, not even by an admin', () => {
    expect(allowed((viewer) => can(viewer, 'annotation: change', note({ layer: 'public' })))).toEqual(['reader']);
    expect(allowed((viewer) => can(viewer, 'annotation: change', note({ authorId: null })))).toEqual([]);
  });

  it('is changed where its author is still heard, and stays theirs to take back anywhere', () => {
    const said = note({ layer: 'group:晨读' });
    const author = { id: 'reader', role: 'reader' } as const;
    const standings: [NonNullable<Viewer>, boolean][] = [
      [{ ...author, groups: { 晨读: 'member' } }, true],
      [{ ...author, groups: { 晨读: 'member' }, archived: ['夜谈'] }, true],
      [{ ...author, groups: { 晨读: 'member' }, archived: ['晨读'] }, false],
      [{ ...author, groups: { 夜谈: 'owner' } }, false],
      [author, false],
    ];
    for (const [viewer, heard] of standings) {
      expect(can(viewer, 'annotation: change', said)).toBe(heard);
      expect(can(viewer, 'reply: change', { thread: said, authorId: author.id })).toBe(heard);
      for (const right of ['see', 'withdraw', 'delete'] as const)
        expect(can(viewer, `annotation: ${right}`, said)).toBe(true);
      expect(can(viewer, 'reply: delete', { thread: said, authorId: author.id })).toBe(true);
    }
  });

  it.each<[string, AnnotationFacts, Name[]]>([
    ['a private note', note(), ['reader']],
    ['a private note left by nobody', note({ authorId: null }), []],
    ['a public note', note({ layer: 'public' }), ['reader', 'importer', 'editor', 'admin']],
    [
      'a public note of an account that is gone',
      note({ layer: 'public', authorId: null }),
      ['importer', 'editor', 'admin'],
    ],
    [
      'a public note where nobody owns the article',
      note({ layer: 'public', authorId: null, article: article({ ownerId: null }) }),
      ['editor', 'admin'],
    ],
  ])('%s: repair', (_, thing, names) => {
    expect(allowed((viewer) => can(viewer, 'annotation: repair', thing))).toEqual(names);
  });
});
