'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import type { FileStep } from '@/lib/client/send-file';
import { percentOf, quartersOf } from './import-step';
import styles from './import.module.css';

/** How far an import is: for the eye as it goes, for a screen reader by quarters. */
export function ImportProgress({ step, onCancel }: { step: FileStep; onCancel: () => void }) {
  const t = useTranslations('import.progress');
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // It appears under the button that was pressed, at the very end of the page.
  // Browsers answer with a promise nowadays, which is no way to clean up.
  useEffect(() => void box.current?.scrollIntoView({ block: 'nearest' }), []);
  const words = ({ stage, done, total }: FileStep) => t(stage, { percent: percentOf({ done, total }), done, total });
  // Nobody can say how far these are: they are done at once.
  const share =
    step.stage === 'structuring' || step.stage === 'comparing' ? undefined : step.done / Math.max(step.total, 1);
  return (
    <div ref={box} className={styles.progress}>
      <label htmlFor={id}>{words(step)}</label>
      <progress id={id} value={share} max={1} />
      <p className={styles.hint}>{t('stay')}</p>
      {step.stage === 'uploading' && step.done < step.total && (
        <Button size="small" onClick={onCancel}>
          {t('cancel')}
        </Button>
      )}
      <p role="status" className="visually-hidden">
        {words(quartersOf(step))}
      </p>
    </div>
  );
}
