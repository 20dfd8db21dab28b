import { describe, expect, it } from 'vitest';
import { can, type AnnotationFacts, type ArticleFacts, type Viewer } from './can';

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
