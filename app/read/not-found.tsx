import { headers } from 'next/headers';
import { MissingScript } from '@/components/reader/missing-script';
import { NothingHere } from '@/components/ui/nothing-here';
import { SiteBar } from '@/components/ui/site-bar';
import { isShownScript } from '@/lib/domain/script/script';
import { articleSummary, openArticle } from '@/lib/server/articles';
import { currentBarViewer, currentViewer } from '@/lib/server/current';
import { Problem } from '@/lib/server/problem';
import { PATH_HEADER } from '@/proxy';

/**
 * No such article, or none for this reader: the two are told apart nowhere. Who may read an article and
 * asked for a script in which it cannot be read is told the choices.
 */
export default async function ArticleNotFound() {
  const [reader, article] = await Promise.all([currentBarViewer(), articleInOtherScript()]);
  return (
    <>
      <SiteBar viewer={reader} />
      {article ? <MissingScript article={article} /> : <NothingHere offerSignIn={reader === null} />}
    </>
  );
}

/** Next renders this beside every article, found or not: only a script that does not fit costs a query. */
async function articleInOtherScript() {
  const [, slug, script] = /^\/read\/([^/]+)\/([^/]+)\/?$/.exec((await headers()).get(PATH_HEADER) ?? '') ?? [];
  if (!slug || !script) return null;
  const viewer = await currentViewer();
  const open = await openArticle(viewer, decoded(slug));
  if (open instanceof Problem) return null;
  const fits = isShownScript(script) && open.revision.sourceScript.startsWith('zh');
  return fits ? null : articleSummary(open, viewer);
}

function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
