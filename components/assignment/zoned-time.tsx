'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Props {
  /** ISO 8601. */
  time: string;
  /** IANA: in which it was said. */
  timeZone: string;
}

/** A moment in the time zone in which it was said, and in the reader’s own where a clock there shows another hour. */
export function ZonedTime({ time, timeZone }: Props) {
  const t = useTranslations('assignments');
  const locale = useLocale();
  const own = useSyncExternalStore(never, here, () => timeZone);
  const at = new Date(time);
  const said = formatted(at, locale, timeZone);
  const there = formatted(at, locale, own);
  return (
    <>
      <time dateTime={time}>{said}</time>
      {there !== said && <small>{t('yours', { time: there })}</small>}
    </>
  );
}

const formatted = (at: Date, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, {
    ...{ timeZone, timeZoneName: 'short' as const },
    ...{ year: 'numeric' as const, month: 'short' as const, day: 'numeric' as const, weekday: 'short' as const },
    ...{ hour: '2-digit' as const, minute: '2-digit' as const, hourCycle: 'h23' as const },
  }).format(at);
