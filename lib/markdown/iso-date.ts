const DATE = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?/u;
const TIME = /^(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/u;

/**
 * A date as authors write it (`2023-06-29 16:40:16 +0800`, `2023/6/29`, `2023年6月29日`) in ISO 8601,
 * with a time zone only where one was written; null when it is no date.
 */
export function isoDate(written: string): string | null {
  const date = DATE.exec(written.trim());
  if (!date) return null;
  const [whole, year, month = '', day = ''] = date;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isCalendarDate(iso)) return null;
  const rest = written.trim().slice(whole.length);
  if (rest === '') return iso;
  const time = TIME.exec(rest);
  if (!time) return null;
  const [, hour = '', minute = '', second = '00', zone = ''] = time;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${iso}T${hour.padStart(2, '0')}:${minute}:${second}${isoZone(zone)}`;
}

/** JavaScript takes the 31st of February for the 3rd of March. */
function isCalendarDate(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
}

const isoZone = (zone: string): string =>
  zone === 'UTC' ? 'Z' : /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
