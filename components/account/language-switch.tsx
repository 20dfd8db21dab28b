'use client';

import { useLocale, useTranslations } from 'next-intl';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { Locale } from '@/lib/contract/accounts';
import styles from './form.module.css';

/** Each language by its own name, for those who cannot read the other. */
const NAMES: readonly (readonly [Locale, string])[] = [
  ['zh-Hans', '简体中文'],
  ['zh-Hant', '繁體中文'],
  ['en', 'English'],
];

/** The interface’s language, for those who are not signed in. */
export function LanguageSwitch() {
  const t = useTranslations('account');
  const current = useLocale();
  const { submit, busy, trouble } = useSubmit();
  const choose = async (locale: Locale) => {
    const result = await submit('PUT /api/settings', { body: { locale } });
    if (result?.ok) window.location.reload();
  };
  return (
    <div data-needs-script="">
      <div className={styles.language} role="group" aria-label={t('language.label')}>
        {NAMES.map(([locale, name]) => (
          <button
            key={locale}
            type="button"
            lang={locale}
            aria-pressed={locale === current}
            aria-busy={busy || undefined}
            onClick={() => void choose(locale)}
          >
            {name}
          </button>
        ))}
      </div>
      <ProblemNotice trouble={trouble} />
    </div>
  );
}
