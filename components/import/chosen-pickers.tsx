'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { IMAGE_TYPES, TEXT_ENDINGS, type ChosenFiles } from './chosen-files';
import { FilePicker } from './file-picker';
import { fileSize } from './file-size';
import styles from './import.module.css';

export function TextPicker({
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

export function ImagePicker({
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
