/** What peers see of one another's notes in an assignment's section, and from when on. */

export type Reveal =
  | { readonly kind: 'always' }
  /** Once one has written so many oneself. */
  | { readonly kind: 'after-own'; readonly notes: number }
  /** Milliseconds since 1970. */
  | { readonly kind: 'from-date'; readonly at: number };

/** Whether a peer who has written `own` notes there sees the others'. */
export function isRevealed(reveal: Reveal, { own, now }: { own: number; now: number }): boolean {
  switch (reveal.kind) {
    case 'always':
      return true;
    case 'after-own':
      return own >= reveal.notes;
    case 'from-date':
      return now >= reveal.at;
  }
}
