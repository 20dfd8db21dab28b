import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { slugFrom } from '@/app/read/[slug]/slug';
import { ClientMessages } from '@/components/ui/client-messages';
import { ProtectedWordsEditor } from '@/components/words/protected-words-editor';
import styles from '@/components/words/protected-words.module.css';
import { readPath } from '@/lib/domain/reading/read-path';
import { isScript, otherScript, scriptOf, SCRIPTS } from '@/lib/domain/script/script';
import { openArticle } from '@/lib/server/articles';
import { currentViewer } from '@/lib/server/current';
import { Problem } from '@/lib/server/problem';
import { readProtectedWords } from '@/lib/server/protected-words';

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('words.page'))('title'), robots: { index: false } };
}

/** Once a request. */
const load = cache(async (slug: string) => {
  const viewer = await currentViewer();
  const [words, open] = await Promise.all([readProtectedWords(viewer, slug), openArticle(viewer, slug)]);
  if (words instanceof Problem || open instanceof Problem || !viewer) notFound();
  return { viewer, words, article: open.article, revision: open.revision };
});

export default async function ProtectedWordsPage({ params, searchParams }: Props) {
  const { viewer, words, article, revision } = await load(await slugFrom(params));
  const { line, script } = await searchParams;
  const t = await getTranslations('words.page');
  const source = scriptOf(revision.sourceScript);
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <p>
          <Link href={readPath(article.slug)} prefetch={false}>
            ← {t('back')}
          </Link>
        </p>
        <h1>{t('heading', { title: revision.title })}</h1>
        <p className={styles.lead}>{source ? t('lead') : t('notChinese')}</p>
        <noscript>
          <p>{t('noScript')}</p>
        </noscript>
      </header>
      {source && (
        <ClientMessages namespaces={['words']}>
          <ProtectedWordsEditor
            slug={article.slug}
            user={viewer.id}
            saved={words}
            scripts={SCRIPTS.filter((one) => one !== source)}
            script={typeof script === 'string' && isScript(script) && script !== source ? script : otherScript(source)}
            line={Number(line) || null}
          />
        </ClientMessages>
      )}
    </main>
  );
}
