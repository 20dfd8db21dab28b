import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvitationPage, NoInvitation } from '@/components/group/invitation-page';
import { clientAddress } from '@/lib/server/client-address';
import { currentRequest, currentViewer } from '@/lib/server/current';
import { readInvitation } from '@/lib/server/invitations';
import { Problem } from '@/lib/server/problem';

/** The address is the key to a group: it is no search engine's and no other site's business. */
export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations('groups.join'))('title');
  return { title, robots: { index: false }, referrer: 'same-origin' };
}

export default async function InvitedPage({ params }: { params: Promise<{ code: string }> }) {
  const code = decoded((await params).code);
  const viewer = await currentViewer();
  const found = await readInvitation(viewer, code, clientAddress(await currentRequest()));
  if (!(found instanceof Problem)) return <InvitationPage code={code} invited={found} signedIn={viewer !== null} />;
  if (found.code === 'not-found') return <NoInvitation />;
  const t = await getTranslations('problems');
  const { values } = found.options;
  return <NoInvitation title={t(`${found.code}.title`, values)} detail={t(`${found.code}.detail`, values)} />;
}

/** Next hands pages what stands in the address; a percent sign that begins nothing stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
