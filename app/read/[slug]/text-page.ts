import 'server-only';
import { textHtml } from '@/components/reader/draw-text';
import { textContext } from '@/components/reader/text-context';
import type { Locale } from '@/lib/contract/accounts';
import type { Display } from '@/lib/domain/script/display';
import { oldNumber, type OpenArticle } from '@/lib/server/articles';
import { translatorIn } from '@/lib/server/i18n';
import { outlineOf } from '@/lib/server/outline';
import { preparedHtml } from '@/lib/server/prepared-html';
import { readShownPage, shownKey, type Wanted } from '@/lib/server/shown';

/**
 * One page of a text as an element, as the reading page holds it. The caller has checked who reads.
 *
 * @param index of the page, from 0
 */
export function textPage(
  open: OpenArticle,
  wanted: Wanted,
  display: Display | null,
  index: number,
  locale: Locale,
): Promise<string> {
  // What was the newest when it was drawn may be an old one now: then its addresses name it.
  const rev = oldNumber(open);
  return preparedHtml(`${shownKey(open, wanted, index)} ${locale} ${rev ?? ''}`, async () => {
    const [outline, shown, t] = await Promise.all([
      outlineOf(open.revision.id),
      readShownPage(open, wanted, display, index),
      translatorIn(locale, 'reader'),
    ]);
    const { from, to } = outline.pages[index] ?? { from: 1, to: 0 };
    const stretch = { from, to, total: open.revision.blockCount, rev };
    const html = textHtml(shown, textContext({ outline, display, stretch, t }));
    return `<div data-page="${index}" data-from="${from}" data-to="${to}">${html}</div>`;
  });
}
