import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useState } from 'react';
import { onPages } from '@/components/reader/long-text';
import { stackNotes } from '@/lib/domain/discussion/note-stacks';
import { blockOf, type Note } from './note';
import { articleElement, pageBlocks } from './page-text';

/** So few have all their cards in the margin. */
const FEW = 60;
/** Above and below the window, in heights of it. */
const NEAR = 1;
/** A card, with the space under it, in CSS pixels: for how many there is room beside a paragraph. */
const CARD_PX = 110;

/** A paragraph's notes as the margin shows them. */
export interface NearNotes {
  /** Null: the whole article. */
  readonly block: string | null;
  readonly cards: readonly Note[];
  /** How many more there are. */
  readonly rest: number;
  /** Whether more of them are shown than there is room for. */
  readonly open: boolean;
}

/** For how many cards there is room, by block; those that are not named are far away. `''`: the whole article. */
type Rooms = ReadonlyMap<string, number>;

/**
 * Where there are many notes, only those near the window have cards; others follow as one scrolls. Beside a paragraph
 * with many of them stand as many as there is room for.
 *
 * @param active has its card wherever it is
 * @param asked how many somebody wants to see of a block's, by its key
 */
export function useNearNotes(
  notes: readonly Note[],
  active: string | null,
  asked: ReadonlyMap<string, number>,
): readonly NearNotes[] {
  const byBlock = useMemo(() => groupedByBlock(notes), [notes]);
  const [rooms, setRooms] = useState<Rooms>(new Map());
  const look = useEffectEvent(() => {
    const seen = roomsNear(byBlock, asked, notes.length > FEW);
    if (!isSame(seen, rooms)) setRooms(seen);
  });
  // Before anything is drawn: cards that are there for a moment would be seen.
  // eslint-disable-next-line react-hooks/set-state-in-effect -- what it sets is measured in the page, after it is laid out
  useLayoutEffect(() => look(), [byBlock, asked]);
  useEffect(() => {
    let frame = 0;
    const soon = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        look();
      });
    };
    const deaf = onPages(soon);
    addEventListener('scroll', soon, { passive: true });
    addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      deaf();
      removeEventListener('scroll', soon);
      removeEventListener('resize', soon);
    };
  }, []);
  return useMemo(
    () =>
      [...byBlock].flatMap(([block, own]): NearNotes[] => {
        const room = rooms.get(block);
        const near = room === undefined ? own.filter(({ id }) => id === active) : own;
        if (near.length === 0) return [];
        const stack = stackNotes(near, { room: room ?? 1, asked: asked.get(block) ?? 0, active });
        return [{ block: block || null, ...stack }];
      }),
    [byBlock, rooms, active, asked],
  );
}

/** Notes are in order, and stay so. */
function groupedByBlock(notes: readonly Note[]): ReadonlyMap<string, readonly Note[]> {
  const groups = new Map<string, Note[]>();
  for (const note of notes) {
    const block = blockOf(note) ?? '';
    const group = groups.get(block);
    if (group) group.push(note);
    else groups.set(block, [note]);
  }
  return groups;
}

/** @param many whether only blocks near the window count */
function roomsNear(byBlock: ReadonlyMap<string, unknown>, asked: ReadonlyMap<string, number>, many: boolean): Rooms {
  const blocks = pageBlocks();
  const places = new Map(blocks.map((block) => [block.dataset.block ?? '', block]));
  const article = articleElement();
  // Notes that begin in a part of a long text that is not in the page reach into its first block.
  const placeOf = (block: string) => (block === '' ? article : (places.get(block) ?? blocks[0]));
  const rooms = new Map<string, number>();
  for (const block of byBlock.keys()) {
    const box = placeOf(block)?.getBoundingClientRect();
    if (!box) continue;
    // Those on the whole article stand at its beginning.
    const end = block === '' ? box.top : box.bottom;
    // An open stack reaches far below its paragraph.
    const bottom = end + (asked.get(block) ?? 0) * CARD_PX;
    if (many && (bottom < -NEAR * innerHeight || box.top > (1 + NEAR) * innerHeight)) continue;
    rooms.set(block, block === '' ? 1 : Math.max(1, Math.floor(box.height / CARD_PX)));
  }
  return rooms;
}

const isSame = (a: Rooms, b: Rooms): boolean =>
  a.size === b.size && [...a].every(([block, room]) => b.get(block) === room);
