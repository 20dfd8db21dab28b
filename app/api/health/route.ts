import { databaseAnswers } from '@/lib/server/health';
import { problemResponse } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const dynamic = 'force-dynamic';

/** For a proxy or a supervisor: 200 as long as the database answers. */
export async function GET(request: Request): Promise<Response> {
  if (!(await databaseAnswers())) return problemResponse(new Problem('unavailable'), request);
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
