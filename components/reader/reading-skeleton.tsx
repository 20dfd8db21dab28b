import { getTranslations } from 'next-intl/server';
import styles from './reading-skeleton.module.css';

/** Lines of each paragraph: the shape of a text to come. */
const PARAGRAPHS = [3, 5, 4, 6];

/** What stands where the text will be while it is fetched. */
export async function ReadingSkeleton() {
  const t = await getTranslations('common');
  return (
    <main className={styles.page} aria-busy="true">
      <p role="status" className="visually-hidden">
        {t('loading')}
      </p>
      <div className={styles.bones} aria-hidden="true">
        <i className={styles.title} />
        {PARAGRAPHS.map((lines, index) => (
          <p key={index}>
            {Array.from({ length: lines }, (_, line) => (
              <i key={line} />
            ))}
          </p>
        ))}
      </div>
    </main>
  );
}
