'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { persistently } from '@/components/margin/persistently';
import { Button } from '@/components/ui/button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { troubleOf, type Trouble } from '@/components/ui/use-submit';
import { api } from '@/lib/client/api';
import type { TermScope, TermSuggestion } from '@/lib/contract/terms';
import { bodyOfText } from '@/lib/richtext/body';
import { TermsNotice, type Done } from './terms-notice';
import { TermsSuggestion } from './terms-suggestion';
import styles from './terms.module.css';

const TermsForm = dynamic(() => persistently(() => import('./terms-form').then((module) => module.TermsForm)), {
  ssr: false,
});

interface Props {
  /** Id of who looks: drafts are theirs. */
  user: string;
  slug: string;
  /** BCP 47, of the article. */
  lang: string;
  /** For which glossary. */
  scope: TermScope;
  /** How that is called. */
  label: string;
  suggestions: readonly TermSuggestion[];
}

/** What might be a term, each to be accepted, in the form, or dismissed. */
export function TermsSuggested({ user, slug, lang, scope, label, suggestions }: Props) {
  const t = useTranslations('glossary.page');
  const router = useRouter();
  const [open, setOpen] = useState<string | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const count = useRef<HTMLParagraphElement>(null);
  const list = useRef<HTMLUListElement>(null);
  /** The one that had it is gone: the focus goes on to the one after it, at this place. */
  const focusAt = useRef<number | null>(null);
  useEffect(() => {
    if (focusAt.current === null) return;
    const next = list.current?.children[Math.min(focusAt.current, suggestions.length - 1)];
    (next?.querySelector<HTMLElement>('button') ?? count.current)?.focus({ preventScroll: true });
    focusAt.current = null;
  }, [suggestions]);

  const after = (text: string, index: number, undo?: () => void) => {
    setOpen(null);
    setDone({ text, ...(undo && { undo }) });
    focusAt.current = index;
    router.refresh();
  };
  const dismiss = async (headword: string, index: number) => {
    setTrouble(null);
    const answer = await api('POST /api/articles/:slug/terms/suggestions/dismiss', {
      params: { slug },
      body: { scope, headword },
    });
    if (!answer.ok) return setTrouble(troubleOf(answer));
    after(t('suggested.dismissed', { headword }), index, () => void suggestAgain(headword, index));
  };
  const suggestAgain = async (headword: string, index: number) => {
    const answer = await api('DELETE /api/articles/:slug/terms/suggestions/dismiss', {
      params: { slug },
      query: { scope, headword },
    });
    if (!answer.ok) return setTrouble(troubleOf(answer));
    after(t('suggested.back2', { headword }), index);
  };
  return (
    <>
      <p ref={count} className={styles.soft} tabIndex={-1}>
        {suggestions.length > 0 ? t('suggested.count', { count: suggestions.length }) : t('suggested.none')}
      </p>
      <ProblemNotice trouble={trouble} />
      <ul ref={list} className={styles.list}>
        {suggestions.map((suggestion, index) => {
          const { headword } = suggestion;
          return (
            <TermsSuggestion key={headword} suggestion={suggestion} slug={slug} lang={lang}>
              {open === headword ? (
                <TermsForm
                  place={{ user, page: slug, at: `suggested ${scope} ${headword}` }}
                  slug={slug}
                  term={null}
                  begin={{
                    headword,
                    aliases: suggestion.aliases,
                    definition: suggestion.definition ? { ...bodyOfText(suggestion.definition) } : null,
                    definedIn: definingBlock(suggestion),
                  }}
                  number={definingBlock(suggestion) === null ? null : (suggestion.place?.number ?? null)}
                  scopes={[{ scope, label }]}
                  onSaved={(saved) => after(t('tools.added', { headword: saved.headword }), index)}
                  onLeave={(kept) => {
                    setOpen(null);
                    if (kept) setDone({ text: t('form.draftKept') });
                  }}
                />
              ) : (
                <div className={styles.actions} data-needs-script="">
                  <Button
                    size="small"
                    aria-label={t('suggested.acceptOf', { headword })}
                    onClick={() => setOpen(headword)}
                  >
                    {t('suggested.accept')}
                  </Button>
                  <Button
                    size="small"
                    aria-label={t('suggested.dismissOf', { headword })}
                    onClick={() => void dismiss(headword, index)}
                  >
                    {t('suggested.dismiss')}
                  </Button>
                </div>
              )}
            </TermsSuggestion>
          );
        })}
      </ul>
      <TermsNotice done={done} onDismiss={() => setDone(null)} />
    </>
  );
}

/** Only what the text itself suggests stands where it is defined. */
const definingBlock = ({ by, place }: TermSuggestion): string | null =>
  by.includes('text') ? (place?.block ?? null) : null;
