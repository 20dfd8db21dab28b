/**
 * Scripts, as BCP 47 tags. The *source* script is the one an article was written in; the *display*
 * script is what a reader chose.
 */

/** `x-phrase`: Taiwan's vocabulary too (U盘 → 隨身碟), where the others change characters only. */
export const SCRIPTS = ['zh-Hans', 'zh-Hant', 'zh-Hant-TW', 'zh-Hant-HK', 'zh-Hant-TW-x-phrase'] as const;
export type Script = (typeof SCRIPTS)[number];

/** What a reader can choose: a script, or the text as it was written. */
export const SHOWN_SCRIPTS = ['source', ...SCRIPTS] as const;
export type ShownScript = (typeof SHOWN_SCRIPTS)[number];

export const isScript = (tag: string): tag is Script => (SCRIPTS as readonly string[]).includes(tag);
export const isShownScript = (tag: string): tag is ShownScript => tag === 'source' || isScript(tag);

/** Whether a text in this language can be read in other scripts at all. */
export const isChinese = (language: string): boolean => /^zh(?:-|$)/.test(language);

/** The script of a Chinese text, by its language tag; null for other languages. */
export function scriptOf(language: string): Script | null {
  if (!isChinese(language)) return null;
  if (isScript(language)) return language;
  if (/^zh-(?:Hant-(?:HK|MO)|HK|MO)\b/.test(language)) return 'zh-Hant-HK';
  if (/^zh-(?:Hant-TW|TW)\b/.test(language)) return 'zh-Hant-TW';
  return /^zh-Hant\b/.test(language) ? 'zh-Hant' : 'zh-Hans';
}

/** What a text is in once it is shown so: a language tag for `lang`. */
export const shownLanguage = (source: string, shown: ShownScript): string => (shown === 'source' ? source : shown);

/** Whether a rule for `tag` holds in `script`: `zh-Hant` holds in `zh-Hant-TW` too. */
export const covers = (tag: Script, script: Script): boolean => script === tag || script.startsWith(`${tag}-`);

/** What `s` switches to from the source: the script that a text in this language is not in. */
export const otherScript = (source: string): Script => (scriptOf(source) === 'zh-Hans' ? 'zh-Hant' : 'zh-Hans');
