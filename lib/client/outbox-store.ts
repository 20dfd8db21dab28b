/** Where entries of the outbox lie: in IndexedDB, by person first; where that refuses, in the page. */
import { promisifyRequest, type UseStore } from 'idb-keyval';
import { attempt, deviceStore } from './device-store';
import type { Entry } from './outbox-entry';

type Key = [user: string, id: string];

export interface OutboxStore {
  /** One person's entries. */
  all: () => Promise<Entry[]>;
  /** What becomes of an entry, at once for all tabs; null: nothing is left of it. @returns what it became */
  change: (id: string, turn: (entry: Entry | undefined) => Entry | null | undefined) => Promise<Entry | null>;
  /** Whether some are only in this page, and go with it. */
  isVolatile: () => boolean;
}

const entries = deviceStore('meipi-outbox', 'entries');

export function outboxStore(user: string, store: UseStore = entries): OutboxStore {
  /** Newer than what is on the device; null: gone, though it may lie there still. */
  const inPage = new Map<string, Entry | null>();
  return {
    all: async () => {
      // An array comes after every string.
      const range = () => IDBKeyRange.bound([user], [user, []]);
      const kept = await attempt(() => store('readonly', (rows) => promisifyRequest<Entry[]>(rows.getAll(range()))));
      const onDevice = (kept.kept ? kept.value : []).filter(({ id }) => !inPage.has(id));
      return [...onDevice, ...[...inPage.values()].filter((entry) => entry !== null)];
    },
    change: async (id, turn) => {
      let found = inPage.get(id) ?? undefined;
      const kept = await attempt(() =>
        store('readwrite', async (rows) => {
          const key: Key = [user, id];
          found = inPage.has(id) ? found : await promisifyRequest<Entry | undefined>(rows.get(key));
          const next = turn(found) ?? null;
          if (next) rows.put(next, key);
          else rows.delete(key);
          await promisifyRequest(rows.transaction);
          return next;
        }),
      );
      if (kept.kept) {
        inPage.delete(id);
        return kept.value;
      }
      // It may have been read all the same: a full disk refuses to write only.
      const next = turn(found) ?? null;
      inPage.set(id, next);
      return next;
    },
    isVolatile: () => [...inPage.values()].some((entry) => entry !== null && entry.state !== 'saved'),
  };
}
