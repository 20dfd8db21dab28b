/** Words that several readers did not understand: what a glossary may lack. */
import type { Folding } from '../search/fold';
import { formKey, MAX_FORM, tidyForm } from './term';

interface Place {
  readonly block: string;
  /** Source UTF-16 code units. */
  readonly offset: number;
}

export interface Question {
  readonly id: string;
  /** The words it is about, as they stand in the source. */
  readonly exact: string;
  readonly start: Place;
  readonly end: Place;
  /** Who asks. */
  readonly by: string;
}

export interface QuestionCluster {
  /** Tidy: may be a headword. */
  readonly phrase: string;
  /** Of the notes, in the order given. */
  readonly notes: readonly string[];
  /** How many different readers. */
  readonly readers: number;
  /** Where the first of those who marked these very words marked them. */
  readonly start: Place;
  readonly end: Place;
}

/** Two marks are about the same words when they share this much of what either covers. */
const SHARED = 0.5;

/**
 * Questions about the same words, in any script and anywhere, and those on nearly the same stretch of one block. What
 * most readers marked takes in what others marked around it; marks that are merely neighbours of its neighbours
 * stay out.
 *
 * @returns asked by at least two readers, each question in one at most; most readers first
 */
export function questionClusters(questions: readonly Question[], folding: Folding): QuestionCluster[] {
  const groups = sameWords(questions, folding).sort((a, b) => readersOf(b) - readersOf(a));
  const near = nearby(questions);
  const groupOf = new Map(groups.flatMap((group) => group.map((question) => [question, group] as const)));
  const taken = new Set<Question[]>();
  const clusters: QuestionCluster[] = [];
  for (const group of groups) {
    if (taken.has(group)) continue;
    taken.add(group);
    const around = group.flatMap(near).flatMap((question) => {
      const other = groupOf.get(question);
      return other && !taken.has(other) ? [other] : [];
    });
    for (const other of around) taken.add(other);
    const members = new Set([group, ...around].flat());
    const cluster = clusterOf(
      group,
      questions.filter((question) => members.has(question)),
    );
    if (cluster.readers > 1 && cluster.phrase.length <= MAX_FORM) clusters.push(cluster);
  }
  return clusters.sort((a, b) => b.readers - a.readers || b.notes.length - a.notes.length);
}

function sameWords(questions: readonly Question[], folding: Folding): Question[][] {
  const groups = grouped(questions, ({ exact }) => formKey(exact, folding));
  groups.delete('');
  return [...groups.values()];
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

const readersOf = (questions: readonly Question[]): number => new Set(questions.map(({ by }) => by)).size;

function clusterOf(group: readonly Question[], members: readonly Question[]): QuestionCluster {
  const [{ exact, start, end }] = group as [Question];
  return { phrase: tidyForm(exact), notes: members.map(({ id }) => id), readers: readersOf(members), start, end };
}

/** What stands on nearly the same stretch as a question. */
function nearby(questions: readonly Question[]): (question: Question) => Question[] {
  const inBlock = grouped(
    questions.filter(({ start, end }) => start.block === end.block),
    ({ start }) => start.block,
  );
  return (question) =>
    question.start.block === question.end.block
      ? (inBlock.get(question.start.block) ?? []).filter(
          (other) => other !== question && share(question, other) >= SHARED,
        )
      : [];
}

/** Of what the two cover together, how much both do. */
function share(a: Question, b: Question): number {
  const both = Math.min(a.end.offset, b.end.offset) - Math.max(a.start.offset, b.start.offset);
  const either = Math.max(a.end.offset, b.end.offset) - Math.min(a.start.offset, b.start.offset);
  return either > 0 ? both / either : 0;
}
