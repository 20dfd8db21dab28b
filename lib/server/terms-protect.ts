import 'server-only';
import type { Viewer } from '@/lib/domain/permissions/can';
import { ruleLine, withRule } from '@/lib/domain/script/protected-words';
import { wrong } from './annotations-content';
import { Problem } from './problem';
import { readProtectedWords, saveProtectedWords } from './protected-words';
import type { Glossary } from './terms-scope';

/** Somebody else may save in between. */
const TRIES = 3;

/**
 * Has an article keep a term's headword as it is written, in every script: a version of its protected words more.
 * Nothing is done where it does already, or where the glossary is a group's. Null: so it is.
 */
export async function keepWritten(viewer: Viewer, { article }: Glossary, headword: string): Promise<Problem | null> {
  if (!article) return null;
  const line = ruleLine({ word: headword, script: null, text: headword });
  if (line === null) return wrong('protect', 'invalid');
  for (let left = TRIES; ; left--) {
    const words = await readProtectedWords(viewer, article.slug);
    if (words instanceof Problem) return words;
    if (words.rules.split(/\r\n|\n|\r/).some((rule) => rule.trim() === line)) return null;
    const saved = await saveProtectedWords(viewer, article.slug, {
      rules: withRule(words.rules, line),
      base: words.number,
    });
    if (!(saved instanceof Problem)) return null;
    if (saved.code !== 'rules-changed' || left <= 1) return saved;
  }
}
