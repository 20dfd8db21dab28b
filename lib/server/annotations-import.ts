import 'server-only';
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { InterchangeReport, Refusal } from '@/lib/contract/interchange';
import { isWords, type Quote } from '@/lib/domain/anchoring/anchor';
import { quoteFinder } from '@/lib/domain/anchoring/find-quote';
import type { CommonLayer } from '@/lib/domain/discussion/annotation';
import { JoinedText } from '@/lib/domain/interchange/joined-text';
import { motivationOf, type OutsideNote } from '@/lib/domain/interchange/outside-note';
import { placer, type Placed } from '@/lib/domain/interchange/place-note';
import { annotationsIn, isUnread, MAX_ITEMS, readAnnotation } from '@/lib/domain/interchange/read-annotations';
import { parentsIn } from '@/lib/domain/interchange/threads';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { convertBy } from '@/lib/domain/script/convert';
import { SCRIPTS, scriptOf } from '@/lib/domain/script/script';
import { conversionsBetween } from '@/lib/opencc';
import { plainText, type NoteBody } from '@/lib/richtext/body';
import { bodyOfOutside } from '@/lib/richtext/outside-body';
import { recordArticle } from './events';
import { holdStanding } from './group-standing';
import { lockArticle } from './annotations-place';
import { positionColumns } from './edition-anchors';
import { contentColumns, requestHash } from './annotations-content';
import type { AnnotationsFile } from './annotations-import-request';
import { articleIri, ownIds } from './annotations-w3c';
import { articleFacts, openArticle, storedJson, type OpenArticle } from './articles';
import { fileArticle } from './assignments-notes';
import { audit } from './audit';
import { db, type Database } from './db';
import { Problem, wrong } from './problem';
import { indexNotes } from './search-index';

/*
 * Annotations from elsewhere: read, placed in the newest edition by the same code that publishing places notes by, and
 * written in one transaction. Each has an id made of the article, the layer and its IRI, so that a second import of it
 * is the same note.
 */

type SignedIn = NonNullable<Viewer>;

interface Import {
  readonly viewer: SignedIn;
  readonly open: OpenArticle;
  readonly layer: CommonLayer;
  /** The instance's, to know its own IRIs by. */
  readonly origin: string;
}

/** Editions that appear while an import is under way: it begins again with the newest, so often. */
const ATTEMPTS = 3;

export async function importAnnotations(
  viewer: Viewer,
  slug: string,
  { layer, file }: AnnotationsFile,
  origin: string,
): Promise<InterchangeReport | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const items = annotationsIn(file);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const open = await openArticle(viewer, slug);
    if (open instanceof Problem) return open;
    if (!mayImport(viewer, layer, open.article)) return wrong('layer', 'layer-editors');
    if (!items) return wrong('file', 'not-annotations');
    const report = await importInto({ viewer, open, layer, origin }, items);
    if (report !== 'new-edition') return report;
  }
  return new Problem('unavailable');
}

/** Into the public layer whoever edits the article, whether or not it takes its readers' notes. */
const mayImport = (viewer: SignedIn, layer: CommonLayer, article: OpenArticle['article']): boolean =>
  layer === 'public'
    ? can(viewer, 'article: edit', articleFacts(article))
    : can(viewer, 'article: annotate', { layer, article: articleFacts(article) });

async function importInto(
  job: Import,
  items: readonly unknown[],
): Promise<InterchangeReport | Problem | 'new-edition'> {
  const report = new Report();
  const read = await readItems(job, items, report);
  const there = await whatIsThere(job, read);
  const { notes, replies } = sorted(job, read, there, report);
  const blocks = await db().block.findMany({
    where: { revisionId: job.open.revision.id },
    select: { key: true, number: true, text: true },
    orderBy: { number: 'asc' },
  });
  const placed = await placeAll(job, notes, blocks);
  const written = await db().$transaction((tx) => write(tx, job, placed, replies), PATIENT);
  if (written instanceof Problem || written === 'new-edition') return written;
  report.count(placed, replies, written, new Map(blocks.map(({ key, number }) => [key, number])));
  return report.view;
}

const PATIENT = { maxWait: 15_000, timeout: 120_000 };

/** How many of a file are worked on before others' requests have their turn. */
const TURN = 50;

async function* inTurns<T>(items: readonly T[]): AsyncGenerator<readonly [T, number]> {
  for (const [index, item] of items.entries()) {
    if (index % TURN === TURN - 1) await setImmediate();
    yield [item, index];
  }
}

async function readItems({ open, origin }: Import, items: readonly unknown[], report: Report): Promise<OutsideNote[]> {
  const read: OutsideNote[] = [];
  for await (const [item, index] of inTurns(items.slice(0, MAX_ITEMS))) {
    const note = readAnnotation(item, index);
    if (isUnread(note)) report.refuse(note, note.reason);
    else read.push(note);
  }
  for (let index = MAX_ITEMS; index < items.length; index++) report.refuse({ index, id: null }, 'too-many');
  return onThisArticle(read, origin, open.article.slug, report);
}

/** A file that names this article leaves its notes on other documents to those. One that doesn't is on a copy of it. */
function onThisArticle(read: readonly OutsideNote[], origin: string, slug: string, report: Report): OutsideNote[] {
  const here = articleIri(origin, slug);
  if (!read.some(({ source }) => isAt(here, source))) return [...read];
  const notes = new Set(read.flatMap(({ ids }) => ids));
  return read.filter((note) => {
    const { source, mustReply } = note;
    const isReply = mustReply || (source !== null && (notes.has(source) || ownIds(origin, source) !== null));
    if (isReply || source === null || isAt(here, source)) return true;
    report.refuse(headOf(note), 'other-article');
    return false;
  });
}

/** At the article's address, in whichever script. */
function isAt(iri: string, source: string | null): boolean {
  const [address = ''] = (source ?? '').split(/[?#]/, 1);
  return address === iri || address.startsWith(`${iri}/`);
}

const headOf = ({ index, ids }: OutsideNote) => ({ index, id: ids[0] ?? null });

/** A note without an IRI is known by what it says. */
const iriOf = ({ ids, index: _, ...said }: OutsideNote): string => ids[0] ?? `urn:sha256:${requestHash(said)}`;

/** A UUID of version 8 (RFC 9562: made by our own rule) of the article, whose layer it is, and the IRI. */
function idOf({ open, layer, viewer }: Import, iri: string): string {
  const name = [open.article.id, layer === 'public' ? 'public' : viewer.id, iri].join('\n');
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** What of a file the article has already. */
interface There {
  /** Ids of notes, and of replies, that are or were there. */
  readonly known: ReadonlySet<string>;
  /** Ids of notes that replies may be added to. */
  readonly roots: ReadonlySet<string>;
}

async function whatIsThere(job: Import, read: readonly OutsideNote[]): Promise<There> {
  const iris = new Set(read.flatMap((note) => [iriOf(note), ...note.ids, ...note.answers]));
  const ids = Array.from(iris).flatMap((iri) => [idOf(job, iri), ...ownOnes(job, iri)]);
  const { article } = job.open;
  const [notes, replies] = await Promise.all([
    db().$queryRaw<{ id: string; layer: string; authorId: string | null; gone: boolean }[]>`
      SELECT id, layer, author_id AS "authorId", deleted_at IS NOT NULL AS gone FROM annotation
      WHERE id = ANY (${ids}::uuid[]) AND article_id = ${article.id}::uuid
        AND (layer = 'public' OR author_id = ${job.viewer.id}::uuid)`,
    db().$queryRaw<{ id: string }[]>`
      SELECT r.id FROM reply r JOIN annotation a ON a.id = r.annotation_id
      WHERE r.id = ANY (${ids}::uuid[]) AND a.article_id = ${article.id}::uuid
        AND (a.layer = 'public' OR a.author_id = ${job.viewer.id}::uuid)`,
  ]);
  const open = notes.filter((note) => !note.gone && note.layer === job.layer);
  return {
    known: new Set([...notes, ...replies].map(({ id }) => id)),
    roots: new Set(open.map(({ id }) => id)),
  };
}

/** Of an IRI of this very instance the ids that it names. */
function ownOnes({ origin }: Import, iri: string): string[] {
  const own = ownIds(origin, iri);
  return own ? [own.reply ?? own.note] : [];
}

interface NewNote {
  readonly note: OutsideNote;
  readonly id: string;
  readonly body: NoteBody | null;
}

interface NewReply extends NewNote {
  readonly body: NoteBody;
  readonly root: string;
}

/** What is new in a file, as notes and replies; what is known or cannot be taken goes into the report. */
function sorted(
  job: Import,
  read: readonly OutsideNote[],
  there: There,
  report: Report,
): { readonly notes: readonly NewNote[]; readonly replies: readonly NewReply[] } {
  const idThere = (iris: readonly string[], among: ReadonlySet<string>): string | undefined =>
    iris.flatMap((iri) => [...ownOnes(job, iri), idOf(job, iri)]).find((id) => among.has(id));
  const parents = parentsIn(read, (iri) => idThere([iri], there.roots) !== undefined);
  const notes = new Map<string, NewNote>();
  const replies = new Map<string, NewReply>();
  /** Where each note of the file is to be found, for its replies. */
  const places = new Map<OutsideNote, string>();

  const take = <T extends { id: string }>(into: Map<string, T>, item: T) => {
    if (into.has(item.id)) report.known += 1;
    else into.set(item.id, item);
  };
  for (const note of read) {
    if (parents.has(note)) continue;
    const iris = [iriOf(note), ...note.ids];
    const known = idThere(iris, there.known);
    const root = known ?? idOf(job, iriOf(note));
    if (known === undefined) {
      const body = bodyOfOutside(note.bodies);
      const fault = typeof body === 'string' ? faultOf(body) : saysNothing(note, body) ? 'nothing-said' : null;
      if (fault) {
        report.refuse(headOf(note), fault);
        continue;
      }
      take(notes, { note, id: root, body: body as NoteBody | null });
    } else report.known += 1;
    if (known === undefined || there.roots.has(root)) places.set(note, root);
  }
  for (const note of read) {
    const parent = parents.get(note);
    if (parent === undefined) continue;
    if (idThere([iriOf(note), ...note.ids], there.known)) {
      report.known += 1;
      continue;
    }
    const root = typeof parent === 'string' ? idThere([parent], there.roots) : parent && places.get(parent);
    if (!root) {
      report.refuse(headOf(note), 'no-root');
      continue;
    }
    const body = bodyOfOutside(note.bodies);
    if (body === null || typeof body === 'string')
      report.refuse(headOf(note), body === null ? 'nothing-said' : faultOf(body));
    else take(replies, { note, id: idOf(job, iriOf(note)), body, root });
  }
  for (const { note } of [...notes.values(), ...replies.values()])
    for (const warning of note.warnings) report.warn(note, warning);
  return { notes: [...notes.values()], replies: [...replies.values()] };
}

const faultOf = (fault: 'too-long' | 'invalid'): Refusal => (fault === 'too-long' ? 'body-too-long' : 'body-invalid');

/** A highlight of a whole article. */
const saysNothing = ({ place, tags, questioning }: OutsideNote, body: unknown): boolean =>
  body === null && tags.length === 0 && !questioning && !place.quote && !place.position && place.block === null;

type PlacedNote = NewNote & { readonly placed: Placed };

async function placeAll(
  { open }: Import,
  notes: readonly NewNote[],
  blocks: readonly { readonly key: string; readonly text: string }[],
): Promise<PlacedNote[]> {
  if (notes.length === 0) return [];
  const place = placer({
    text: new JoinedText(blocks),
    find: quoteFinder(blocks),
    converted: (quote) => inScriptOf(open.revision.sourceScript, quote),
  });
  const placed: PlacedNote[] = [];
  for await (const [note] of inTurns(notes)) placed.push({ ...note, placed: place(note.note.place) });
  return placed;
}

/** The quote in the source's script, from whichever script it may be in. */
function* inScriptOf(language: string, quote: Quote): Generator<Quote> {
  const source = scriptOf(language);
  const seen = new Set([quote.exact]);
  for (const script of source ? SCRIPTS : []) {
    const conversions = source === null || script === source ? [] : conversionsBetween(script, source);
    const converted = (text: string) => convertBy(text, conversions).text;
    const exact = converted(quote.exact);
    if (seen.has(exact)) continue;
    seen.add(exact);
    yield { exact, prefix: converted(quote.prefix), suffix: converted(quote.suffix) };
  }
}

/** Ids of what this import, and no other at the same time, has added. */
type Written = ReadonlySet<string>;

async function write(
  tx: Database,
  { viewer: asked, open, layer }: Import,
  notes: readonly PlacedNote[],
  replies: readonly NewReply[],
): Promise<Written | Problem | 'new-edition'> {
  const viewer = await holdStanding(tx, asked);
  const article = await lockArticle(tx, viewer, open.article.slug);
  if (article instanceof Problem) return article;
  if (!mayImport(viewer, layer, article)) return wrong('layer', 'layer-editors');
  if (article.id !== open.article.id || article.revision !== open.revision.number) return 'new-edition';
  const authorId = layer === 'private' ? viewer.id : null;
  const written = new Set<string>();
  for (const batch of batches(notes)) {
    const rows = batch.map((note) =>
      noteRow(note, { articleId: article.id, authorId, layer, madeOn: article.revision }),
    );
    const made = await tx.annotation.createManyAndReturn({ data: rows, select: { id: true }, skipDuplicates: true });
    for (const { id } of made) written.add(id);
    const mine = batch.filter(({ id }) => written.has(id));
    await tx.position.createMany({
      data: mine.map(({ id, placed }) => ({
        ...{ annotationId: id, articleId: article.id, firstRevision: article.revision },
        ...positionColumns(placed),
      })),
    });
    await indexNotes(
      tx,
      rows.filter(({ id }) => written.has(id)),
    );
  }
  for (const batch of batches(replies)) {
    const data = batch.map((reply) => replyRow(reply, authorId));
    const made = await tx.reply.createManyAndReturn({ data, select: { id: true }, skipDuplicates: true });
    for (const { id } of made) written.add(id);
  }
  if (layer === 'public' && written.size > 0)
    await audit(tx, viewer.id, 'article.import-notes', article.id, { slug: article.slug, count: String(written.size) });
  if (written.size > 0) {
    await fileArticle(tx, article.id);
    await recordArticle(tx, article.id);
  }
  return written;
}

/** A statement takes some 30,000 values. */
const BATCH = 500;

/** By id: two imports of the same wait for one another, and never both. */
function* batches<T extends { readonly id: string }>(items: readonly T[]): Generator<readonly T[]> {
  const ordered = items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (let at = 0; at < ordered.length; at += BATCH) yield ordered.slice(at, at + BATCH);
}

interface Common {
  readonly articleId: string;
  readonly authorId: string | null;
  readonly layer: CommonLayer;
  readonly madeOn: number;
}

function noteRow({ note, id, body, placed }: PlacedNote, common: Common) {
  const origin = iriOf(note);
  return {
    ...{ id, ...common, origin, originAuthor: nameOf(note, common.authorId), requestHash: requestHash({ origin }) },
    ...contentColumns({ motivation: motivationOf(note.questioning, body !== null), body, tags: note.tags }),
    ...{ quote: placed.quote?.exact ?? null, prefix: placed.quote?.prefix ?? '', suffix: placed.quote?.suffix ?? '' },
    ...timesOf(note),
  };
}

const replyRow = ({ note, id, body, root }: NewReply, authorId: string | null) => ({
  ...{ id, annotationId: root, authorId, origin: iriOf(note), originAuthor: nameOf(note, authorId) },
  ...{ body: storedJson(body), bodyText: plainText(body) },
  ...timesOf(note),
});

/** Nobody's name is a name, too: without an author here or there a note would be of somebody who has gone. */
const nameOf = ({ author }: OutsideNote, authorId: string | null): string | null =>
  author ?? (authorId === null ? '' : null);

/** Nothing was written before computers, or will have been tomorrow. */
function timesOf({ created, modified }: OutsideNote): { createdAt: Date; updatedAt: Date } {
  const past = (time: number) => Math.max(0, Math.min(time, Date.now()));
  const createdAt = past(created ?? modified ?? Date.now());
  return { createdAt: new Date(createdAt), updatedAt: new Date(Math.max(createdAt, past(modified ?? createdAt))) };
}

/** Lists in a report are for people to look through. */
const LONGEST_LIST = 200;
/** Code points of a quote in it. */
const QUOTE_LENGTH = 120;

class Report {
  known = 0;
  private refusedCount = 0;
  private readonly refused: InterchangeReport['refused'] = [];
  private readonly warnings: InterchangeReport['warnings'] = [];
  private readonly places: InterchangeReport['places'] = [];
  private readonly counts = { anchored: 0, uncertain: 0, 'not-found': 0, replies: 0 };

  refuse({ index, id }: { index: number; id: string | null }, reason: Refusal): void {
    this.refusedCount += 1;
    if (this.refused.length < LONGEST_LIST) this.refused.push({ index, id, reason });
  }

  warn(note: OutsideNote, reason: InterchangeReport['warnings'][number]['reason']): void {
    if (this.warnings.length < LONGEST_LIST) this.warnings.push({ ...headOf(note), reason });
  }

  count(
    notes: readonly PlacedNote[],
    replies: readonly NewReply[],
    written: Written,
    numbers: ReadonlyMap<string, number>,
  ) {
    for (const { id, placed } of notes) {
      if (!written.has(id)) this.known += 1;
      else {
        this.counts[placed.outcome] += 1;
        this.list(id, placed, numbers);
      }
    }
    for (const { id } of replies) {
      if (written.has(id)) this.counts.replies += 1;
      else this.known += 1;
    }
  }

  private list(note: string, { state, target, quote, words }: Placed, numbers: ReadonlyMap<string, number>): void {
    if ((state !== 'uncertain' && state !== 'removed') || this.places.length >= LONGEST_LIST) return;
    const block = target && (isWords(target) ? target.start.block : target.block);
    this.places.push({
      ...{ note, state, quote: quote && shortened(quote.exact), words: words && shortened(words) },
      number: (block !== null && numbers.get(block)) || null,
    });
  }

  get view(): InterchangeReport {
    const { 'not-found': notFound, ...counts } = this.counts;
    const { known, refusedCount, refused, warnings, places } = this;
    return { ...counts, notFound, known, refusedCount, refused, warnings, places };
  }
}

function shortened(text: string): string {
  const characters = Array.from(text.slice(0, 2 * QUOTE_LENGTH + 2));
  return characters.length > QUOTE_LENGTH ? `${characters.slice(0, QUOTE_LENGTH).join('')}……` : text;
}
