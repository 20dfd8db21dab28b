'use client';

import { useLocale } from 'next-intl';
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Props {
  /** ISO 8601. */
  time: string;
  precision?: 'day' | 'minute';
}

/** A moment in the reader’s own time zone. The server, which cannot know it, writes UTC. */
export function LocalTime({ time, precision = 'minute' }: Props) {
  const locale = useLocale();
  const timeZone = useSyncExternalStore(never, here, () => 'UTC');
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    ...(precision === 'minute' ? { timeStyle: 'short' } : {}),
    timeZone,
  });
  return <time dateTime={time}>{format.format(new Date(time))}</time>;
}
