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

/** A moment as a clock shows it; where the reader’s own shows another hour than the one by which it was said, both. */
export function ZonedTime({ time, timeZone }: Props) {
  const t = useTranslations('assignments');
  const locale = useLocale();
  const own = useSyncExternalStore(never, here, () => timeZone);
  const at = new Date(time);
  const said = partsOf(at, locale, timeZone);
  const there = partsOf(at, locale, own);
  if (there.time === said.time) return <time dateTime={time}>{said.time}</time>;
  return (
    <>
      <time dateTime={time}>{t('inZone', said)}</time>
      <small>{t('yours', { time: t('inZone', there) })}</small>
    </>
  );
}

function partsOf(at: Date, locale: string, timeZone: string): { time: string; zone: string } {
  const zoned = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(at);
  const time = new Intl.DateTimeFormat(locale, {
    ...{ timeZone, year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(at);
  return { time, zone: zoned.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone };
}
