'use client';

/** The reading page's one client root for notes. */
export interface MarginArticle {
  readonly slug: string;
  readonly title: string;
  readonly author: string | null;
  readonly date: string | null;
  readonly revision: number;
  readonly publicNotes: boolean;
  readonly sourceScript: string;
}

export interface MarginProps {
  readonly article: MarginArticle;
  readonly viewer: { readonly id: string; readonly name: string } | null;
  /** Id of the note that the address asks for (`?note=`). */
  readonly openNote: string | null;
}

export function MarginRoot({ article }: MarginProps) {
  return <div data-margin={article.slug} />;
}
