import { detectScript } from '@/lib/domain/script/detect-script';

/** Regions that write Traditional script in a way of their own. */
const TRADITIONAL_REGIONS: Readonly<Record<string, string>> = { TW: 'zh-Hant-TW', HK: 'zh-Hant-HK', MO: 'zh-Hant-HK' };

/** The text's script: as its front matter says (`zh-CN`, `zh_TW`, `en-GB`), else by its characters. */
export function languageTag(written: string | null, text: string): { tag: string; unreadable: string | null } {
  if (written === null) return { tag: detectScript(text), unreadable: null };
  try {
    const locale = new Intl.Locale(written.replaceAll('_', '-'));
    if (locale.language !== 'zh') return { tag: locale.language, unreadable: null };
    const bare = !locale.script && !locale.region;
    const detected = detectScript(text);
    if (bare && detected.startsWith('zh')) return { tag: detected, unreadable: null };
    const maximal = locale.maximize();
    if (maximal.script !== 'Hant') return { tag: 'zh-Hans', unreadable: null };
    return { tag: TRADITIONAL_REGIONS[locale.region ?? ''] ?? 'zh-Hant', unreadable: null };
  } catch {
    return { tag: detectScript(text), unreadable: written };
  }
}
