import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { OutcomeLines } from '@/components/editions/outcome-lines';
import { editionPath } from '@/components/editions/paths';
import form from '@/components/import/import.module.css';
import { buttonClass } from '@/components/ui/button';
import type { Imported } from '@/lib/client/send-file';
import { readPath } from '@/lib/domain/reading/read-path';

/** It is out. Takes the focus: it is the news. */
export function Published({ slug, imported: { article, outcome } }: { slug: string; imported: Imported }) {
  const t = useTranslations('publishing.done');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={form.result}>
      <h2 ref={heading} tabIndex={-1}>
        {t('title', { number: article.revision })}
      </h2>
      {outcome && <OutcomeLines outcome={outcome} />}
      <div className={form.actions}>
        <Link className={buttonClass({ tone: 'primary' })} href={readPath(slug)} prefetch={false}>
          {t('read')}
        </Link>
        <Link className={buttonClass()} href={editionPath(slug, article.revision)} prefetch={false}>
          {t('edition')}
        </Link>
      </div>
    </section>
  );
}
