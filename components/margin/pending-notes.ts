/** What waits to be sent, among the notes: as it will be, where it will be, under the id that it will have. */
import { UNSENT } from '@/lib/client/outbox-version';
import type { Entry, NoteEntry } from '@/lib/client/outbox-entry';
import { groupOf } from '@/lib/domain/discussion/annotation';
import type { MarginState } from './margin-state';
import { blockOf, sortByPlace, type Note } from './note';

interface Group {
  readonly id: string;
  readonly name: string;
}

interface Page {
  readonly slug: string;
  readonly revision: number;
  readonly viewer: { readonly id: string; readonly name: string; readonly groups: readonly Group[] } | null;
}

/** The margin with what waits for this article. The same value where nothing does. */
export function withPending(state: MarginState, entries: readonly Entry[], page: Page): MarginState {
  const here = entries.filter((entry): entry is NoteEntry => entry.kind === 'note' && entry.article === page.slug);
  if (here.length === 0) return state;
  const known = new Map(state.notes.map((note) => [note.id, note]));
  const [blocks, discarded] = [new Set(state.order), here.filter((entry) => entry.state === 'discarded')];
  const pending = new Map<string, NoteEntry>();
  for (const entry of here) {
    if (entry.state === 'discarded') continue;
    const there = known.get(entry.id);
    // Of a change to a note that is not in the page there is nothing to show here.
    const isOnItsOwn = entry.base === null || entry.state === 'gone';
    const note = there ? changed(there, entry, page) : isOnItsOwn ? newNote(entry, page) : null;
    const block = note && blockOf(note);
    if (!note || (!there && block !== null && !blocks.has(block))) continue;
    known.set(entry.id, note);
    pending.set(entry.id, entry);
  }
  for (const { id } of discarded) known.delete(id);
  return { ...state, notes: sortByPlace([...known.values()], state.order), pending };
}

const changed = (note: Note, { content }: NoteEntry, page: Page): Note => ({
  ...note,
  ...content,
  group: groupNamed(content.layer, page),
  tags: [...content.tags],
  shownBody: undefined,
  version: UNSENT,
});

/** One that somebody does not belong to any more is not named. */
const groupNamed = (layer: Note['layer'], { viewer }: Page): Group | null => {
  const group = viewer?.groups.find(({ id }) => id === groupOf(layer));
  return group ? { id: group.id, name: group.name } : null;
};

function newNote(entry: NoteEntry, page: Page): Note {
  const { revision, viewer } = page;
  const { id, article, content, since, touched } = entry;
  const written = new Date(since).toISOString();
  const target = targetIn(entry, revision);
  const words = target && 'exact' in target ? target.exact : null;
  return {
    id,
    article,
    revision: entry.revision,
    standsIn: revision,
    layer: content.layer,
    group: groupNamed(content.layer, page),
    motivation: content.motivation,
    author: viewer && { id: viewer.id, name: viewer.name },
    authorRole: null,
    alias: null,
    originAuthor: null,
    target,
    state: 'kept',
    quote: words,
    words,
    body: content.body,
    tags: [...content.tags],
    version: UNSENT,
    createdAt: written,
    updatedAt: touched > since ? new Date(touched).toISOString() : written,
    mine: true,
    deleted: false,
    hidden: null,
    flagged: false,
    resolved: null,
    reactions: [],
    activity: 0,
    unread: false,
    may: [],
    replies: [],
  };
}

/** Of words in another edition only the block is known. */
function targetIn({ target, revision }: NoteEntry, shown: number): Note['target'] {
  if (target === null || !('start' in target)) return target;
  const { start, end, exact } = target;
  return revision === shown ? { start, end, exact, prefix: '', suffix: '' } : { block: start.block };
}
