'use client';

import { useState } from 'react';
import { api } from '@/lib/client/api';

/** Ends the session, then loads the page anew: nothing of the account stays in memory. */
export function SignOutButton({
  className,
  failed,
  children,
}: {
  className?: string;
  failed: string;
  children: string;
}) {
  const [trouble, setTrouble] = useState(false);
  const signOut = async () => {
    const result = await api('POST /api/logout', {});
    // eslint-disable-next-line @next/next/no-location-assign-relative-destination -- a whole new page: the router would keep what it has rendered for the account
    if (result.ok) window.location.assign('/');
    else setTrouble(true);
  };
  return (
    <>
      <button type="button" className={className} data-needs-script="" onClick={() => void signOut()}>
        {children}
      </button>
      <span role="status">{trouble && failed}</span>
    </>
  );
}
