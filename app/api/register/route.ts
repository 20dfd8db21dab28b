import { register } from '@/lib/server/accounts';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';
import { signedIn } from '@/lib/server/signed-in';

export const POST = route('POST /api/register', async ({ body, request }) => {
  const user = await register(body, request);
  return user instanceof Problem ? user : signedIn(user, request, 201);
});
