/** When a block is read: its last line was in view, and nothing moved for a moment. What is skipped is not read. */

/** Milliseconds for which scrolling has to rest. */
export const REST_MS = 300;
/** It is counted in so many parts: a page that hangs has not rested, however late its timer comes. */
const PARTS = 6;

/** A block on the screen; lengths in CSS pixels, heights measured down the window. */
export interface SeenBlock {
  readonly key: string;
  /** Where its last line ends. */
  readonly bottom: number;
  /** How high its last line is. */
  readonly line: number;
}

/** The part of the window in which text can be seen: below the bar. */
export interface View {
  readonly top: number;
  readonly bottom: number;
}

/** Half a pixel of a line is no line: browsers scroll by fractions. */
const ROUNDING = 1;

/** Keys of the blocks whose whole last line is in view. */
export const endingIn = ({ top, bottom }: View, blocks: readonly SeenBlock[]): readonly string[] =>
  blocks
    .filter((block) => block.bottom - block.line >= top - ROUNDING && block.bottom <= bottom + ROUNDING)
    .map(({ key }) => key);

interface Watching {
  /** Looks which blocks end in view now. */
  readonly look: () => readonly string[];
  /** Whether anybody can see the page: a tab behind others is not read. */
  readonly isVisible: () => boolean;
  /** Blocks that have been read now, for the first time since it watches. */
  readonly onRead: (keys: readonly string[]) => void;
}

/** Tells what is read while somebody reads. It keeps no time of anything: only that a block was read. */
export class ReadingWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly told = new Set<string>();

  constructor(private readonly watching: Watching) {
    this.moved();
  }

  /** What is on the screen has moved, or has become visible or hidden: it has to rest anew. */
  readonly moved = (): void => {
    clearTimeout(this.timer);
    if (this.watching.isVisible()) this.rest(PARTS);
  };

  end(): void {
    clearTimeout(this.timer);
  }

  private rest(parts: number): void {
    this.timer = setTimeout(() => (parts > 1 ? this.rest(parts - 1) : this.rested()), REST_MS / PARTS);
  }

  private rested(): void {
    if (!this.watching.isVisible()) return;
    const fresh = this.watching.look().filter((key) => !this.told.has(key));
    for (const key of fresh) this.told.add(key);
    if (fresh.length > 0) this.watching.onRead(fresh);
  }
}
