/** Notes of ours as the W3C's Web Annotation model writes them. */
import { isWords, type AnchorState, type Quote, type Target } from '../anchoring/anchor';
import { quoteOf } from '../anchoring/quote';
import type { Motivation } from '../discussion/annotation';
import type { JoinedText } from './joined-text';

const W3C_CONTEXT = 'http://www.w3.org/ns/anno.jsonld';
export const W3C_MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';
/** What `#b-<key>` is a fragment of. */
const HTML_FRAGMENTS = 'http://tools.ietf.org/rfc/rfc3236';
/** Blocks on either side that the quote's context is read from. */
const NEIGHBOURS = 16;

interface Said {
  /** IRI. */
  readonly id: string;
  /** IRI that it had where it came from. */
  readonly origin: string | null;
  readonly author: string | null;
  /** HTML; null for a highlight. */
  readonly body: string | null;
  readonly created: string;
  readonly modified: string;
}

export interface SaidNote extends Said {
  readonly motivation: Motivation;
  readonly tags: readonly string[];
  /** IRI of the article. */
  readonly source: string;
  readonly target: Target;
  readonly state: AnchorState;
  /** The words it was made on, and those it stands on. */
  readonly quote: string | null;
  readonly prefix: string;
  readonly suffix: string;
  readonly words: string | null;
}

type Written = Readonly<Record<string, unknown>>;

/** @param text the edition that the target is in; null: of a note of which only its words are wanted */
export const writeAnnotation = (note: SaidNote, text: JoinedText | null): Written => ({
  ...said(note),
  motivation: note.motivation,
  ...bodyOf(
    note.body,
    note.motivation,
    note.tags.map((value) => ({ type: 'TextualBody', purpose: 'tagging', value })),
  ),
  target: { type: 'SpecificResource', source: note.source, ...selectorOf(note, text) },
  // Terms of our own: the model has none for what became of an anchor.
  'meipi:state': note.state,
  ...(note.words !== note.quote && { 'meipi:quote': note.quote, 'meipi:words': note.words }),
});

/** @param root IRI of the annotation it answers */
export const writeReply = (reply: Said, root: string): Written => ({
  ...said(reply),
  motivation: 'replying',
  ...bodyOf(reply.body, 'replying', []),
  target: root,
});

const said = ({ id, origin, author, created, modified }: Said): Written => ({
  id,
  type: 'Annotation',
  ...(origin !== null && { canonical: origin }),
  ...(author !== null && { creator: { type: 'Person', name: author } }),
  created,
  modified,
});

function bodyOf(html: string | null, purpose: string, tags: readonly Written[]): Written {
  const words = html === null ? [] : [{ type: 'TextualBody', purpose, format: 'text/html', value: html }];
  const body = [...words, ...tags];
  return body.length > 0 ? { body } : {};
}

/** The JSON-LD contexts of a file: the model's own, and where our own terms are from. */
export const contextOf = (origin: string): readonly unknown[] => [W3C_CONTEXT, { meipi: `${origin}/ns#` }];

/** Several ways to the same words. */
function selectorOf(note: SaidNote, text: JoinedText | null): Written {
  const { target, state } = note;
  if (state === 'removed') return oldPlaceOf(note);
  if (!isWords(target)) return target === null ? {} : { selector: fragment(target.block) };
  if (!text) return { selector: madeOn(note) };
  // An uncertain one is quoted as it was made: whoever reads it looks for those words, too.
  const quote = state === 'uncertain' ? madeOn(note) : quoteSelector(quoteOf(target, text.around(target, NEIGHBOURS)));
  const [start, end] = [target.start, target.end].map((point) => text.pointsOf(text.offsetOf(point))) as [
    number,
    number,
  ];
  const selectors: Written[] = [quote, { type: 'TextPositionSelector', start, end }];
  if (target.start.block === target.end.block) {
    const before = text.pointsOf(text.startOf(target.start.block) ?? 0);
    const inside = { type: 'TextPositionSelector', start: start - before, end: end - before };
    selectors.push({ ...fragment(target.start.block), refinedBy: inside });
  }
  return { selector: selectors };
}

/** The words that are gone, looked for where they stood: nothing that could be found there instead. */
function oldPlaceOf(note: SaidNote): Written {
  if (note.quote === null) return {};
  const { target } = note;
  if (target === null || isWords(target)) return { selector: madeOn(note) };
  return { selector: { ...fragment(target.block), refinedBy: madeOn(note) } };
}

const madeOn = ({ quote, prefix, suffix }: SaidNote): Written => quoteSelector({ exact: quote ?? '', prefix, suffix });

const quoteSelector = ({ exact, prefix, suffix }: Quote): Written => ({
  type: 'TextQuoteSelector',
  ...{ exact, prefix, suffix },
});

const fragment = (block: string): Written => ({
  type: 'FragmentSelector',
  conformsTo: HTML_FRAGMENTS,
  value: `b-${block}`,
});
