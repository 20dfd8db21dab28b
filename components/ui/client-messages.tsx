import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** Hands a page's client components the message namespaces they use, and `ui`, which the controls of this folder use. */
export async function ClientMessages({ namespaces, children }: { namespaces: readonly string[]; children: ReactNode }) {
  const messages: Record<string, unknown> = await getMessages();
  const picked = Object.fromEntries(['ui', ...namespaces].map((name) => [name, messages[name]]));
  return <NextIntlClientProvider messages={picked as never}>{children}</NextIntlClientProvider>;
}
