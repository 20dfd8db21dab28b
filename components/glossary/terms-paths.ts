import type { TermScope } from '@/lib/contract/terms';
import type { ShownScript } from '@/lib/domain/script/script';

/** How a page of terms is ordered: as the text has them, or by 拼音 and alphabet. */
export type TermsOrder = 'reading' | 'alphabet';

interface Asked {
  order?: TermsOrder | undefined;
  scope?: TermScope | undefined;
  script?: ShownScript | undefined;
  /** Which page of them, from 1. */
  page?: number | undefined;
  /** A term, which is gone to. */
  term?: string | undefined;
}

const query = ({ order, scope, script, page, term }: Asked): string => {
  const asked = new URLSearchParams({
    ...(order === 'alphabet' && { order }),
    ...(scope && { scope }),
    ...(script && { script }),
    ...(page && page > 1 && { page: String(page) }),
    // A server sees no fragment: it has to know which page the term is on.
    ...(term && { term }),
  });
  return `${asked.size > 0 ? `?${asked}` : ''}${term ? `#${termId(term)}` : ''}`;
};

/** The glossary beside an article. */
export const glossaryPath = (slug: string, asked: Asked = {}): string =>
  `/articles/${encodeURIComponent(slug)}/glossary${query(asked)}`;

/** What might be a term of it. */
export const suggestionsPath = (slug: string, scope: TermScope = 'article'): string =>
  `/articles/${encodeURIComponent(slug)}/glossary/suggestions${scope === 'article' ? '' : `?${new URLSearchParams({ scope })}`}`;

/** A group's own glossary. */
export const groupGlossaryPath = (group: string, asked: Asked = {}): string =>
  `/groups/${group}/glossary${query(asked)}`;

/** Id of a term's entry in its page. */
export const termId = (term: string): string => `term-${term}`;

/** What heads the terms that begin with no letter. */
export const NO_LETTER = '#';
/** Id of the heading of those that begin with a letter. */
export const initialId = (initial: string): string => `initial-${initial === NO_LETTER ? 'none' : initial}`;
