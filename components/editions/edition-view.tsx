import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ChangesOfEdition } from '@/lib/contract/articles';
import { exactReadPath, readPath, readQuery } from '@/lib/domain/reading/read-path';
import { SHOWN_SCRIPTS, type ShownScript } from '@/lib/domain/script/script';
import { ChangedFacts } from './changed-facts';
import { EditionChanges, type ShownChange } from './edition-changes';
import { editionPath, editionsPath } from './paths';
import { scriptNames } from './script-names';
import styles from './edition-view.module.css';

/** As the contract has it, read only. */
type Listed = Omit<ChangesOfEdition, 'changes'> & { readonly changes: readonly ShownChange[] };

interface Props {
  slug: string;
  /** Of this edition, as shown. */
  title: string;
  /** Number of the newest edition. */
  newest: number;
  /** Whether the text can be read in several scripts. */
  chinese: boolean;
  changes: Listed;
  /** Number of the first change that is listed. */
  from: number;
  /** That of the page before. */
  earlier: number | null;
}

/** What one edition has otherwise than the one before. Works without JavaScript. */
export async function EditionView({ slug, title, newest, chinese, changes: found, from, earlier }: Props) {
  const t = await getTranslations('editions.view');
  const { revision, script, lang, facts, changes, total } = found;
  const at = (rev: number) => (block: string) =>
    `${chinese ? exactReadPath(slug, script) : readPath(slug)}${readQuery({ rev: rev === newest ? undefined : rev, block })}`;
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <p>
          <Link href={editionsPath(slug)} prefetch={false}>
            ← {t('all')}
          </Link>
        </p>
        <h1>{t.rich('heading', { title, number: revision, text: (words) => <span lang={lang}>{words}</span> })}</h1>
        <p className={styles.ways}>
          <a href={`${readPath(slug)}${readQuery({ rev: revision === newest ? undefined : revision })}`}>{t('read')}</a>
          <a href={`${readPath(slug)}${readQuery({ rev: revision - 1 })}`}>
            {t('readEarlier', { number: revision - 1 })}
          </a>
        </p>
        {chinese && <Scripts slug={slug} revision={revision} script={script} from={from} />}
      </header>
      <ChangedFacts facts={facts} lang={lang} scriptNames={await scriptNames()} />
      <section aria-labelledby="changes-title">
        <div className={styles.bar}>
          <h2 id="changes-title">{t('text')}</h2>
          <p>
            {total === 0
              ? t(facts.length > 0 ? 'textUnchanged' : 'onlyLooks')
              : changes.length < total
                ? t('range', { from, to: from - 1 + changes.length, total })
                : t('total', { total })}
          </p>
        </div>
        {changes.length > 0 && (
          <EditionChanges changes={changes} lang={lang} beforeAt={at(revision - 1)} afterAt={at(revision)} />
        )}
      </section>
      <Pages slug={slug} changes={found} earlier={earlier} />
    </main>
  );
}

/** In which script one reads the two. */
async function Scripts({
  slug,
  revision,
  script,
  from,
}: {
  slug: string;
  revision: number;
  script: ShownScript;
  from: number;
}) {
  const t = await getTranslations('reader.script');
  return (
    <nav className={styles.scripts} aria-label={t('label')}>
      {SHOWN_SCRIPTS.map((one) => (
        <Link
          key={one}
          href={addressOf(slug, revision, { script: one, from })}
          prefetch={false}
          aria-current={one === script ? 'true' : undefined}
        >
          {t(`names.${one}`)}
        </Link>
      ))}
    </nav>
  );
}

async function Pages({ slug, changes, earlier }: { slug: string; changes: Listed; earlier: number | null }) {
  const t = await getTranslations('editions.view');
  const { revision, script, next } = changes;
  if (earlier === null && next === null) return null;
  return (
    <nav className={styles.pages} aria-label={t('pages')}>
      {earlier !== null && (
        <Link href={addressOf(slug, revision, { script, from: earlier })} rel="prev">
          ← {t('earlier')}
        </Link>
      )}
      {next !== null && (
        <Link href={addressOf(slug, revision, { script, from: next })} rel="next">
          {t('later')} →
        </Link>
      )}
    </nav>
  );
}

const addressOf = (slug: string, revision: number, { script, from }: { script: ShownScript; from: number }): string =>
  `${editionPath(slug, revision)}?script=${script}${from > 1 ? `&from=${from}` : ''}`;
