/** A change of a note that is said in one press, and sent at once. */
import type { AnnotationView } from '@/lib/contract/annotations';
import { api, type Result } from './api';
import type { DraftContent } from './drafts';

export const changeNote = (
  id: string,
  version: number,
  changes: Partial<DraftContent>,
): Promise<Result<AnnotationView>> =>
  api('PATCH /api/annotations/:id', {
    params: { id },
    headers: { 'if-match': `"${version}"` },
    body: { ...changes, tags: changes.tags && [...changes.tags] },
  });
