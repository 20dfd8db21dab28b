import { resetPassword } from '@/lib/server/accounts';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';
import { signedIn } from '@/lib/server/signed-in';

export const POST = route('POST /api/reset', async ({ body: { token, password }, request }) => {
  const user = await resetPassword(token, password, request);
  return user instanceof Problem ? user : signedIn(user, request, 200);
});
