/**
 * Terms that a text explains itself. Few and right rather than all: an editor looks at each, and what is no term
 * costs more attention than one that is missed.
 */
import type { Folding } from '../search/fold';
import type { Block } from '../text/block';
import { sourceOffset, type Span } from '../text/offset';
import { readersBy, type Definition, type DefinitionKind } from './definitions';
import { leveller } from './level';
import { otherFormsBy, type Stretch } from './other-forms';
import { formKey, tidyForm, tidyForms, type Forms } from './term';

export interface TermSuggestion extends Forms, Span {
  /** What the text says it is, in plain words; empty where it does not say. */
  readonly definition: string;
  /** Key of the block that says so. `start` and `end`: where the headword stands in it. */
  readonly block: string;
  readonly pattern: DefinitionKind;
}

type Read = Pick<Block, 'key' | 'kind' | 'text' | 'marks'>;
const PROSE = new Set<Block['kind']>(['paragraph', 'quote', 'list-item', 'footnote']);

/** By folding: the patterns are compiled for its characters, which takes longer than to read an essay. */
const readings = new WeakMap<Folding, ReturnType<typeof readingOf>>();

function readingOf(folding: Folding) {
  const level = leveller(folding);
  return { level, readers: readersBy(level, otherFormsBy(level)) };
}

function readingBy(folding: Folding): ReturnType<typeof readingOf> {
  const known = readings.get(folding) ?? readingOf(folding);
  readings.set(folding, known);
  return known;
}

/**
 * @param blocks of an article, in order
 * @param terms there are already: none of their words is suggested again
 * @returns in order; no two share a word. Of several explanations the surest, then the first
 */
export function suggestTerms(blocks: readonly Read[], terms: readonly Forms[], folding: Folding): TermSuggestion[] {
  const { level, readers } = readingBy(folding);
  const prose = blocks.flatMap((block, order) =>
    PROSE.has(block.kind) ? [{ block, order, text: level(block.text), strong: strongIn(block) }] : [],
  );
  const known = new Set(
    terms.flatMap(({ headword, aliases }) => [headword, ...aliases]).map((form) => formKey(form, folding)),
  );
  const found: { order: number; suggestion: TermSuggestion }[] = [];
  for (const [pattern, read] of readers)
    for (const { block, order, text, strong } of prose)
      for (const definition of read(text, strong)) {
        const suggestion = suggested(block, definition, pattern, folding);
        const keys = suggestion
          ? [suggestion.headword, ...suggestion.aliases].map((form) => formKey(form, folding))
          : [];
        if (!suggestion || keys.some((key) => known.has(key))) continue;
        for (const key of keys) known.add(key);
        found.push({ order, suggestion });
      }
  return found
    .sort((a, b) => a.order - b.order || a.suggestion.start - b.suggestion.start)
    .map(({ suggestion }) => suggestion);
}

const strongIn = ({ marks }: Read): Stretch[] => marks.filter(({ type }) => type === 'strong' || type === 'emphasis');

function suggested(
  { key, text }: Read,
  { headword, others, meaning }: Definition,
  pattern: DefinitionKind,
  folding: Folding,
): TermSuggestion | null {
  const words = ({ start, end }: Stretch) => text.slice(start, end);
  const forms = tidyForms({ headword: words(headword), aliases: others.map(words) }, folding);
  if (!forms.ok) return null;
  return {
    headword: forms.headword,
    aliases: forms.aliases,
    definition: tidyForm(words(meaning)),
    block: key,
    start: sourceOffset(headword.start),
    end: sourceOffset(headword.end),
    pattern,
  };
}
