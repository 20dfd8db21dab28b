import { useEffect, useState } from 'react';
import { api } from '@/lib/client/api';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Pointed } from './use-pointing';

type Span = ResponseOf<Endpoints['POST /api/articles/:slug/terms/in-texts']>['texts'][number][number];

/** Where terms stand in the words of notes that are on the page. */
export type NotesTerms = readonly { readonly term: string; readonly range: StaticRange }[];

/** The words of a note or a reply. */
const BODY = '[data-note-text]:not([data-term-card] *)';
/** Milliseconds without a change, before what has changed is asked about. */
const REST_MS = 300;
/** As many texts, and as long ones, as may be asked about at a time. */
const MOST = 100;
const LONGEST = 20_000;

/** Together, in UTF-16 code units. */
const LONGEST_TOGETHER = 100_000;

function batches(texts: readonly string[]): string[][] {
  const made: string[][] = [];
  let length = 0;
  for (const text of texts) {
    const last = made.at(-1);
    if (last && last.length < MOST && length + text.length <= LONGEST_TOGETHER) last.push(text);
    else {
      made.push([text]);
      length = 0;
    }
    length += text.length;
  }
  return made;
}

/** What was found in a text, by the text. */
const known = new Map<string, readonly Span[]>();
let knownBy = '';

/** Terms in notes: dotted like those of the text. @param glossary by which; '' while that is not known */
export function useNotesTerms(slug: string, glossary: string): NotesTerms {
  const [found, setFound] = useState<NotesTerms>([]);
  useEffect(() => {
    if (glossary === '') return;
    if (knownBy !== `${slug} ${glossary}`) known.clear();
    knownBy = `${slug} ${glossary}`;
    let [timer, gone]: [ReturnType<typeof setTimeout> | undefined, boolean] = [undefined, false];
    let turn = 0;
    const look = async () => {
      const asked = (turn += 1);
      const bodies = [...document.querySelectorAll(BODY)];
      const unknown = [...new Set(bodies.map((body) => textOf(body).text))].filter(
        (text) => text.length <= LONGEST && !known.has(text),
      );
      for (const texts of batches(unknown)) {
        const answer = await api('POST /api/articles/:slug/terms/in-texts', { params: { slug }, body: { texts } });
        if (gone || !answer.ok) return;
        texts.forEach((text, index) => known.set(text, answer.data.texts[index] ?? []));
      }
      if (!gone && asked === turn) setFound(bodies.filter((body) => body.isConnected).flatMap(termsIn));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(), REST_MS);
    };
    soon();
    const watch = new MutationObserver((changes) => changes.some(({ target }) => !isInText(target)) && soon());
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    return () => {
      gone = true;
      clearTimeout(timer);
      watch.disconnect();
    };
  }, [slug, glossary]);
  useEffect(() => {
    if (!('highlights' in CSS) || found.length === 0) return;
    const highlight = new Highlight(...found.map(({ range }) => range));
    highlight.priority = -1;
    CSS.highlights.set('term-in-notes', highlight);
    return () => void CSS.highlights.delete('term-in-notes');
  }, [found]);
  return found;
}

const isInText = (node: Node): boolean =>
  (node instanceof Element ? node : node.parentElement)?.closest('#text, [data-term-card]') != null;

interface Piece {
  readonly node: Text;
  readonly start: number;
}

/** Paragraphs, items and lines are told apart: no term reaches over two. */
function textOf(body: Element): { text: string; pieces: Piece[] } {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const pieces: Piece[] = [];
  let [text, last]: [string, Element | null] = ['', null];
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.parentElement?.closest('a, code, math, [data-mention]')) continue;
    const line = node.parentElement?.closest('p, li, pre, blockquote, div') ?? null;
    if (text !== '' && line !== last) text += '\n';
    last = line;
    pieces.push({ node, start: text.length });
    text += node.data;
  }
  return { text, pieces };
}

function termsIn(body: Element): NotesTerms {
  const { text, pieces } = textOf(body);
  return (known.get(text) ?? []).flatMap(({ term, start, end }) => {
    const first = pieces.findLast((piece) => piece.start <= start);
    const last = pieces.findLast((piece) => piece.start < end);
    if (!first || !last) return [];
    const range = new StaticRange({
      startContainer: first.node,
      startOffset: start - first.start,
      endContainer: last.node,
      endOffset: end - last.start,
    });
    return [{ term, range }];
  });
}

/** The term of a note under a point of the window. */
export function noteTermAt(found: NotesTerms, x: number, y: number, by: Pointed['by']): Pointed | null {
  for (const [index, { term, range }] of found.entries()) {
    if (!range.startContainer.isConnected || !range.endContainer.isConnected) continue;
    const live = liveRange(range);
    const isHit = [...live.getClientRects()].some(
      ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
    );
    if (isHit) return { term, key: `note ${index} ${range.startOffset}`, words: null, range: () => live, by };
  }
  return null;
}

function liveRange({ startContainer, startOffset, endContainer, endOffset }: StaticRange): Range {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}
