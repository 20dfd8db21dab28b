'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { TagsField } from '@/components/editor/tags-field';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { Form, SubmitButton } from '@/components/ui/form';
import type { TermContent, TermPlace } from '@/lib/client/term-drafts';
import type { TermScope, TermView } from '@/lib/contract/terms';
import { MAX_ALIASES, MAX_FORM } from '@/lib/domain/glossary/term';
import { TermsBlockField, type BlockFound } from './terms-block-field';
import { TermsBodyField } from './terms-body-field';
import { contentOf, EMPTY, useTermDraft } from './terms-draft';
import { useTermSaving, type TermVersion } from './terms-saving';
import { TermsTrouble } from './terms-trouble';
import styles from './terms-form.module.css';

export interface TermsFormProps {
  place: TermPlace;
  /** The article on whose page it is written; null: a group's page. */
  slug: string | null;
  /** What is changed; null: a new term. */
  term: TermView | null;
  /** What a new term begins with. */
  begin?: Partial<TermContent>;
  /** Number of the block that defines it. */
  number: number | null;
  /** Where a new one may go: the first, unless chosen. */
  scopes: readonly { readonly scope: TermScope; readonly label: string }[];
  /** An earlier version that is to be brought back. */
  brought?: TermVersion | null;
  onSaved: (saved: TermView) => void;
  /** `kept`: the draft stays on this device. */
  onLeave: (kept: boolean) => void;
}

/** Where a term is written. Loaded on first use: it brings the editor with it. */
export function TermsForm({ place, slug, term, begin, number, scopes, brought, onSaved, onLeave }: TermsFormProps) {
  const t = useTranslations('glossary.page.form');
  const tHistory = useTranslations('glossary.page.history');
  const initial: TermContent = term ? contentOf(term) : { ...EMPTY, ...begin };
  const scope = term?.scope ?? scopes[0]?.scope ?? 'article';
  const draft = useTermDraft(place, initial, scope, term?.version ?? null);
  const [edited, setEdited] = useState<TermContent | null>(null);
  const [chosen, setChosen] = useState<TermScope | null>(null);
  /** Editors keep their own words: other ones are shown in new editors. */
  const [sheet, setSheet] = useState(0);
  const [discarded, setDiscarded] = useState(false);
  const [block, setBlock] = useState<BlockFound | null>(null);
  const form = useRef<HTMLDivElement>(null);
  const saving = useTermSaving({ draft, slug, id: term?.id ?? null, onSaved });
  const { first } = draft;
  const content = edited ?? first?.content ?? initial;

  const change = (changes: Partial<TermContent>) => {
    const now = { ...draft.current().content, ...changes };
    setEdited(now);
    void draft.change({ content: now });
    if (!saving.theirs && !saving.gone) saving.clear();
  };
  const put = (other: TermContent) => {
    change(other);
    setSheet((now) => now + 1);
  };
  const leave = () => {
    if (!first) return onLeave(false);
    const kept = !isSame(draft.current().content, initial);
    if (!kept) void draft.drop();
    onLeave(kept);
  };
  const save = () => {
    if (!first || saving.busy) return;
    if (block === 'wrong' || block === 'looking')
      return form.current?.querySelector<HTMLInputElement>('[name="definedIn"]')?.focus();
    void saving.save();
  };
  const bring = useRef(brought);
  useEffect(() => {
    if (!first) return;
    if (bring.current) {
      put(contentOf(bring.current));
      void draft.change({ changes: term?.version ?? null });
    }
    bring.current = null;
    form.current?.querySelector<HTMLInputElement>('[name="headword"]')?.focus();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the draft has been read
  }, [first !== null]);
  if (!first)
    return (
      <p className={styles.loading} role="status">
        {t('loading')}
      </p>
    );
  const where = chosen ?? first.scope;
  return (
    <div
      ref={form}
      className={styles.around}
      role="group"
      aria-label={term ? t('edit', { headword: term.headword }) : t('new')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isDefaultPrevented() || event.nativeEvent.isComposing) return;
        event.preventDefault();
        leave();
      }}
    >
      <Form className={styles.form} onSubmit={save}>
        {brought && <p className={styles.draft}>{tHistory('loaded', { version: brought.version })}</p>}
        {brought && draft.restored && !discarded && (
          <p className={styles.draft}>
            {t('draftAside')}
            <Button
              size="small"
              onClick={() => {
                put(first.content);
                setDiscarded(true);
              }}
            >
              {t('takeDraft')}
            </Button>
          </p>
        )}
        {draft.restored && !discarded && !brought && (
          <p className={styles.draft}>
            {t('draft')}
            <Button
              size="small"
              onClick={() => {
                put(initial);
                setDiscarded(true);
                void draft.change({ changes: term?.version ?? null });
                form.current?.querySelector<HTMLInputElement>('[name="headword"]')?.focus();
              }}
            >
              {t('discard')}
            </Button>
          </p>
        )}
        <TermsTrouble saving={saving} onUse={(theirs) => put({ ...contentOf(theirs), protect: content.protect })} />
        <div className={styles.pair}>
          <TextField
            label={t('headword')}
            name="headword"
            error={saving.fieldError('headword')}
            maxLength={MAX_FORM}
            autoComplete="off"
            value={content.headword}
            onChange={(event) => change({ headword: event.target.value })}
          />
          {slug !== null && where === 'article' && (
            <TermsBlockField
              key={`block ${sheet}`}
              slug={slug}
              number={content.definedIn === initial.definedIn ? number : null}
              onFind={(found) => {
                setBlock(found);
                if (typeof found === 'object') change({ definedIn: found.key });
              }}
            />
          )}
        </div>
        <div className={styles.field}>
          <span className={styles.label} aria-hidden="true">
            {t('aliases')}
          </span>
          <div className={styles.tags}>
            <TagsField
              tags={content.aliases}
              onChange={(aliases) => change({ aliases })}
              kind={{
                label: t('aliases'),
                placeholder: t('aliasesNone'),
                remove: (form) => t('removeAlias', { form }),
                mark: '',
                longest: MAX_FORM,
                most: MAX_ALIASES,
              }}
            />
          </div>
          <p className={styles.hint}>{t('aliasesHint')}</p>
        </div>
        <TermsBodyField
          key={`definition ${sheet}`}
          label={t('definition')}
          hint={t('definitionHint')}
          body={content.definition}
          onChange={(definition) => change({ definition })}
          onSave={save}
          onLeave={leave}
        />
        <TermsBodyField
          key={`translation ${sheet}`}
          label={t('translation')}
          hint={t('translationHint')}
          body={content.translation}
          onChange={(translation) => change({ translation })}
          onSave={save}
          onLeave={leave}
        />
        {!term && scopes.length > 1 && (
          <SelectField
            label={t('scope')}
            value={where}
            onChange={(event) => {
              const next = event.target.value as TermScope;
              setChosen(next);
              void draft.change({ scope: next });
            }}
          >
            {scopes.map((one) => (
              <option key={one.scope} value={one.scope}>
                {one.label}
              </option>
            ))}
          </SelectField>
        )}
        {where === 'article' && slug !== null && (
          <Protect
            term={term}
            content={content}
            error={saving.fieldError('protect')}
            onChange={(protect) => change({ protect })}
          />
        )}
        <div className={styles.actions}>
          <SubmitButton tone="primary" busy={saving.busy} aria-keyshortcuts="Control+Enter Meta+Enter">
            {saving.busy ? t('saving') : term ? t('save') : t('add')}
          </SubmitButton>
          <Button onClick={leave}>{t('cancel')}</Button>
        </div>
      </Form>
    </div>
  );
}

interface ProtectProps {
  term: TermView | null;
  content: TermContent;
  error: string | undefined;
  onChange: (protect: boolean) => void;
}

function Protect({ term, content, error, onChange }: ProtectProps) {
  const id = useId();
  const t = useTranslations('glossary.page.form');
  if (term?.protected && term.headword === content.headword) return <p className={styles.hint}>{t('isProtected')}</p>;
  return (
    <div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={content.protect}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error === undefined ? undefined : id}
          onChange={(event) => onChange(event.target.checked)}
        />
        {t('protect')}
      </label>
      {error !== undefined && (
        <p id={id} className={styles.wrong} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

const isSame = (one: TermContent, other: TermContent): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
const sorted = ({ headword, aliases, definition, translation, definedIn, protect }: TermContent) => [
  headword,
  aliases,
  definition,
  translation,
  definedIn,
  protect,
];
