import { getTranslations } from 'next-intl/server';
import { Icon } from '@/components/ui/icon';
import { HELP_ID } from './help-id';
import styles from './help-sheet.module.css';

/** The keys of the reading page: the reader's own, and those of the margin. */
const KEYS: Record<Group, Record<string, readonly string[]>> = {
  reading: {
    next: ['j'],
    previous: ['k'],
    contents: ['t'],
    script: ['s'],
    original: ['o'],
    glossary: ['g'],
    help: ['?'],
  },
  finding: { find: ['/'], noteList: ['f'] },
  annotating: {
    comment: ['c'],
    highlight: ['h'],
    question: ['q'],
    nextNote: ['n'],
    previousNote: ['p'],
    nextUnread: ['u'],
    allRead: ['Shift', 'u'],
    open: ['Enter'],
    leave: ['Esc'],
  },
  threads: { reply: ['r'], edit: ['e'], resolve: ['x'] },
  writing: {
    name: ['@'],
    formula: ['$ $'],
    bold: ['** **'],
    list: ['-', '␣'],
    quote: ['>', '␣'],
    save: ['Ctrl / ⌘', 'Enter'],
  },
};
const GROUPS = ['reading', 'annotating', 'threads', 'finding', 'writing'] as const;
type Group = (typeof GROUPS)[number];

/** What a finger does instead. */
const GESTURES = ['select', 'tapWords', 'tapCount', 'tapBlock', 'layers', 'mention'] as const;

/** All keys; on a screen that is touched, what is done without them. `ReaderRoot` opens it. */
export async function HelpSheet() {
  const t = await getTranslations('reader.help');
  return (
    <dialog id={HELP_ID} className={styles.sheet} aria-labelledby="keyboard-help-title" closedby="any">
      <form method="dialog">
        <h2 id="keyboard-help-title">
          <span className={styles.byKeys}>{t('title')}</span>
          <span className={styles.byTouch}>{t('touchTitle')}</span>
        </h2>
        <button className={styles.close} aria-label={t('close')}>
          <Icon name="close" />
        </button>
      </form>
      <dl className={`${styles.gestures} ${styles.byTouch}`}>
        {GESTURES.map((name) => (
          <div key={name}>
            <dt>{t(`gestures.${name}.do`)}</dt>
            <dd>{t(`gestures.${name}.so`)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.off}>{t('off')}</p>
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <section key={group} data-group={group}>
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
