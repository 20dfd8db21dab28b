import { useTranslations } from 'next-intl';
import { ImportProgress } from '@/components/import/import-progress';
import form from '@/components/import/import.module.css';
import { Button } from '@/components/ui/button';
import { LongTextField } from '@/components/ui/field';
import { Form, SubmitButton } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { MAX_REASON } from '@/lib/domain/text/reason';
import { useNotice } from './use-notice';
import type { usePublishing } from './use-publishing';
import styles from './publishing.module.css';

export const PUBLISH_ID = 'publish';

interface Props {
  publishing: ReturnType<typeof usePublishing>;
  /** Of the edition to be. */
  number: number;
  reason: string;
  onReason: (reason: string) => void;
}

/** Why, and the button. What was written stays, whatever comes of it. */
export function PublishForm({ publishing, number, reason, onReason }: Props) {
  const t = useTranslations('publishing');
  const { publish, runPreview, act, step, cancel, ending, fieldError } = publishing;
  const notice = useNotice(publishing);
  const mine = act === 'publish';
  const busy = mine && step !== null;
  return (
    <Form className={`${form.form} ${styles.publish}`} onSubmit={() => publish(reason)}>
      <h3 id={PUBLISH_ID} tabIndex={-1}>
        {t('publish.heading')}
      </h3>
      <LongTextField
        label={t('publish.reason')}
        hint={t('publish.reasonHint', { limit: MAX_REASON })}
        name="reason"
        rows={3}
        maxLength={MAX_REASON}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
        error={fieldError('reason')}
      />
      <p className={form.hint}>{t('publish.hint')}</p>
      <div className={form.actions}>
        <SubmitButton tone="primary" busy={step !== null}>
          {busy ? t('publish.submitting') : t('publish.submit', { number })}
        </SubmitButton>
        <p role="status" className={form.hint}>
          {mine && ending?.kind === 'cancelled' ? t('cancelled') : ''}
        </p>
      </div>
      {busy && <ImportProgress step={step} onCancel={cancel} />}
      {mine && notice && (
        <>
          <ProblemNotice trouble={notice} />
          <p>
            <Button onClick={() => void runPreview()}>{t('submitAgain')}</Button>
          </p>
        </>
      )}
    </Form>
  );
}
