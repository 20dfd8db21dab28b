import { getTranslations } from 'next-intl/server';
import { SHOWN_SCRIPTS, type ShownScript } from '@/lib/domain/script/script';

/** Scripts as readers call them. */
export async function scriptNames(): Promise<Record<ShownScript, string>> {
  const t = await getTranslations('reader.script.names');
  return Object.fromEntries(SHOWN_SCRIPTS.map((script) => [script, t(script)])) as Record<ShownScript, string>;
}
