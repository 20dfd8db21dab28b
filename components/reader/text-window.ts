/**
 * The part of a long text that is in the page: a few of its pages around the window, and two empty spaces as high as
 * what is not there by estimate. Plain DOM: React knows nothing of what is inside the text.
 *
 * What one sees stays where it is whenever pages come or go. What a page above the window turns out to be higher or
 * lower than its estimate is taken from the space above it, not from the scroll position: a finger may be scrolling.
 */
import { pageAt } from '@/lib/domain/text/pages';
import { announcePages, heldBlocks, setLongText, type LongText, type PageTable } from './long-text';
import { PageSource, shownNow, type TextPage } from './page-source';
import { articleText } from './reading-line';
import { onShown, showAgain } from './shown-script';
import styles from './text-window.module.css';

/** Fetched ahead, and kept behind, in heights of the window. */
const AHEAD = 2;
const KEEP = 4;
/** Whoever drags the scroll bar passes many pages: this long he rests on one before it is fetched. */
const PASSING_MS = 90;
const REST_MS = 300;

interface Options {
  readonly slug: string;
  readonly revision: number;
  readonly pages: PageTable;
  /** Pages cannot be fetched, or can be again. */
  readonly onTrouble: (trouble: boolean) => void;
}

interface InPage {
  readonly index: number;
  readonly element: HTMLElement;
}

export class TextWindow implements LongText {
  private readonly article: HTMLElement;
  private readonly source: PageSource;
  private readonly before = space();
  private readonly after = space();
  private loaded: InPage[] = [];
  /** In CSS pixels, of pages that have been seen at this width. */
  private readonly heights = new Map<number, number>();
  private pixelsPerLine = 36;
  private readonly coming = new Set<number>();
  private failed = false;
  private frame = 0;
  private passing: ReturnType<typeof setTimeout> | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private width = window.innerWidth;
  private ended = false;
  private deaf = (): void => undefined;

  /** @returns null where there is no text */
  static open(options: Options): TextWindow | null {
    const article = articleText();
    if (!article) return null;
    const opened = new TextWindow(article, options);
    setLongText(opened);
    opened.begin();
    return opened;
  }

  private constructor(
    article: HTMLElement,
    private readonly options: Options,
  ) {
    this.article = article;
    this.source = new PageSource(options);
  }

  private begin(): void {
    const [first] = this.article.querySelectorAll<HTMLElement>('[data-page]');
    if (!first) return;
    this.loaded = [{ index: Number(first.dataset.page), element: first }];
    this.measure();
    this.steadily(first, () => {
      for (const element of document.querySelectorAll<HTMLElement>('[data-pages]')) element.dataset.flowing = '';
      this.article.prepend(this.before);
      this.article.append(this.after);
      this.setSpaces();
    });
    addEventListener('scroll', this.onScroll, { passive: true });
    addEventListener('resize', this.onResize);
    addEventListener('online', this.retry);
    this.deaf = onShown(this.onScroll);
    this.tick();
  }

  close(): void {
    this.ended = true;
    setLongText(null);
    cancelAnimationFrame(this.frame);
    clearTimeout(this.passing);
    clearTimeout(this.rest);
    removeEventListener('scroll', this.onScroll);
    removeEventListener('resize', this.onResize);
    removeEventListener('online', this.retry);
    this.deaf();
  }

  share(line: number): number {
    const { pages } = this.options;
    const last = this.loaded.at(-1);
    if (last?.index === pages.length - 1 && last.element.getBoundingClientRect().bottom <= window.innerHeight) return 1;
    const at = this.loaded.findLast(({ element }) => element.getBoundingClientRect().top <= line) ?? this.loaded[0];
    if (!at) return 0;
    const { top, height } = at.element.getBoundingClientRect();
    const within = Math.min(1, Math.max(0, (line - top) / Math.max(height, 1)));
    const lines = (from: number, to: number) => pages.slice(from, to).reduce((sum, [, own]) => sum + own, 0);
    const own = pages[at.index]?.[1] ?? 0;
    return Math.min(1, (lines(0, at.index) + within * own) / Math.max(lines(0, pages.length), 1));
  }

  shareOf(number: number): number {
    const { pages } = this.options;
    const index = pageAt(
      pages.map(([from]) => ({ from })),
      number,
    );
    const lines = (to: number) => pages.slice(0, to).reduce((sum, [, own]) => sum + own, 0);
    const all = Math.max(lines(pages.length), 1);
    const [from = 1, own = 0] = pages[index] ?? [];
    // Of the last page it is not known where it ends: its blocks are taken to be as long as the others.
    const blocks = (pages[index + 1]?.[0] ?? from + (own * from) / Math.max(lines(index), own, 1)) - from;
    return Math.min(1, (lines(index) + (own * Math.min(number - from, blocks)) / Math.max(blocks, 1)) / all);
  }

  indexAtLine(line: number): number {
    const at = this.loaded.findLast(({ element }) => element.getBoundingClientRect().top <= line);
    return (at ?? this.ends()[0]).index;
  }

  async bring(key: string, number?: number): Promise<HTMLElement | null> {
    const there = () => document.getElementById(`b-${key}`);
    if (there()) return there();
    const page = await (number === undefined ? this.source.pageWith(key) : this.pageOf(number));
    if (!page || this.ended) return null;
    if (!there()) this.put(page);
    return there();
  }

  async bringNumber(number: number): Promise<HTMLElement | null> {
    const there = () => this.article.querySelector<HTMLElement>(`[data-number="${number}"]`);
    if (there()) return there();
    const page = await this.pageOf(number);
    if (page && !this.ended && !there()) this.put(page);
    return there();
  }

  prefetch = (number: number): void => void this.pageOf(number);

  private pageOf(number: number): Promise<TextPage | null> {
    const index = pageAt(
      this.options.pages.map(([from]) => ({ from })),
      number,
    );
    return this.source.page(index, this.options.pages[index]?.[0] ?? 1);
  }

  /** Next to those that are there, or instead of them. */
  private put(page: TextPage): void {
    if (page.shown !== shownNow() || this.has(page.index)) return;
    const [first, last] = this.ends();
    if (page.index === first.index - 1) this.insertBefore(page);
    else if (page.index === last.index + 1) this.insertAfter(page);
    else this.replaceAll(page);
    this.tick();
  }

  readonly retry = (): void => {
    this.failed = false;
    this.options.onTrouble(false);
    this.tick();
  };

  private readonly onScroll = (): void => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.tick();
    });
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), REST_MS);
  };

  private readonly onResize = (): void => {
    if (this.width !== window.innerWidth) this.heights.clear();
    this.width = window.innerWidth;
    this.onScroll();
  };

  /** Looks what is missing around the window and what lies far away. */
  private tick(): void {
    if (this.ended) return;
    this.measure();
    const [first, last] = this.ends();
    const view = window.innerHeight;
    const { top } = first.element.getBoundingClientRect();
    const { bottom } = last.element.getBoundingClientRect();
    clearTimeout(this.passing);
    if (bottom < 0 || top > view) {
      const index = this.indexAt(view / 2);
      if (index < first.index - 1 || index > last.index + 1) {
        this.passing = setTimeout(() => void this.jump(index), PASSING_MS);
        return;
      }
    }
    if (top > -AHEAD * view) void this.want(first.index - 1);
    if (bottom < (1 + AHEAD) * view) void this.want(last.index + 1);
    this.trim(view);
  }

  private async want(index: number): Promise<void> {
    if (this.failed || this.coming.has(index) || !this.options.pages[index]) return;
    this.coming.add(index);
    const asked = shownNow();
    const page = await this.source.page(index, this.options.pages[index][0]);
    this.coming.delete(index);
    if (this.ended) return;
    if (!page) return this.fail();
    if (!this.fits(page, asked)) return;
    const [first, last] = this.ends();
    if (index === first.index - 1) this.insertBefore(page);
    else if (index === last.index + 1) this.insertAfter(page);
    this.tick();
  }

  private async jump(index: number): Promise<void> {
    const asked = shownNow();
    const page = await this.source.page(index, this.options.pages[index]?.[0] ?? 1);
    if (this.ended) return;
    if (!page) return this.fail();
    // The reader may be elsewhere by now.
    const wanted = this.indexAt(window.innerHeight / 2);
    if (wanted === index && !this.has(index)) {
      if (!this.fits(page, asked)) return;
      const root = document.documentElement;
      const atEnd = window.scrollY + window.innerHeight >= root.scrollHeight - 2;
      this.replaceAll(page);
      // Whoever went to the end wants the end, not where it was thought to be.
      if (atEnd) window.scrollTo({ top: root.scrollHeight, behavior: 'instant' });
    }
    this.tick();
  }

  private fail(): void {
    this.failed = true;
    this.options.onTrouble(true);
  }

  /**
   * Whether a page came in the words that the text is in now. Else it is asked for again: in the script that the
   * reader has chosen meanwhile, or once the text follows what its editors have decided anew.
   *
   * @param asked what the text was shown by when it was asked for
   */
  private fits(page: TextPage, asked: string): boolean {
    if (page.shown === shownNow()) return true;
    if (shownNow() === asked) showAgain();
    else this.onScroll();
    return false;
  }

  private has = (index: number): boolean => this.loaded.some((one) => one.index === index);

  private ends(): [InPage, InPage] {
    const [first, last] = [this.loaded[0], this.loaded.at(-1)];
    if (!first || !last) throw new Error('A text has at least one page in sight.');
    return [first, last];
  }

  private insertAfter(page: TextPage): void {
    const element = elementOf(page);
    this.after.before(element);
    this.loaded.push({ index: page.index, element });
    this.changed();
  }

  private insertBefore(page: TextPage): void {
    const [first] = this.ends();
    const element = elementOf(page);
    this.steadily(first.element, () => {
      first.element.before(element);
      this.loaded.unshift({ index: page.index, element });
    });
    this.changed();
  }

  private replaceAll(page: TextPage): void {
    const start = this.startOf(page.index);
    const element = elementOf(page);
    this.ends()[0].element.before(element);
    for (const { element: old } of this.loaded) old.remove();
    this.loaded = [{ index: page.index, element }];
    this.before.style.height = `${start}px`;
    this.changed();
  }

  private trim(view: number): void {
    let changed = false;
    for (let [first] = this.ends(); this.loaded.length > 1; [first] = this.ends()) {
      if (first.element.getBoundingClientRect().bottom > -KEEP * view || isHeld(first.element)) break;
      const next = this.loaded[1]?.element ?? first.element;
      this.steadily(next, () => {
        first.element.remove();
        this.loaded.shift();
      });
      changed = true;
    }
    for (let [, last] = this.ends(); this.loaded.length > 1; [, last] = this.ends()) {
      if (last.element.getBoundingClientRect().top < (1 + KEEP) * view || isHeld(last.element)) break;
      last.element.remove();
      this.loaded.pop();
      changed = true;
    }
    if (changed) this.changed();
  }

  /** Keeps an element where it is on the screen, by what is above it, else by scrolling. */
  private steadily(anchor: HTMLElement, change: () => void): void {
    const top = anchor.getBoundingClientRect().top;
    // The browser's own way of keeping things in place would scroll.
    const { style } = document.documentElement;
    style.overflowAnchor = 'none';
    change();
    const [first] = this.ends();
    const moved = () => anchor.getBoundingClientRect().top - top;
    if (first.index === 0) this.before.style.height = '0';
    else if (this.before.isConnected) {
      const height = this.before.offsetHeight - moved();
      // A space that has been used up says that there is nothing above.
      const enough = this.estimate(0, first.index) / 2;
      this.before.style.height = `${height < enough ? this.estimate(0, first.index) : height}px`;
    }
    scrollByPixels(moved());
    style.removeProperty('overflow-anchor');
  }

  /** While nobody scrolls, the spaces are made as high as what they stand for. */
  private settle(): void {
    if (this.ended) return;
    const [first] = this.ends();
    const off = this.before.offsetHeight - this.estimate(0, first.index);
    if (Math.abs(off) < window.innerHeight) return;
    this.steadily(first.element, () => (this.before.style.height = '0'));
    this.changed();
  }

  private changed(): void {
    this.measure();
    const [, last] = this.ends();
    this.after.style.height = `${this.estimate(last.index + 1)}px`;
    announcePages();
  }

  private setSpaces(): void {
    const [first, last] = this.ends();
    this.before.style.height = `${this.estimate(0, first.index)}px`;
    this.after.style.height = `${this.estimate(last.index + 1)}px`;
  }

  private measure(): void {
    let [height, lines] = [0, 0];
    for (const { index, element } of this.loaded) {
      this.heights.set(index, element.offsetHeight);
      height += element.offsetHeight;
      lines += this.options.pages[index]?.[1] ?? 0;
    }
    if (lines > 0 && height > 0) this.pixelsPerLine = height / lines;
  }

  /** Height of the pages from one index to before another, in CSS pixels. */
  private estimate(from: number, to = this.options.pages.length): number {
    let sum = 0;
    for (let index = from; index < to; index++) sum += this.heightOf(index);
    return Math.round(sum);
  }

  private heightOf = (index: number): number =>
    this.heights.get(index) ?? (this.options.pages[index]?.[1] ?? 0) * this.pixelsPerLine;

  /** Where a page begins below the top of the text, in CSS pixels. */
  private startOf(index: number): number {
    const [first, last] = this.ends();
    if (index < first.index) return this.estimate(0, index) * this.scaleBefore();
    const top = this.article.getBoundingClientRect().top;
    return last.element.getBoundingClientRect().bottom - top + this.estimate(last.index + 1, index);
  }

  /** The page at `y` CSS pixels down the window. */
  private indexAt(y: number): number {
    const [first, last] = this.ends();
    const below = last.element.getBoundingClientRect().bottom;
    if (y >= below) return this.indexAfter(last.index, y - below);
    const top = this.article.getBoundingClientRect().top;
    let above = (y - top) / this.scaleBefore();
    for (let index = 0; index < first.index; index++) {
      above -= this.heightOf(index);
      if (above < 0) return index;
    }
    return (this.loaded.find(({ element }) => element.getBoundingClientRect().bottom > y) ?? last).index;
  }

  private indexAfter(last: number, below: number): number {
    let [index, left] = [last + 1, below];
    while (index < this.options.pages.length - 1 && left >= this.heightOf(index)) left -= this.heightOf(index++);
    return Math.min(index, this.options.pages.length - 1);
  }

  /** The space above may be higher or lower than what it stands for. */
  private scaleBefore(): number {
    const should = this.estimate(0, this.ends()[0].index);
    return should > 0 ? this.before.offsetHeight / should || 1 : 1;
  }
}

function space(): HTMLElement {
  const element = document.createElement('div');
  element.className = styles.space ?? '';
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** The server's own HTML. */
function elementOf({ html }: TextPage): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement;
}

/** The focus or selected words are in it, or a block that somebody writes about. */
function isHeld(page: HTMLElement): boolean {
  if (page.contains(document.activeElement)) return true;
  const selection = document.getSelection();
  if (selection && !selection.isCollapsed && selection.containsNode(page, true)) return true;
  return [...heldBlocks()].some((key) => page.querySelector(`[id="b-${key}"]`) !== null);
}

function scrollByPixels(top: number): void {
  if (Math.abs(top) > 0.5) window.scrollBy({ top, behavior: 'instant' });
}
