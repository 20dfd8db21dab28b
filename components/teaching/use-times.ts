import { useLocale } from 'next-intl';
import { useMemo, useSyncExternalStore } from 'react';

const never = () => () => undefined;
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Writes moments in the reader’s own time zone; one format for a whole table. The server, which cannot know it, writes UTC. */
export function useTimes(): (time: string) => string {
  const locale = useLocale();
  const timeZone = useSyncExternalStore(never, here, () => 'UTC');
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone });
    return (time) => format.format(new Date(time));
  }, [locale, timeZone]);
}
