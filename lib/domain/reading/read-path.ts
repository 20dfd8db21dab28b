import type { ShownScript } from '../script/script';

/** Where an article is read: `/read/<slug>` as it was written, `/read/<slug>/<script>` in a script. */
export const readPath = (slug: string, script: ShownScript = 'source'): string =>
  `/read/${encodeURIComponent(slug)}${script === 'source' ? '' : `/${script}`}`;

/** A link to it in just that script: `/read/<slug>` alone leads readers who prefer another one there. */
export const exactReadPath = (slug: string, script: ShownScript): string => `${readPath(slug)}/${script}`;
