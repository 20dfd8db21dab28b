'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { api } from '@/lib/client/api';

/** Says that a member has opened an assignment. @param known whether that is known already */
export function Opened({ id, known }: { id: string; known: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (known) return;
    void api('POST /api/assignments/:id/opened', { params: { id } }).then(({ ok }) => ok && router.refresh());
  }, [id, known, router]);
  return null;
}
