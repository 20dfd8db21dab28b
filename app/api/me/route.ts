import { route } from '@/lib/server/http';
import { changeMe, deleteMe, showMe } from '@/lib/server/me';
import { Problem } from '@/lib/server/problem';
import { sessionCookie, sessionUser } from '@/lib/server/sessions';
import { localeCookie } from '@/lib/server/settings';
import { meOf, withCookies } from '@/lib/server/signed-in';

export const GET = route('GET /api/me', ({ viewer }) => showMe(viewer));

export const PATCH = route('PATCH /api/me', async ({ viewer, body, request }) => {
  const user = await changeMe(viewer, body, request);
  if (user instanceof Problem) return user;
  const cookies = body.locale === undefined ? [] : [localeCookie(body.locale)];
  return withCookies(Response.json(meOf(sessionUser(user))), cookies);
});

export const DELETE = route('DELETE /api/me', async ({ viewer, body }) => {
  const problem = await deleteMe(viewer, body);
  return problem ?? withCookies(new Response(null, { status: 204 }), [sessionCookie('', 0)]);
});
