/** Going to a place in the text, wherever in it one is. */
import { isShownScript } from '@/lib/domain/script/script';
import { articleText, goToBlock } from './reading-line';
import { longText } from './long-text';

const MARK_MS = 3_200; // as long as the animation in text.module.css

/**
 * Brings a block to the reading line; one that is not in the page is fetched first. The focus stays where it is.
 *
 * @param key of the block
 * @param number of it, where it is known: its page may be there already
 * @returns its element; null when it cannot be had, and nothing has moved
 */
export async function goToPlace(key: string, number?: number): Promise<HTMLElement | null> {
  const block = document.getElementById(`b-${key}`) ?? (await longText()?.bring(key, number)) ?? null;
  block?.scrollIntoView({ block: 'start', behavior: 'instant' });
  return block;
}

/** Shows for a moment where one has come to. */
function markPlace(element: HTMLElement): void {
  articleText()?.querySelector('[data-marked]')?.removeAttribute('data-marked');
  element.dataset.marked = 'true';
  setTimeout(() => element.removeAttribute('data-marked'), MARK_MS);
}

/** What an address names in the text. */
interface Named {
  /** Key of a block. */
  readonly block: string | null;
  /** Id of an element in it, or of the block's own. */
  readonly id: string | null;
}

/**
 * Goes where an address of this page leads.
 *
 * @param number of the block, where it is known
 * @returns whether there was such a place, and it could be had
 */
export async function goToAddress(address: URL, number?: number): Promise<boolean> {
  const { block, id } = namedIn(address);
  const there = id === null ? null : document.getElementById(id);
  if (!there && block !== null && !(await longText()?.bring(block, number))) return false;
  const target = (id !== null && document.getElementById(id)) || (block && document.getElementById(`b-${block}`));
  if (!target) return false;
  if (target.dataset.block) goToBlock(target);
  else {
    target.scrollIntoView({ block: 'start', behavior: 'instant' });
    target.focus({ preventScroll: true });
  }
  markPlace(target);
  return true;
}

export function namedIn({ searchParams, hash }: URL): Named {
  const id = hash ? decoded(hash.slice(1)) : null;
  const block = searchParams.get('b') ?? (/^b-(.+)/.exec(id ?? '') ?? /^fnref-(.+)-\d+$/.exec(id ?? ''))?.[1] ?? null;
  return { block, id: id ?? (block === null ? null : `b-${block}`) };
}

/** Anybody may write an address: what is no percent-encoding stands for itself. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Whether an address is of the article that is read, in the edition that is read, in whichever script. */
export function isThisText({ origin, pathname, searchParams }: URL): boolean {
  const here = new URL(window.location.href);
  return (
    origin === here.origin &&
    withoutScript(pathname) === withoutScript(here.pathname) &&
    searchParams.get('rev') === here.searchParams.get('rev')
  );
}

const withoutScript = (pathname: string): string => {
  const [path = '', script = ''] = /^(\/read\/[^/]+)(?:\/([^/]+))?$/.exec(pathname)?.slice(1) ?? [];
  return script === '' || isShownScript(script) ? path : pathname;
};
