import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CodeForm } from '@/components/group/code-form';
import styles from '@/components/group/group.module.css';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('groups.join'))('title'), robots: { index: false } };
}

/** As the contract has it. */
const LONGEST_CODE = 80;

export default async function JoinPage({ searchParams }: { searchParams: Promise<{ code?: string | string[] }> }) {
  const { code } = await searchParams;
  const typed = typeof code === 'string' ? code.trim().slice(0, LONGEST_CODE) : '';
  if (typed) redirect(`/join/${encodeURIComponent(typed)}`);
  const t = await getTranslations('groups.join');
  return (
    <main className={styles.narrow}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
      </header>
      <CodeForm />
    </main>
  );
}
