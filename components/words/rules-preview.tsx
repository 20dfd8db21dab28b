import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import type { ProtectedWordsPreview } from '@/lib/contract/scripts';
import { readPath } from '@/lib/domain/reading/read-path';
import type { Script } from '@/lib/domain/script/script';
import type { Preview } from './use-preview';
import styles from './protected-words.module.css';

interface Props {
  slug: string;
  preview: Preview;
  scripts: readonly Script[];
  script: Script;
  onScript: (script: Script) => void;
  /** Nothing is protected, and nothing is written. */
  empty: boolean;
}

/** What readers of one script would see otherwise, place by place. */
export function RulesPreview({ slug, preview, scripts, script, onScript, empty }: Props) {
  const t = useTranslations('words.page');
  const names = useTranslations('words.scripts');
  const { status, changes, retry } = preview;
  return (
    <section className={styles.preview} aria-labelledby="preview-title">
      <h2 id="preview-title">{t('preview')}</h2>
      <SelectField
        label={t('previewScript')}
        value={script}
        onChange={(event) => onScript(event.target.value as Script)}
      >
        {scripts.map((one) => (
          <option key={one} value={one}>
            {names(one)}
          </option>
        ))}
      </SelectField>
      <p role="status" className={styles.soft}>
        {status === 'looking' && t('previewLooking')}
        {status === 'wrong' && t('previewErrors')}
        {status === 'failed' && t('previewFailed')}
        {status === 'ready' &&
          (changes?.total ? t('previewCount', { total: changes.total }) : t(empty ? 'empty' : 'previewNone'))}
      </p>
      {status === 'failed' && (
        <Button size="small" onClick={retry}>
          {t('retry')}
        </Button>
      )}
      {changes && changes.total > 0 && (
        <>
          <ol className={styles.places} lang={script} data-old={status === 'looking' || undefined}>
            {changes.places.map((place, index) => (
              <Place key={index} place={place} href={`${readPath(slug, script)}?b=${place.block}#b-${place.block}`} />
            ))}
          </ol>
          {changes.places.length < changes.total && (
            <p className={styles.soft}>{t('previewMore', { count: changes.places.length })}</p>
          )}
        </>
      )}
    </section>
  );
}

function Place({ place, href }: { place: ProtectedWordsPreview['places'][number]; href: string }) {
  const t = useTranslations('words.page');
  const { number, lead, before, after, rest } = place;
  return (
    <li>
      <a href={href} aria-label={t('block', { number })}>
        ¶{number}
      </a>
      <p>
        {lead}
        <del>{before}</del>
        <ins>{after}</ins>
        {rest}
      </p>
    </li>
  );
}
