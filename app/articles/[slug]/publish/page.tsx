import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { slugFrom } from '@/app/read/[slug]/slug';
import { publishPath } from '@/components/editions/paths';
import { scriptNames } from '@/components/editions/script-names';
import { PublishView } from '@/components/publishing/publish-view';
import styles from '@/components/publishing/publishing.module.css';
import { ClientMessages } from '@/components/ui/client-messages';
import { readPath } from '@/lib/domain/reading/read-path';
import { isChinese } from '@/lib/domain/script/script';
import { currentViewer } from '@/lib/server/current';
import { openForEdition } from '@/lib/server/edition-draft';
import { Problem } from '@/lib/server/problem';
import { readingSettings } from '@/lib/server/reading-settings';
import { displayOf, languageShown, shownText, type Wanted } from '@/lib/server/shown';

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('publishing'))('title'), robots: { index: false } };
}

export default async function PublishPage({ params }: Props) {
  const [slug, viewer, settings] = await Promise.all([slugFrom(params), currentViewer(), readingSettings()]);
  if (viewer === null) redirect(`/sign-in?next=${encodeURIComponent(publishPath(slug))}`);
  const open = await openForEdition(viewer, slug);
  if (open instanceof Problem) notFound();
  const { revision } = open;
  const wanted: Wanted = {
    script: isChinese(revision.sourceScript) ? settings.script : 'source',
    quotes: settings.quotes,
  };
  const display = await displayOf(open, wanted);
  if (display instanceof Problem) notFound();
  const t = await getTranslations('publishing');
  const lang = languageShown(open, wanted.script);
  const title = shownText(revision.title, display);
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <p>
          <Link href={readPath(slug)} prefetch={false}>
            ← {t('back')}
          </Link>
        </p>
        <h1>{t.rich('heading', { title, text: (words) => <span lang={lang}>{words}</span> })}</h1>
        <p className={styles.lead}>{t('lead', { number: revision.number })}</p>
        <noscript>
          <p>{t('noScript', { slug })}</p>
        </noscript>
      </header>
      <ClientMessages namespaces={['publishing', 'import', 'editions']}>
        <PublishView slug={slug} wanted={wanted} lang={lang} scriptNames={await scriptNames()} />
      </ClientMessages>
    </main>
  );
}
