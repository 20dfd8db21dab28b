'use client';

import { useState } from 'react';
import type { Imported } from '@/lib/client/send-file';
import { ImportForm, type ImportScopes } from './import-form';
import { ImportResult } from './import-result';

/** The form, and then what came of it. */
export function ImportView({ scopes }: { scopes: ImportScopes }) {
  const [imported, setImported] = useState<Imported | null>(null);
  return imported ? (
    <ImportResult imported={imported} onAnother={() => setImported(null)} />
  ) : (
    <ImportForm scopes={scopes} onImported={setImported} />
  );
}
