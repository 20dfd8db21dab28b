/** HTML as authors put it into Markdown. It is never rendered: only read. */

export interface HtmlTag {
  /** Lower case. */
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

/** One tag; null for a comment, a declaration or a processing instruction. */
export function readTag(html: string): HtmlTag | null {
  const match = /^<(\/?)([a-z][a-z0-9:-]*)([^]*?)\/?>$/i.exec(html.trim());
  if (!match) return null;
  const [, slash, name = '', rest = ''] = match;
  return { name: name.toLowerCase(), closing: slash === '/', attributes: readAttributes(rest) };
}

function readAttributes(written: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of written.matchAll(/([^\s"'>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)/g)) {
    attributes.set(name.toLowerCase(), decodeEntities(value.replace(/^(["'])([^]*)\1$/, '$2')));
  }
  return attributes;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

export const decodeEntities = (value: string): string =>
  value.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex: string, decimal: string, name: string) =>
    name ? (NAMED[name.toLowerCase()] ?? whole) : characterOf(hex ? parseInt(hex, 16) : Number(decimal)),
  );

const characterOf = (code: number): string =>
  code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code);

/** Elements that begin a line of their own. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center caption dd details dialog div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre search section summary table tbody tfoot ' +
    'thead tr ul'
  ).split(' '),
);

/** Elements whose content is no text. */
export const UNREAD_ELEMENTS: ReadonlySet<string> = new Set(['script', 'style', 'template', 'iframe', 'object', 'svg']);

export interface CleanedHtml {
  readonly html: string;
  /** Names of elements dropped with their content, and the line of each, counted from 0. */
  readonly dropped: readonly { readonly name: string; readonly line: number }[];
  /** Line of a comment or element that never ends, counted from 0: the rest is gone with it. */
  readonly unclosed: number | null;
}

const UNREAD =
  /<!--[^]*?(?:-->|$)|<\?[^]*?(?:\?>|$)|<(script|style|template|iframe|object|svg)\b[^]*?(?:<\/\1\s*>|$)/gi;

/** Without comments and what is not text. Lines stay where they are. */
export function withoutUnread(html: string): CleanedHtml {
  const dropped: { name: string; line: number }[] = [];
  let unclosed: number | null = null;
  const cleaned = html.replace(UNREAD, (part: string, name: string | undefined, offset: number) => {
    const line = html.slice(0, offset).split('\n').length - 1;
    if (name) dropped.push({ name: name.toLowerCase(), line });
    if (!(name ? /<\/[a-z]+\s*>$/i : /(?:-->|\?>)$/).test(part)) unclosed = line;
    return part.replace(/[^\n]+/g, '');
  });
  return { html: cleaned, dropped, unclosed };
}
