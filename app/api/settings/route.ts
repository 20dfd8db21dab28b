import { route } from '@/lib/server/http';
import { keepSettings } from '@/lib/server/settings';
import { withCookies } from '@/lib/server/signed-in';

export const PUT = route('PUT /api/settings', async ({ viewer, body, request }) => {
  const { settings, cookies } = await keepSettings(viewer, body, request);
  return withCookies(Response.json(settings), cookies);
});
