import 'server-only';
import { cookies } from 'next/headers';
import type { ReadingSettings } from '@/lib/domain/reading/reading-settings';
import { currentSession } from './current';
import { chooseSettings, SETTINGS_COOKIE } from './settings';

/** How the page being rendered should look: account first, then this browser's cookie, then defaults. */
export async function readingSettings(): Promise<ReadingSettings> {
  const session = await currentSession();
  return chooseSettings(session?.user.settings, (await cookies()).get(SETTINGS_COOKIE)?.value);
}
