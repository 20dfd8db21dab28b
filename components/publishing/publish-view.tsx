'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useLeaveWarning } from '@/components/import/use-leave-warning';
import type { ShownScript } from '@/lib/domain/script/script';
import { ChooseForm } from './choose-form';
import { EditionPreview } from './edition-preview';
import { PublishForm } from './publish-form';
import { Published } from './published';
import { usePublishing, type Wanted } from './use-publishing';
import styles from './publishing.module.css';

interface Props {
  slug: string;
  wanted: Wanted;
  /** BCP 47, of the texts as shown. */
  lang: string;
  scriptNames: Readonly<Record<ShownScript, string>>;
}

/** Choose a file, see what it would change, publish it. */
export function PublishView({ slug, wanted, lang, scriptNames }: Props) {
  const t = useTranslations('publishing');
  const publishing = usePublishing(slug, wanted);
  const [reason, setReason] = useState('');
  const { chosen, preview, published } = publishing;
  useLeaveWarning(published === null && (chosen.text !== null || reason !== ''), t('leave'));
  if (published) return <Published slug={slug} imported={published} />;
  return (
    <div className={styles.steps}>
      <ChooseForm publishing={publishing} />
      {preview && (
        <EditionPreview preview={preview} lang={lang} scriptNames={scriptNames}>
          <PublishForm publishing={publishing} number={preview.base + 1} reason={reason} onReason={setReason} />
        </EditionPreview>
      )}
    </div>
  );
}
