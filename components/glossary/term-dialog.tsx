'use client';

import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { persistently } from '@/components/margin/persistently';
import { Dialog } from '@/components/ui/dialog';
import type { TermScope, TermView } from '@/lib/contract/terms';
import type { GlossaryPlace } from './glossary-layer';

const TermsForm = dynamic(() => persistently(() => import('./terms-form').then((module) => module.TermsForm)), {
  ssr: false,
});

/** What is written: a new term from words of the text, or a change to one. */
export type TermWriting =
  | { readonly term: null; readonly headword: string; readonly definedIn: string; readonly number: number | null }
  | { readonly term: TermView; readonly number: number | null };

interface Props {
  place: GlossaryPlace;
  /** Id of who writes: the draft is theirs. */
  user: string;
  scopes: readonly { readonly scope: TermScope; readonly label: string }[];
  writing: TermWriting;
  onSaved: (saved: TermView) => void;
  /** `kept`: the draft stays on this device. */
  onLeave: (kept: boolean) => void;
}

/** A term is written where it stands, without leaving the text. What is begun is kept as on the page of terms. */
export function TermDialog({ place, user, scopes, writing, onSaved, onLeave }: Props) {
  const t = useTranslations('terms');
  const { term } = writing;
  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onLeave(true)}
      title={term ? t('editing', { headword: term.headword }) : t('adding')}
    >
      <TermsForm
        place={{ user, page: place.slug, at: term ? term.id : `new ${writing.headword}` }}
        slug={place.slug}
        term={term}
        begin={term ? {} : { headword: writing.headword, definedIn: writing.definedIn }}
        number={writing.number}
        scopes={scopes}
        onSaved={onSaved}
        onLeave={onLeave}
      />
    </Dialog>
  );
}
