/** Where a link of an article may lead. */

const ALLOWED = new Set(['http', 'https', 'mailto']);

/**
 * The address, fit for an `href`; null when its scheme could run something or is none that readers
 * need. Browsers ignore control characters, and tabs and line feeds anywhere: so does this.
 */
export function safeHref(written: string): string | null {
  const href = written
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '')
    .trim();
  if (href === '') return null;
  const scheme = schemeOf(href);
  if (scheme === null) return href;
  if (!ALLOWED.has(scheme)) return null;
  return scheme === 'mailto' || URL.canParse(href) ? href : null;
}

/** Invisible and white characters inside a scheme count as nothing, so that they cannot hide one. */
const schemeOf = (href: string): string | null =>
  /^([a-z][a-z0-9+.-]*):/.exec(
    href
      .slice(0, 200)
      .replace(/[\s\p{Cf}\uFFFD]/gu, '')
      .toLowerCase(),
  )?.[1] ?? null;

export const isRemote = (href: string): boolean => /^(?:https?:)?\/\//i.test(href);
