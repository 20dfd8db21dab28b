'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { publishPath } from '@/components/editions/paths';
import { ChoiceField, TextField } from '@/components/ui/field';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { Trouble } from '@/components/ui/use-submit';
import { importFile, type Imported } from '@/lib/client/send-file';
import { OPEN_VISIBILITIES, type OpenVisibility } from '@/lib/domain/permissions/can';
import { addFiles, NOTHING_CHOSEN, readFiles, troubleWith, type ChoiceTrouble, type ChosenFiles } from './chosen-files';
import { ImagePicker, TextPicker } from './chosen-pickers';
import { noticeOf } from './notice-of';
import { ImportProgress } from './import-progress';
import { useDroppedFiles } from './use-dropped-files';
import { useFileSending } from './use-file-sending';
import { useLeaveWarning } from './use-leave-warning';
import styles from './import.module.css';

/** For whom a new article can be. */
export interface ImportScopes {
  /** Whether it can be for others than the members of a group. */
  readonly open: boolean;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  /** Id of the group that is chosen at first. */
  readonly chosen: string | null;
}

interface Props {
  scopes: ImportScopes;
  onImported: (imported: Imported) => void;
}

/** Who may read it: everybody of a kind, or the members of a group by its id. */
type Scope = OpenVisibility | `group:${string}`;

const firstScope = ({ open, groups, chosen }: ImportScopes): Scope => {
  const group = chosen ?? (open ? undefined : groups[0]?.id);
  return group === undefined ? 'public' : `group:${group}`;
};

export function ImportForm({ scopes, onImported }: Props) {
  const t = useTranslations('import');
  const only = useTranslations('groups.article');
  const { start, cancel, step, ending, fieldError, clear } = useFileSending();
  const busy = step !== null;
  useLeaveWarning(busy, t('leave'));
  const [chosen, setChosen] = useState<ChosenFiles>(NOTHING_CHOSEN);
  const [choiceTrouble, setChoiceTrouble] = useState<ChoiceTrouble | null>(null);
  const [visibility, setVisibility] = useState<Scope>(() => firstScope(scopes));
  const change = (next: ChosenFiles, about: ChoiceTrouble | null) => {
    setChosen(next);
    setChoiceTrouble(about);
    clear();
  };
  const add = (files: File[]) => {
    const added = addFiles(chosen, files);
    change(added.chosen, added.trouble);
  };
  const send = async ({ slug = '' }: FormValues) => {
    if (!chosen.text) return setChoiceTrouble({ key: 'no-file', values: {} });
    const form = troubleWith(chosen) ?? (await readFiles(chosen));
    if (!(form instanceof FormData)) return setChoiceTrouble(form);
    setChoiceTrouble(null);
    // A new article only: a next edition is published after one has seen what it would do.
    const query = { slug: slug.trim() || undefined, ...scopeQuery(visibility), base: '0' };
    const outcome = await start(importFile, { form, query });
    if (outcome?.kind === 'done') onImported(outcome.answer);
  };
  const { over, handlers } = useDroppedFiles(add);
  // The notice takes the focus when it is a new one: not at every keystroke.
  const notice = useMemo((): Trouble | null => {
    if (choiceTrouble) return noticeOf(t('trouble'), t(choiceTrouble.key, choiceTrouble.values));
    if (ending?.kind === 'refused') return ending.problem;
    if (ending?.kind !== 'lost') return null;
    const when = ending.sent ? 'lost.importing' : 'lost.uploading';
    return noticeOf(t(`${when}.title`), t(`${when}.detail`));
  }, [choiceTrouble, ending, t]);
  // Whoever may import edits all that is here.
  const taken = ending?.kind === 'refused' && ending.problem.code === 'slug-taken' ? ending.problem.slug : undefined;
  return (
    <div {...handlers}>
      <Form className={styles.form} onSubmit={send}>
        <p className={styles.lead}>{t('lead')}</p>
        <ProblemNotice trouble={notice} />
        {taken && (
          <p className={styles.instead}>
            <a href={publishPath(taken)}>{t('publish', { slug: taken })}</a>
          </p>
        )}
        <div className={styles.drop} data-over={over || undefined}>
          <TextPicker chosen={chosen} onChoose={add} onRemove={() => change({ ...chosen, text: null }, null)} />
          <p className={styles.invitation} aria-hidden="true">
            {over ? t('file.dropping') : t('file.drop')}
          </p>
        </div>
        <ImagePicker images={chosen.images} onChoose={add} onClear={() => change({ ...chosen, images: [] }, null)} />
        <TextField
          label={t('slug.label')}
          hint={t('slug.hint')}
          name="slug"
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          error={fieldError('slug')}
        />
        <ChoiceField
          legend={t('visibility.label')}
          name="visibility"
          value={visibility}
          choices={[
            ...(scopes.open ? OPEN_VISIBILITIES : []).map((value) => ({ value, label: t(`visibility.${value}`) })),
            ...scopes.groups.map(({ id, name }) => ({ value: `group:${id}` as const, label: only('only', { name }) })),
          ]}
          onChange={setVisibility}
        />
        <div className={styles.actions}>
          <SubmitButton tone="primary" busy={busy}>
            {busy ? t('submitting') : t('submit')}
          </SubmitButton>
          <p role="status" className={styles.hint}>
            {ending?.kind === 'cancelled' ? t('cancelled') : ''}
          </p>
        </div>
        {step && <ImportProgress step={step} onCancel={cancel} />}
      </Form>
    </div>
  );
}

const scopeQuery = (scope: Scope): { visibility?: string; group?: string } =>
  scope.startsWith('group:') ? { group: scope.slice('group:'.length) } : { visibility: scope };
