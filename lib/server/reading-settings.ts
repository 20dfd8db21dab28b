import 'server-only';
import { cookies } from 'next/headers';
import { CHOICES_COOKIE, type ReadingSettings } from '@/lib/domain/reading/reading-settings';
import { currentSession } from './current';
import { chooseSettings, SETTINGS_COOKIE } from './settings';

/** How the page being rendered should look: account first, then this browser's cookie, then defaults. */
export async function readingSettings(): Promise<ReadingSettings> {
  const [session, jar] = await Promise.all([currentSession(), cookies()]);
  return chooseSettings(session?.user.settings, jar.get(SETTINGS_COOKIE)?.value, jar.get(CHOICES_COOKIE)?.value);
}
