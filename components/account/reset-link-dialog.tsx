'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { DoneNotice } from '@/components/ui/done-notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import form from './form.module.css';
import styles from './people.module.css';
import type { Person } from './people-view';

interface Props {
  /** Null: closed. */
  person: Person | null;
  onMade: () => void;
  onClose: () => void;
}

/** Makes a one-time link for somebody, and shows it this once. */
export function ResetLinkDialog({ person, onMade, onClose }: Props) {
  const t = useTranslations('admin');
  const { submit, busy, trouble, clear } = useSubmit();
  const [url, setUrl] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const close = () => {
    onClose();
    setUrl(null);
    setCopied(false);
    clear();
  };
  const make = async (id: string) => {
    const result = await submit('POST /api/users/:id/reset-link', { params: { id } });
    if (!result?.ok) return;
    setUrl(result.data.url);
    onMade();
  };
  const copy = async (text: string) => {
    // Without https browsers have no clipboard: the link can be selected with one click.
    await navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <Dialog
      open={person !== null}
      onOpenChange={(open) => !open && close()}
      title={t('reset.title', { name: person?.name ?? '' })}
      description={url ? t('reset.explain') : t('reset.ask')}
      sticky
    >
      <ProblemNotice trouble={trouble} />
      {url && <code className={styles.link}>{url}</code>}
      <DoneNotice>{copied && <p>{t('reset.copied')}</p>}</DoneNotice>
      <div className={form.actions}>
        {url ? (
          <>
            <Button tone="primary" onClick={() => void copy(url)}>
              {t('reset.copy')}
            </Button>
            <Button onClick={close}>{t('reset.done')}</Button>
          </>
        ) : (
          <Button tone="primary" busy={busy} onClick={() => person && void make(person.id)}>
            {t('reset.confirm')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
