import { SiteBar } from '@/components/ui/site-bar';
import { NothingHere } from '@/components/ui/nothing-here';
import { currentSession } from '@/lib/server/current';

/** No such article, or none for this reader: the two are told apart nowhere. */
export default async function ArticleNotFound() {
  const session = await currentSession();
  return (
    <>
      <SiteBar viewer={session?.user ?? null} />
      <NothingHere offerSignIn={session === null} />
    </>
  );
}
