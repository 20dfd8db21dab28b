import { openApiDocument } from '@/lib/contract/openapi';
import { publicOrigin } from '@/lib/server/same-origin';
import { sessionCookieName } from '@/lib/server/sessions';

export const dynamic = 'force-dynamic';

/** The one door, described for programs. */
export function GET(request: Request): Response {
  return Response.json(openApiDocument({ origin: publicOrigin(request), cookie: sessionCookieName() }));
}
