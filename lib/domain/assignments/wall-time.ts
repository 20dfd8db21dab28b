/**
 * Dates as people set them: by the clock on a wall somewhere. `2026-11-27T23:59` and an IANA time zone are one moment;
 * where clocks are put forward some times do not exist, where they are put back some come twice.
 */
import { Temporal } from 'temporal-polyfill';

export interface Moment {
  /** ISO 8601, in UTC. */
  readonly instant: string;
  /** What that clock shows then: the time that was set, or, where clocks jumped over it, as much later as they jumped. */
  readonly wall: string;
}

/**
 * The moment at which a clock in `timeZone` shows `wall`: of two the earlier.
 *
 * @param wall ISO 8601 without offset, as a `datetime-local` field has it
 * @returns null: it is no time, or there is no such zone
 */
export function momentAt(wall: string, timeZone: string): Moment | null {
  if (!WALL.test(wall)) return null;
  try {
    const moment = Temporal.PlainDateTime.from(wall, { overflow: 'reject' }).toZonedDateTime(timeZone);
    return { instant: moment.toInstant().toString({ smallestUnit: 'millisecond' }), wall: wallOf(moment) };
  } catch {
    return null;
  }
}

/** Without it `2026-11-27T23:59Z` or a day alone would be read, too. */
const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/;

/**
 * What a clock in `timeZone` shows at a moment, to the minute.
 *
 * @param instant ISO 8601 with an offset
 */
export const wallTime = (instant: string, timeZone: string): string =>
  wallOf(Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone));

const wallOf = (moment: Temporal.ZonedDateTime): string =>
  moment.toPlainDateTime().toString({ smallestUnit: 'minute' });
