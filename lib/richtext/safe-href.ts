/** Longer addresses are refused: no honest one is. */
const MAX_LENGTH = 2000;

/** Whether a note may link there: http, https and mailto, written out. */
export function isSafeHref(href: unknown): href is string {
  if (typeof href !== 'string' || href.length > MAX_LENGTH || !/^(https?:\/\/|mailto:)\S+$/i.test(href)) return false;
  return URL.canParse(href);
}
