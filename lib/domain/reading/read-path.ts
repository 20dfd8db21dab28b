import type { ShownScript } from '../script/script';

/** Where an article is read: `/read/<slug>` as it was written, `/read/<slug>/<script>` in a script. */
export const readPath = (slug: string, script: ShownScript = 'source'): string =>
  `/read/${encodeURIComponent(slug)}${script === 'source' ? '' : `/${script}`}`;

/** What a reading page's address asks for beside article and script. */
interface Asked {
  /** Number of an edition; without it, the newest. */
  readonly rev?: number | undefined;
  /** Number of a block on the page. */
  readonly from?: number | undefined;
  /** Key of a block, which is gone to. */
  readonly block?: string | undefined;
}

/** The rest of a reading page's address; empty where nothing is asked for. */
export function readQuery({ rev, from, block }: Asked, fragment = block && `b-${block}`): string {
  const query = [rev && `rev=${rev}`, from && `from=${from}`, block && `b=${block}`].filter(Boolean).join('&');
  return `${query && `?${query}`}${fragment ? `#${fragment}` : ''}`;
}

/** A link to it in just that script: `/read/<slug>` alone leads readers who prefer another one there. */
export const exactReadPath = (slug: string, script: ShownScript): string => `${readPath(slug)}/${script}`;
