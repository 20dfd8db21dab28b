import { useTranslations } from 'next-intl';
import { ImagePicker, TextPicker } from '@/components/import/chosen-pickers';
import { ImportProgress } from '@/components/import/import-progress';
import form from '@/components/import/import.module.css';
import { useDroppedFiles } from '@/components/import/use-dropped-files';
import { Form, SubmitButton } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useNotice } from './use-notice';
import type { usePublishing } from './use-publishing';
import styles from './publishing.module.css';

/** The corrected file with its images, and a look at what it would do. */
export function ChooseForm({ publishing }: { publishing: ReturnType<typeof usePublishing> }) {
  const t = useTranslations('publishing');
  const words = useTranslations('import.file');
  const { chosen, add, choose, preview, runPreview, act, step, cancel, ending } = publishing;
  const { over, handlers } = useDroppedFiles(add);
  const notice = useNotice(publishing);
  const mine = act === 'preview';
  const looking = mine && step !== null;
  return (
    <div {...handlers}>
      <Form className={`${form.form} ${styles.choose}`} onSubmit={runPreview}>
        <ProblemNotice trouble={mine || publishing.choiceTrouble ? notice : null} />
        <div className={form.drop} data-over={over || undefined}>
          <TextPicker chosen={chosen} onChoose={add} onRemove={() => choose({ ...chosen, text: null })} />
          <p className={form.invitation} aria-hidden="true">
            {over ? words('dropping') : words('drop')}
          </p>
        </div>
        <ImagePicker images={chosen.images} onChoose={add} onClear={() => choose({ ...chosen, images: [] })} />
        <div className={form.actions}>
          <SubmitButton tone={preview ? 'quiet' : 'primary'} busy={step !== null}>
            {looking ? t('submitting') : preview ? t('submitAgain') : t('submit')}
          </SubmitButton>
          <p role="status" className={form.hint}>
            {mine && ending?.kind === 'cancelled' ? t('cancelled') : ''}
          </p>
        </div>
        {looking && <ImportProgress step={step} onCancel={cancel} />}
      </Form>
    </div>
  );
}
