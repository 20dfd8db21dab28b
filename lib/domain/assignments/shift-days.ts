import { Temporal } from 'temporal-polyfill';

/**
 * The same time of day some days later, or earlier, where the time zone's clocks show it; an hour that a change of
 * clocks leaves out becomes the next that there is.
 *
 * @param at milliseconds since 1970
 * @param timeZone IANA
 */
export const shiftDays = (at: number, days: number, timeZone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).add({ days }).epochMilliseconds;
