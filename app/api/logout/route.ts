import { route } from '@/lib/server/http';
import { endSession, sessionCookie } from '@/lib/server/sessions';
import { forgetChoices } from '@/lib/server/settings';
import { withCookies } from '@/lib/server/signed-in';

export const POST = route('POST /api/logout', async ({ request }) => {
  await endSession(request.headers.get('cookie'));
  return withCookies(new Response(null, { status: 204 }), [sessionCookie('', 0), forgetChoices()]);
});
