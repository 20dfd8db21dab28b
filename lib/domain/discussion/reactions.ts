import { REACTIONS, type Reaction } from './annotation';

export interface ReactionCount {
  readonly emoji: Reaction;
  readonly count: number;
  /** Whether the one who looks is among them. */
  readonly mine: boolean;
}

/** What is shown once somebody's own reaction has been given, or taken back; the same when it is so already. */
export function withOwn(counts: readonly ReactionCount[], emoji: Reaction, own: boolean): ReactionCount[] {
  return REACTIONS.flatMap((offered) => {
    const known = counts.find((one) => one.emoji === offered) ?? { emoji: offered, count: 0, mine: false };
    const next =
      offered === emoji && known.mine !== own ? { ...known, count: known.count + (own ? 1 : -1), mine: own } : known;
    return next.count > 0 ? [next] : [];
  });
}
