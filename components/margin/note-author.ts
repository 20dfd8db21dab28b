import type { useTranslations } from 'next-intl';
import type { ReplyView } from '@/lib/contract/annotations';

type Written = Pick<ReplyView, 'author' | 'alias' | 'originAuthor'> & { readonly mine?: boolean };

/** Who wrote it. What came from elsewhere has its author's name there, whoever brought it. */
export function authorOf(written: Written, t: ReturnType<typeof useTranslations<'margin'>>): string {
  if (written.originAuthor === '') return t('unnamed');
  if (written.originAuthor !== null) return t('elsewhere', { author: written.originAuthor });
  if (written.mine) return t('me');
  if (written.alias !== null) return t('alias', { number: written.alias });
  return written.author?.name ?? t('gone');
}
