import 'server-only';
import { readFileSync } from 'node:fs';

/*
 * The time by which notes are written and assignments open, are due, close and are revealed: everybody's, but for those
 * who try out what happens at another.
 */

let shift = 0;

/** Milliseconds by which a test moves the clock; 0: it goes right again. */
export function moveClock(by: number): void {
  shift = by;
}

/** `MEIPI_CLOCK` names a file with the milliseconds by which the clock of a whole process goes wrong: for tests, too. */
function shiftOfProcess(): number {
  const file = process.env.MEIPI_CLOCK;
  return file === undefined ? 0 : Number(readFileSync(file, 'utf8'));
}

export const now = (): Date => new Date(Date.now() + shift + shiftOfProcess());

/** The times of what is written at this moment. */
export function writtenNow(): { readonly createdAt: Date; readonly updatedAt: Date } {
  const at = now();
  return { createdAt: at, updatedAt: at };
}
