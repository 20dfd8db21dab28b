/** A term of a glossary: the words it goes by. */
import type { Folding } from '../search/fold';
import { ATOM } from '../text/block';

/** The words of a term, as people read them. */
export interface Forms {
  readonly headword: string;
  readonly aliases: readonly string[];
}

/** What a term is for finding it in a text. */
export interface MatchableTerm extends Forms {
  readonly id: string;
  /** Whose it is: where both have one for the same words, the group's is shown. */
  readonly scope: 'article' | 'group';
}

/** In UTF-16 code units, of any form. */
export const MAX_FORM = 120;
/** Of one term. */
export const MAX_ALIASES = 50;

export type FormsFault =
  | { readonly code: 'empty-headword' | 'too-many-aliases' }
  /** `form`: of punctuation or signs alone, which is found nowhere. */
  | { readonly code: 'nothing-counts' | 'too-long'; readonly form: string };

export type TidyForms =
  | { readonly ok: true; readonly headword: string; readonly aliases: readonly string[] }
  | { readonly ok: false; readonly fault: FormsFault };

/**
 * A term's words as they are kept: in one line each, without what stands for a footnote, and each once. An alias that
 * is the headword, or another alias, in another script or in capitals adds nothing and is left out; so is an empty one.
 */
export function tidyForms(forms: Forms, folding: Folding): TidyForms {
  const headword = tidyForm(forms.headword);
  if (headword === '') return { ok: false, fault: { code: 'empty-headword' } };
  const known = new Set<string>();
  const kept: string[] = [];
  for (const form of [headword, ...forms.aliases.map(tidyForm)]) {
    if (form === '') continue;
    if (form.length > MAX_FORM) return { ok: false, fault: { code: 'too-long', form } };
    const key = formKey(form, folding);
    if (key === '') return { ok: false, fault: { code: 'nothing-counts', form } };
    if (!known.has(key)) kept.push(form);
    known.add(key);
  }
  if (kept.length > MAX_ALIASES + 1) return { ok: false, fault: { code: 'too-many-aliases' } };
  return { ok: true, headword, aliases: kept.slice(1) };
}

/** In one line; no control characters, no lone surrogates, nothing that stands for an image or a formula. */
export const tidyForm = (form: string): string =>
  form
    .replaceAll(ATOM, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Cs}/gu, '')
    .trim();

/**
 * What tells forms apart: the same for 表徵 and 表征, for Concept and ＣＯＮＣＥＰＴ, another for C and C++. Empty: nothing
 * of the form counts, and it is found nowhere.
 */
export function formKey(form: string, folding: Folding): string {
  const folded = folding.text(form).replaceAll('\t', '').trim();
  const signs = /[+#＋＃]+\s*$/u.exec(form)?.[0] ?? '';
  return folded === '' ? '' : folded + signs.trim().normalize('NFKC');
}
