import 'server-only';
import type { AnnotationView } from '@/lib/contract/annotations';
import { convertBy } from '@/lib/domain/script/convert';
import { detectScript } from '@/lib/domain/script/detect-script';
import type { Display } from '@/lib/domain/script/display';
import { scriptOf, type Script, type ShownScript } from '@/lib/domain/script/script';
import { conversionsBetween } from '@/lib/opencc';
import { bodyIn, wordsOf } from '@/lib/richtext/body-in-script';

interface InScript {
  /** In which script to show a note's body; default: as it was written. */
  readonly script?: ShownScript;
  /** Whether quotation marks in it follow it; default: they do. */
  readonly quotes?: boolean;
}

/** Adds a Chinese note's words in the reader's script, and its replies', where they differ from what was written. */
export const noteInScript = (note: AnnotationView, window: InScript): AnnotationView => ({
  ...bodyInScript(note, window),
  replies: note.replies.map((reply) => bodyInScript(reply, window)),
});

type WithBody = Pick<AnnotationView, 'body' | 'shownBody'>;

function bodyInScript<T extends WithBody>(written: T, { script = 'source', quotes = true }: InScript): T {
  const display = written.body && displayOfNote(wordsOf(written.body), { script, quotes });
  const shownBody = written.body && display && bodyIn(written.body, display);
  return shownBody ? { ...written, shownBody: { ...shownBody } } : written;
}

/** How a note's words are shown to a reader; null: as they were written. */
export function displayOfNote(
  words: string,
  { script, quotes }: { script: ShownScript; quotes: boolean },
): Display | null {
  const written = script === 'source' ? null : scriptOfNote(words, script);
  if (!written || script === 'source') return null;
  const conversions = conversionsBetween(written, script);
  return conversions.length > 0 ? { script, conversions, protectedWords: () => [], quotes } : null;
}

/**
 * In which script a note is written; null: not in Chinese. A few words may hold none of the characters by which
 * long texts are told apart, so the dictionaries decide: what only simplifying changes is Traditional.
 */
function scriptOfNote(words: string, wanted: Script): Script | null {
  const guessed = scriptOf(detectScript(words));
  if (!guessed) return null;
  const changes = (from: Script, to: Script) => convertBy(words, conversionsBetween(from, to)).text !== words;
  const traditional = changes('zh-Hant', 'zh-Hans');
  if (wanted === 'zh-Hans') return traditional ? 'zh-Hant' : null;
  if (traditional !== changes('zh-Hans', 'zh-Hant')) return traditional ? 'zh-Hant' : 'zh-Hans';
  return guessed;
}
