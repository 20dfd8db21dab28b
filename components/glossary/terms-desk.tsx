'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { persistently } from '@/components/margin/persistently';
import { Button } from '@/components/ui/button';
import { api } from '@/lib/client/api';
import type { TermScope } from '@/lib/contract/terms';
import { TermsEntry, type TermsShown } from './terms-entry';
import type { ListedTerm, TermsGroup } from './terms-listed';
import { TermsNotice, type Done } from './terms-notice';
import { initialId, NO_LETTER, termId } from './terms-paths';
import type { TermVersion } from './terms-saving';
import { TermsTools } from './terms-tools';
import styles from './terms.module.css';

const TermsForm = dynamic(() => persistently(() => import('./terms-form').then((module) => module.TermsForm)), {
  ssr: false,
});

interface Props {
  /** Id of who is looking: drafts are theirs. Null: nobody who may change anything. */
  user: string | null;
  /** Slug of the article, or the group's id: where drafts belong. */
  page: string;
  shown: TermsShown;
  groups: readonly TermsGroup[];
  /** Where they may add terms. */
  scopes: readonly { readonly scope: TermScope; readonly label: string }[];
  /** A new term that is asked for from elsewhere, with what is known of it. */
  begin: NewTermAsked | null;
}

export interface NewTermAsked {
  readonly headword: string;
  /** Key and number of the block that defines it. */
  readonly definedIn: { readonly key: string; readonly number: number } | null;
}

type Open = { readonly at: string; readonly brought: TermVersion | null } | null;
const NEW = 'new';
const NEW_ID = 'new-term';

/** A page's terms, and for who may change them the forms in their places. */
export function TermsDesk({ user, page, shown, groups, scopes, begin }: Props) {
  const t = useTranslations('glossary.page');
  const router = useRouter();
  const [open, setOpen] = useState<Open>(begin && { at: NEW, brought: null });
  const [asked, setAsked] = useState(begin);
  const [done, setDone] = useState<Done | null>(null);
  const goTo = useGoTo();
  useTermElsewhere();
  const add = useRef<HTMLButtonElement>(null);

  const say = (text: string, undo?: () => void) => setDone({ text, ...(undo && { undo }) });
  const after = (text: string, undo?: () => void) => {
    say(text, undo);
    router.refresh();
  };
  const restoring = (id: string, text: string) => () => {
    void api('POST /api/terms/:id/restore', { params: { id } }).then((answer) => {
      if (!answer.ok) return say(answer.problem?.detail ?? t('form.unreachable'), restoring(id, text));
      after(text);
      goTo(id);
    });
  };
  const close = () => {
    setOpen(null);
    if (!asked) return;
    setAsked(null);
    // Asked for once: not again when the page is loaded anew.
    history.replaceState(null, '', location.pathname);
  };
  const leave = (id: string | null) => (kept: boolean) => {
    close();
    if (kept) say(t('form.draftKept'));
    if (id === null) add.current?.focus();
    else goTo(id);
  };
  const entry = (listed: ListedTerm, level: 2 | 3) => {
    const { term } = listed;
    const { id, headword } = term;
    if (user !== null && open?.at === id)
      return (
        <li key={id} id={termId(id)} className={styles.entry}>
          <TermsForm
            place={{ user, page, at: id }}
            slug={shown.slug}
            term={term}
            number={listed.defined}
            scopes={scopes}
            brought={open.brought}
            onSaved={(saved) => {
              setOpen(null);
              after(t('tools.saved', { headword: saved.headword }));
              goTo(id);
            }}
            onLeave={leave(id)}
          />
        </li>
      );
    return (
      <TermsEntry key={id} listed={listed} shown={shown} level={level}>
        {user !== null && term.mayChange && (
          <TermsTools
            term={term}
            onEdit={(brought) => setOpen({ at: id, brought })}
            onDeleted={() => after(t('tools.deleted', { headword }), restoring(id, t('tools.restored', { headword })))}
            onMerged={(into) => {
              const undo = restoring(id, t('tools.parted', { headword }));
              after(t('tools.merged', { headword, into: into.headword }), undo);
              goTo(into.id);
            }}
          />
        )}
      </TermsEntry>
    );
  };
  return (
    <>
      {user !== null && scopes.length > 0 && (
        <div id={NEW_ID} className={styles.adding} data-chrome="" data-needs-script="">
          {open?.at === NEW ? (
            <TermsForm
              place={{ user, page, at: asked ? `${NEW} ${asked.headword}` : NEW }}
              slug={shown.slug}
              term={null}
              begin={asked ? { headword: asked.headword, definedIn: asked.definedIn?.key ?? null } : {}}
              number={asked?.definedIn?.number ?? null}
              scopes={scopes}
              onSaved={(saved) => {
                close();
                after(t('tools.added', { headword: saved.headword }));
                goTo(saved.id);
              }}
              onLeave={leave(null)}
            />
          ) : (
            <Button ref={add} tone="primary" onClick={() => setOpen({ at: NEW, brought: null })}>
              {t('tools.add')}
            </Button>
          )}
        </div>
      )}
      {groups.map(({ initial, terms }) =>
        initial === null ? (
          <ul key="all" className={styles.list}>
            {terms.map((listed) => entry(listed, 2))}
          </ul>
        ) : (
          <section key={initial} className={styles.initial} aria-labelledby={initialId(initial)}>
            <h2 id={initialId(initial)}>{initial === NO_LETTER ? t('initialNone') : initial}</h2>
            <ul className={styles.list}>{terms.map((listed) => entry(listed, 3))}</ul>
          </section>
        ),
      )}
      <TermsNotice done={done} onDismiss={() => setDone(null)} />
    </>
  );
}

/** Gives the focus to a term's entry as soon as it is in the page, after this rendering or a later one. */
function useGoTo(): (term: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    const entry = wanted.current === null ? null : document.getElementById(termId(wanted.current));
    if (!entry) return;
    wanted.current = null;
    entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: 'nearest' });
  });
  return useCallback((term) => {
    wanted.current = term;
  }, []);
}

/** A link to a term that is on another page of a long glossary. A server sees no fragment: it is asked again by query. */
function useTermElsewhere(): void {
  const router = useRouter();
  useEffect(() => {
    const term = /^#term-(.+)$/.exec(location.hash)?.[1];
    const asked = new URLSearchParams(location.search);
    if (!term || document.getElementById(termId(term)) || asked.get('term') === term) return;
    asked.set('term', term);
    router.replace(`${location.pathname}?${asked}#${termId(term)}`);
  }, [router]);
}
