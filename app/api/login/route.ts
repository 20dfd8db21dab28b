import { logIn } from '@/lib/server/accounts';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';
import { signedIn } from '@/lib/server/signed-in';

export const POST = route('POST /api/login', async ({ body, request }) => {
  const user = await logIn(body, request);
  return user instanceof Problem ? user : signedIn(user, request, 200);
});
