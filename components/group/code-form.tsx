import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import styles from './group.module.css';

/** Where a code is typed. It leads to the page of the invitation, without JavaScript too. */
export function CodeForm() {
  const t = useTranslations('groups.join');
  return (
    <form className={styles.form} action="/join">
      <TextField
        label={t('code')}
        name="code"
        placeholder="K7QM-4XPA-RT9D"
        required
        maxLength={80}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <div className={styles.actions}>
        <button type="submit" className={buttonClass()}>
          {t('submit')}
        </button>
      </div>
    </form>
  );
}
