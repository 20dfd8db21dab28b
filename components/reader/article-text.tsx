'use client';

import { memo } from 'react';
import type { ShownScript } from '@/lib/domain/script/script';

interface Props {
  className: string | undefined;
  slug: string;
  revision: number;
  /** BCP 47, of the text as shown. */
  lang: string;
  script: ShownScript;
  /** Version of the protected words that it is shown by. */
  rules: number;
  title: string;
  /** One page of it, or all: `textPage`. */
  html: string;
}

/**
 * The text of an article. React knows the element and nothing in it: other pages come and go there
 * (`text-window.ts`), and words change in place (`show-text.ts`), which a render must not undo.
 */
export const ArticleText = memo(function ArticleText({
  className,
  slug,
  revision,
  lang,
  script,
  rules,
  title,
  html,
}: Props) {
  return (
    <article
      id="text"
      className={className}
      lang={lang}
      data-script={script}
      data-rules={rules}
      data-article={slug}
      data-revision={revision}
      aria-label={title}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}, isSameText);

function isSameText(before: Props, after: Props): boolean {
  return before.slug === after.slug && before.revision === after.revision;
}
