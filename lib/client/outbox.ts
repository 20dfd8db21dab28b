/**
 * The outbox: what somebody has written and wants saved, on this device until the server has answered.
 *
 * One a page and person. All tabs share what lies in IndexedDB; a Web Lock lets one of them send at a time, a
 * BroadcastChannel tells the others. Where a browser has neither, tabs send what they know of themselves: requests are
 * the same to the letter, and the server answers the same to them.
 */
import { askToPersist } from './device-store';
import {
  again,
  amend,
  answered,
  asNew,
  discard,
  freeze,
  isAnswerOf,
  keepMine,
  keepTheirs,
  nextDue,
  nextTry,
  take,
  type Entry,
  type ToSend,
} from './outbox-entry';
import { attempt, type Arrived } from './outbox-request';
import { outboxStore, type OutboxStore } from './outbox-store';

/** What became of something within the time somebody waits for it. */
export type Outcome =
  | { readonly is: 'arrived'; readonly arrived: Arrived }
  /** It lies here; the entry says what it waits for. */
  | { readonly is: 'kept'; readonly entry: Entry }
  /** Another tab, or another press, was faster. */
  | { readonly is: 'done' };

type Said = { readonly changed: true } | { readonly arrived: Arrived };

/** Milliseconds after which one goes on reading while something is still under way. */
const SOON = 2_000;
/** Milliseconds for which a version is remembered after its words have arrived. */
const REMEMBERED = 24 * 3_600_000;

const outboxes = new Map<string, Outbox>();

/** One person's outbox in this page. Never for anybody but the one the page was made for. */
export function outboxOf(user: string): Outbox {
  const outbox = outboxes.get(user) ?? new Outbox(user, outboxStore(user));
  outboxes.set(user, outbox);
  return outbox;
}

export class Outbox {
  private known: readonly Entry[] = [];
  private shown: readonly Entry[] = [];
  /** Those that are being written on: they have a place of their own in the page. */
  private readonly held = new Set<string>();
  private readonly watching = new Set<() => void>();
  private readonly receiving = new Set<(arrived: Arrived) => void>();
  private readonly underWay = new Set<string>();
  private readonly channel: BroadcastChannel | null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly user: string,
    private readonly store: OutboxStore,
  ) {
    this.channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`meipi-outbox ${user}`) : null;
    this.channel?.addEventListener('message', ({ data }: MessageEvent<Said>) => void this.hear(data));
    addEventListener('online', () => this.sendAll());
    addEventListener('pageshow', ({ persisted }) => persisted && this.sendAll());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.sendAll());
    void this.forget();
    this.sendAll();
  }

  /** What is to be sent and has not arrived, oldest first. The same array until something changes. */
  readonly entries = (): readonly Entry[] => this.shown;

  /** What lies here under an id, as it is on the device. */
  async find(id: string): Promise<Entry | undefined> {
    await this.look();
    return this.known.find((entry) => entry.id === id);
  }

  /** One that is being written on is not among the {@link entries}, until it is let go. */
  hold(id: string): void {
    this.held.add(id);
    this.show();
  }

  release(id: string): void {
    if (this.held.delete(id)) this.show();
  }

  /** The editor is closed: there is one at a time. */
  releaseAll(): void {
    for (const id of this.held) this.release(id);
  }

  /** Whether an entry is being sent by this page now. */
  readonly isUnderWay = (id: string): boolean => this.underWay.has(id);

  /** Whether what waits is in this page only. */
  readonly isVolatile = (): boolean => this.store.isVolatile();

  /** Hears of every change of {@link entries}. @returns hears no more */
  readonly subscribe = (hear: () => void): (() => void) => {
    this.watching.add(hear);
    return () => this.watching.delete(hear);
  };

  /** Hears of everything that has arrived, in whichever tab it was written. @returns hears no more */
  readonly onArrived = (hear: (arrived: Arrived) => void): (() => void) => {
    this.receiving.add(hear);
    return () => this.receiving.delete(hear);
  };

  /** Takes something in and sends it. When this returns it lies on this device, where that keeps anything. */
  async put(toSend: ToSend): Promise<void> {
    const now = Date.now();
    await this.change(toSend.id, (entry) => take(entry, toSend, this.user, now));
    this.sendAll();
  }

  /** Takes something in, sends it, and waits a little for what becomes of it. */
  async send(toSend: ToSend, patience = SOON): Promise<Outcome> {
    const outcome = this.outcome(toSend.id, patience);
    await this.put(toSend);
    return outcome;
  }

  /** The words were put away, not sent. */
  amend(id: string, content: Entry['content']): Promise<unknown> {
    return this.change(id, (entry) => entry && amend(entry, content, Date.now()));
  }

  /** Once more what was refused, and whatever waits. */
  async again(id: string): Promise<void> {
    await this.change(id, (entry) => entry && again(entry));
    this.sendAll();
  }

  /** What was written here replaces what stands there now. */
  async keepMine(id: string): Promise<void> {
    await this.change(id, (entry) => entry && keepMine(entry));
    this.sendAll();
  }

  /** What stands there now stays. */
  async keepTheirs(id: string): Promise<void> {
    await this.change(id, (entry) => entry && keepTheirs(entry));
    this.sendAll();
  }

  /** What was written here becomes one of its own. */
  async sendAsNew(id: string, fresh: string): Promise<void> {
    let own: Entry | null = null;
    await this.store.change(id, (entry) => {
      own = entry ? asNew(entry, fresh) : null;
      return entry;
    });
    // First the new one: between the two there is one too many, not one too few.
    await this.store.change(fresh, () => own);
    await this.change(id, () => null);
    this.sendAll();
  }

  /** Away with it; what may have arrived is deleted there, too. */
  async discard(id: string): Promise<void> {
    await this.change(id, (entry) => entry && discard(entry));
    this.sendAll();
  }

  /** Not thrown away after all. What has been deleted there meanwhile is offered as a new one. */
  async bringBack(entry: Entry): Promise<void> {
    await this.change(entry.id, () => entry);
    this.sendAll();
  }

  /** Tries everything that waits, now: the network, the reader or somebody's patience is back. */
  sendAll(): void {
    void this.sendDue(Date.now());
  }

  private outcome(id: string, patience: number): Promise<Outcome> {
    const begun = Date.now();
    return new Promise((resolve) => {
      const done = (outcome: Outcome) => {
        clearTimeout(timer);
        deafToArrivals();
        deafToChanges();
        resolve(outcome);
      };
      const look = (late = false) => {
        const entry = this.known.find((candidate) => candidate.id === id);
        if (!entry) return late && done({ is: 'done' });
        const tried = entry.tried >= begun && (entry.failures > 0 || entry.state !== 'waiting');
        if (late || tried) done({ is: 'kept', entry });
      };
      const timer = setTimeout(() => look(true), patience);
      const deafToArrivals = this.onArrived((arrived) => arrived.id === id && done({ is: 'arrived', arrived }));
      const deafToChanges = this.subscribe(() => look());
    });
  }

  /** Sends one after the other, in the order in which they were written, as the one who sends in this browser. */
  private sendDue(since: number): Promise<void> {
    const round = () =>
      alone(`meipi-outbox ${this.user}`, async () => {
        for (;;) {
          const entry = nextDue(await this.store.all(), Date.now(), since);
          if (!entry || !(await this.attempt(entry.id))) return;
        }
      });
    this.sending = this.sending.then(round, round).then(() => this.later());
    return this.sending;
  }

  /** @returns whether the network is there */
  private async attempt(id: string): Promise<boolean> {
    this.underWay.add(id);
    try {
      let left = null as Entry | null;
      await this.change(id, (entry) => {
        left = entry ? freeze(entry, Date.now()) : null;
        return left ?? entry;
      });
      if (left === null) return true;
      const dispatched = left;
      const { answer, arrived } = await attempt(dispatched);
      if (answer.is === 'unreachable') askToPersist();
      if (answer.is === 'taken') await this.sendAsNew(id, answer.fresh);
      else {
        const next = await this.store.change(id, (entry) =>
          entry && isAnswerOf(entry, dispatched) ? answered(entry, answer, Date.now()) : entry,
        );
        // What others hear of first is that there is something to decide.
        if (next?.state === 'conflict') await this.tell();
        if (arrived && next && next.state !== 'discarded') this.arrive(arrived);
      }
      return answer.is !== 'unreachable' || navigator.onLine;
    } finally {
      this.underWay.delete(id);
      await this.tell();
    }
  }

  private arrive(arrived: Arrived): void {
    for (const hear of this.receiving) hear(arrived);
    this.channel?.postMessage({ arrived } satisfies Said);
  }

  private later(): void {
    clearTimeout(this.timer);
    const times = this.known.map(nextTry).filter((time) => time !== null);
    if (times.length === 0) return;
    const pause = Math.max(200, Math.min(...times) - Date.now());
    // Not all tabs of all readers at the same moment.
    this.timer = setTimeout(() => void this.sendDue(0), pause * (1 + Math.random() / 4));
  }

  private async change(
    id: string,
    turn: (entry: Entry | undefined) => Entry | null | undefined,
  ): Promise<Entry | null> {
    const changed = await this.store.change(id, turn);
    await this.tell();
    return changed;
  }

  private async tell(): Promise<void> {
    this.channel?.postMessage({ changed: true } satisfies Said);
    await this.look();
  }

  private async hear(said: Said): Promise<void> {
    if ('arrived' in said) for (const hear of this.receiving) hear(said.arrived);
    else await this.look();
  }

  private async look(): Promise<void> {
    this.known = (await this.store.all()).filter((entry) => entry.state !== 'saved').sort((a, b) => a.since - b.since);
    // Only what would go with the page holds it.
    if (this.store.isVolatile()) addEventListener('beforeunload', stay);
    else removeEventListener('beforeunload', stay);
    this.show();
  }

  private show(): void {
    this.shown = this.known.filter(({ id }) => !this.held.has(id));
    for (const hear of this.watching) hear();
  }

  private async forget(): Promise<void> {
    const old = Date.now() - REMEMBERED;
    for (const { id, state, touched } of await this.store.all())
      if (state === 'saved' && touched < old)
        await this.store.change(id, (entry) => (entry?.state === 'saved' ? null : entry));
    await this.look();
  }
}

const stay = (event: BeforeUnloadEvent): void => event.preventDefault();

/** While nobody else in this browser does; where it cannot tell, at once. */
const alone = (name: string, work: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request(name, work) : work();
