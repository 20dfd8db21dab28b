import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ClientMessages } from '@/components/ui/client-messages';

/** One-time tokens stand in some of these addresses: they are no search engine’s and no other site’s business. */
export const metadata: Metadata = { robots: { index: false }, referrer: 'same-origin' };

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={['account', 'settings', 'admin']}>{children}</ClientMessages>;
}
