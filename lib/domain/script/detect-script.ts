/**
 * In which script a text is written, by its characters: a BCP 47 tag. A guess for files that do not
 * say; front matter's `lang` wins over it.
 */

export type DetectedScript = 'zh-Hans' | 'zh-Hant' | 'ja' | 'ko' | 'en' | 'und';

/** Frequent characters that only one of the two scripts writes, pairwise. */
const SIMPLIFIED =
  '这个们来时说国会对为过还没样么学发经现点问实让认关开从进动种应长见听书话语气边体东车门间马头电业务义论证识观众许诗词译风鸟鱼龙难爱两带师觉处当与乐写买卖图单权际战';
const TRADITIONAL =
  '這個們來時說國會對為過還沒樣麼學發經現點問實讓認關開從進動種應長見聽書話語氣邊體東車門間馬頭電業務義論證識觀眾許詩詞譯風鳥魚龍難愛兩帶師覺處當與樂寫買賣圖單權際戰';
const ONLY_SIMPLIFIED = new Set(SIMPLIFIED);
const ONLY_TRADITIONAL = new Set(TRADITIONAL);

/** Characters looked at: enough to be sure, few enough to be quick. */
const SAMPLE = 200_000;

export function detectScript(text: string): DetectedScript {
  const counts = countCharacters(text.slice(0, SAMPLE));
  const { han, kana, hangul, latin } = counts;
  const letters = han + kana + hangul + latin;
  if (letters === 0) return 'und';
  if (hangul > (han + kana) / 2 && hangul > latin / 4) return 'ko';
  if (kana > (han + kana) * 0.15 && han + kana > latin / 8) return 'ja';
  // A Chinese text may quote many Latin words; a Latin one hardly quotes a tenth of Han.
  if (han > latin / 10) return counts.traditional > counts.simplified ? 'zh-Hant' : 'zh-Hans';
  return looksEnglish(text) ? 'en' : 'und';
}

export const isHan = (script: string): boolean => script.startsWith('zh') || script.startsWith('ja');

function countCharacters(text: string) {
  const counts = { han: 0, kana: 0, hangul: 0, latin: 0, simplified: 0, traditional: 0 };
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code >= 0x20000) {
      if (code >= 0x20000 && code > 0x323af) continue;
      counts.han += 1;
      if (ONLY_SIMPLIFIED.has(character)) counts.simplified += 1;
      else if (ONLY_TRADITIONAL.has(character)) counts.traditional += 1;
    } else if (code >= 0x3040 && code <= 0x30ff) counts.kana += 1;
    else if ((code >= 0xac00 && code <= 0xd7a3) || (code >= 0x1100 && code <= 0x11ff)) counts.hangul += 1;
    else if (/\p{L}/u.test(character)) counts.latin += 1;
  }
  return counts;
}

/** One word in four of plain English is one of these; names, code and addresses thin them out. */
function looksEnglish(text: string): boolean {
  const words = text.slice(0, SAMPLE).match(/[\p{L}’']+/gu) ?? [];
  const common = words.filter((word) => /^(?:the|of|and|to|is|that|for|it|with|you|are|this|be)$/iu.test(word));
  return common.length * 25 >= words.length;
}
