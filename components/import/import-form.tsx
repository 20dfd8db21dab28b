'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ChoiceField, TextField } from '@/components/ui/field';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { Trouble } from '@/components/ui/use-submit';
import type { Imported } from '@/lib/client/import-article';
import { VISIBILITIES, type Visibility } from '@/lib/domain/permissions/can';
import {
  addFiles,
  IMAGE_TYPES,
  NOTHING_CHOSEN,
  readFiles,
  TEXT_ENDINGS,
  troubleWith,
  type ChoiceTrouble,
  type ChosenFiles,
} from './chosen-files';
import { FilePicker } from './file-picker';
import { fileSize } from './file-size';
import { ImportProgress } from './import-progress';
import { useDroppedFiles } from './use-dropped-files';
import { useImport } from './use-import';
import { useLeaveWarning } from './use-leave-warning';
import styles from './import.module.css';

export function ImportForm({ onImported }: { onImported: (imported: Imported) => void }) {
  const t = useTranslations('import');
  const { start, cancel, step, ending, fieldError, clear } = useImport();
  const busy = step !== null;
  useLeaveWarning(busy, t('leave'));
  const [chosen, setChosen] = useState<ChosenFiles>(NOTHING_CHOSEN);
  const [choiceTrouble, setChoiceTrouble] = useState<ChoiceTrouble | null>(null);
  const [visibility, setVisibility] = useState<Visibility>('public');
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
    const outcome = await start(form, { slug: slug.trim() || undefined, visibility });
    if (outcome?.kind === 'imported') onImported(outcome.imported);
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
  return (
    <div {...handlers}>
      <Form className={styles.form} onSubmit={send}>
        <p className={styles.lead}>{t('lead')}</p>
        <ProblemNotice trouble={notice} />
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
          choices={VISIBILITIES.map((value) => ({ value, label: t(`visibility.${value}`) }))}
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

/** What this page itself finds wrong, in the shape in which the server says it. */
const noticeOf = (title: string, detail: string) => ({ type: 'about:blank', title, detail, status: 0, code: 'choice' });

function TextPicker({
  chosen,
  onChoose,
  onRemove,
}: {
  chosen: ChosenFiles;
  onChoose: (files: File[]) => void;
  onRemove: () => void;
}) {
  const t = useTranslations('import');
  const locale = useLocale();
  return (
    <FilePicker
      label={t('file.label')}
      hint={t('file.hint')}
      choose={t('file.choose')}
      accept={TEXT_ENDINGS}
      onChoose={onChoose}
    >
      {chosen.text && (
        <p className={styles.chosen}>
          <strong>{t('file.chosen', { name: chosen.text.name, size: fileSize(chosen.text.size, locale) })}</strong>
          <Button size="small" aria-label={t('file.remove', { name: chosen.text.name })} onClick={onRemove}>
            {t('remove')}
          </Button>
        </p>
      )}
    </FilePicker>
  );
}

function ImagePicker({
  images,
  onChoose,
  onClear,
}: {
  images: readonly File[];
  onChoose: (files: File[]) => void;
  onClear: () => void;
}) {
  const t = useTranslations('import');
  return (
    <FilePicker
      label={t('images.label')}
      hint={t('images.hint')}
      choose={t('images.choose')}
      accept={IMAGE_TYPES}
      multiple
      onChoose={onChoose}
    >
      {images.length > 0 && (
        <div className={styles.chosen}>
          <details>
            <summary>{t('images.count', { count: images.length })}</summary>
            <ul>
              {images.map((image) => (
                <li key={image.name}>{image.name}</li>
              ))}
            </ul>
          </details>
          <Button size="small" aria-label={t('images.clear')} onClick={onClear}>
            {t('remove')}
          </Button>
        </div>
      )}
    </FilePicker>
  );
}
