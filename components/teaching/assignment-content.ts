import type { AssignmentInput, AssignmentView } from '@/lib/contract/assignments';
import { momentAt, wallTime } from '@/lib/domain/assignments/wall-time';

export interface PickedBlock {
  readonly key: string;
  readonly number: number;
}

/** An assignment as the form has it: dates by the clock of its time zone, and nothing that has to be right yet. */
export interface AssignmentContent {
  /** Slug; empty: none is chosen. */
  readonly article: string;
  /** By a heading, or from a block to a block. */
  readonly by: 'heading' | 'blocks';
  /** Key; empty: none is chosen. */
  readonly heading: string;
  readonly first: PickedBlock | null;
  readonly last: PickedBlock | null;
  readonly title: string;
  readonly instructions: AssignmentView['instructions'];
  readonly timeZone: string;
  /** As a `datetime-local` field has them; empty: none. */
  readonly opens: string;
  readonly due: string;
  readonly closes: string;
  readonly mustRead: boolean;
  readonly minNotes: number;
  readonly minReplies: number;
  readonly reveal: 'always' | 'after-own' | 'from-date';
  readonly revealNotes: number;
  readonly revealAt: string;
  readonly anonymous: boolean;
}

export const newContent = (timeZone: string, given: Partial<AssignmentContent>): AssignmentContent => ({
  ...{ article: '', by: 'heading', heading: '', first: null, last: null, title: '', instructions: null },
  ...{ timeZone, opens: '', due: '', closes: '', mustRead: true, minNotes: 0, minReplies: 0 },
  ...{ reveal: 'always', revealNotes: 1, revealAt: '', anonymous: false },
  ...given,
});

/** What there is, as the form shows it. */
export function contentOf(assignment: AssignmentView): AssignmentContent {
  const { article, section, title, instructions, timeZone, rule, reveal, anonymous } = assignment;
  const wall = (at: string | null): string => (at === null ? '' : wallTime(at, timeZone));
  return {
    ...{ article: article.slug, by: 'blocks', heading: '', first: section?.first ?? null, last: section?.last ?? null },
    ...{ title, instructions, timeZone, anonymous, ...rule },
    ...{ opens: wall(assignment.opensAt), due: wall(assignment.dueAt), closes: wall(assignment.closesAt) },
    reveal: reveal.kind,
    revealNotes: reveal.kind === 'after-own' ? reveal.notes : 1,
    revealAt: reveal.kind === 'from-date' ? wall(reveal.at) : '',
  };
}

/** What is still missing before anything can be sent. */
export type Missing = 'article' | 'section' | 'revealAt';

/** @returns what is missing, or what is sent */
export function inputOf(content: AssignmentContent): AssignmentInput | Missing {
  const section = sectionOf(content);
  const reveal = revealOf(content);
  if (content.article === '') return 'article';
  if (!section) return 'section';
  if (!reveal) return 'revealAt';
  const { article, title, instructions, timeZone, mustRead, minNotes, minReplies, anonymous } = content;
  const at = (wall: string): string | null => momentAt(wall, timeZone)?.instant ?? null;
  return {
    ...{ article, section, title, instructions, timeZone, reveal, anonymous },
    ...{ opensAt: at(content.opens), dueAt: at(content.due), closesAt: at(content.closes) },
    rule: { mustRead, minNotes, minReplies },
  };
}

function sectionOf({ by, heading, first, last }: AssignmentContent): AssignmentInput['section'] | null {
  if (by === 'heading') return heading === '' ? null : { first: heading, last: heading };
  return first && last && first.number <= last.number ? { first: first.key, last: last.key } : null;
}

function revealOf({ reveal, revealNotes, revealAt, timeZone }: AssignmentContent): AssignmentInput['reveal'] | null {
  if (reveal === 'always') return { kind: 'always' };
  if (reveal === 'after-own') return { kind: 'after-own', notes: revealNotes };
  const moment = momentAt(revealAt, timeZone);
  return moment && { kind: 'from-date', at: moment.instant };
}

/** Whether both mean the same section. */
export const hasSameSection = (one: AssignmentContent, other: AssignmentContent): boolean =>
  JSON.stringify(sectionOf(one)) === JSON.stringify(sectionOf(other));
