import 'server-only';
import type { Viewer } from '@/lib/domain/permissions/can';
import { MAX_WORD, ruleLine, withRule } from '@/lib/domain/script/protected-words';

import { Problem, wrong } from './problem';
import { readProtectedWords, saveProtectedWords } from './protected-words';
import type { Glossary } from './terms-scope';

/** Somebody else may save in between. */
const TRIES = 3;

/** Null: the article's rules can say that a headword is kept as it is written, or it is a group's glossary. */
export function refuseUnkeepable({ article }: Glossary, headword: string): Problem | null {
  if (!article || keepLine(headword) !== null) return null;
  return headword.length > MAX_WORD ? wrong('protect', 'too-long', { n: MAX_WORD }) : wrong('protect', 'invalid');
}

const keepLine = (headword: string) => ruleLine({ word: headword, script: null, text: headword });

/**
 * Has an article keep a term's headword as it is written, in every script: a version of its protected words more.
 * Nothing is done where it does already, or where the glossary is a group's. The term is saved by then: where its
 * words cannot be kept (too many are), that is no problem of its own, and it says itself that they are not.
 */
export async function keepWritten(viewer: Viewer, { article }: Glossary, headword: string): Promise<void> {
  const line = keepLine(headword);
  if (!article || line === null) return;
  for (let left = TRIES; ; left--) {
    const words = await readProtectedWords(viewer, article.slug);
    if (words instanceof Problem) return;
    if (words.rules.split(/\r\n|\n|\r/).some((rule) => rule.trim() === line)) return;
    const saved = await saveProtectedWords(viewer, article.slug, {
      rules: withRule(words.rules, line),
      base: words.number,
    });
    if (!(saved instanceof Problem) || saved.code !== 'rules-changed' || left <= 1) return;
  }
}
