import { getTranslations } from 'next-intl/server';

/** The quietest thing that says something is on its way; pages with a known shape have their own. */
export default async function Loading() {
  const t = await getTranslations('common');
  return (
    <main aria-busy="true">
      <p role="status" className="visually-hidden">
        {t('loading')}
      </p>
    </main>
  );
}
