import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { db } from './db';

/** A database that takes longer is as good as none to whoever asks. */
const PATIENCE_MS = 3_000;

export async function databaseAnswers(patience = PATIENCE_MS): Promise<boolean> {
  const answer = db().$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, sleep(patience, false, { ref: false })]);
}
