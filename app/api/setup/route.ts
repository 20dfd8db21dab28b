import { setUp } from '@/lib/server/accounts';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';
import { signedIn } from '@/lib/server/signed-in';

export const POST = route('POST /api/setup', async ({ body: { token, ...account }, request }) => {
  const user = await setUp(token, account, request);
  return user instanceof Problem ? user : signedIn(user, request, 201);
});
