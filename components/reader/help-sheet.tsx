import { getTranslations } from 'next-intl/server';
import { Icon } from '@/components/ui/icon';
import { HELP_ID } from './help-id';
import styles from './help-sheet.module.css';

/** The keys of the reading page: the reader's own, and those of the margin. */
const KEYS: Record<'reading' | 'annotating', Record<string, readonly string[]>> = {
  reading: { next: ['j'], previous: ['k'], find: ['/'], contents: ['t'], script: ['s'], help: ['?'] },
  annotating: {
    comment: ['c'],
    highlight: ['h'],
    question: ['q'],
    original: ['o'],
    nextNote: ['n'],
    previousNote: ['p'],
    nextUnread: ['u'],
    allRead: ['Shift', 'u'],
    noteList: ['f'],
    open: ['Enter'],
    leave: ['Esc'],
    save: ['Ctrl / ⌘', 'Enter'],
  },
};

/** All keys. `ReaderRoot` opens it. */
export async function HelpSheet() {
  const t = await getTranslations('reader.help');
  return (
    <dialog id={HELP_ID} className={styles.sheet} aria-labelledby="keyboard-help-title" closedby="any">
      <form method="dialog">
        <h2 id="keyboard-help-title">{t('title')}</h2>
        <button className={styles.close} aria-label={t('close')}>
          <Icon name="close" />
        </button>
      </form>
      <p className={styles.off}>{t('off')}</p>
      <div className={styles.groups}>
        {(['reading', 'annotating'] as const).map((group) => (
          <section key={group}>
            <h3>{t(group)}</h3>
            <dl>
              {Object.entries(KEYS[group]).map(([name, keys]) => (
                <div key={name}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{t(name)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
