import 'server-only';
import type { Viewer } from '@/lib/domain/permissions/can';
import { readSession } from './sessions';

/** Who asks, by the session cookie of a request. */
export async function viewerOf(request: Request): Promise<Viewer> {
  const session = await readSession(request.headers.get('cookie'));
  return session?.viewer ?? null;
}
