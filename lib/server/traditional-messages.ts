import 'server-only';
import { displayText, type Display } from '@/lib/domain/script/display';
import { parseProtectedWords, protectedIn } from '@/lib/domain/script/protected-words';
import { conversionsBetween } from '@/lib/opencc';

/** By namespace, then by path. */
export type Messages = Record<string, Record<string, unknown>>;

/** What interfaces in Traditional Chinese call things. Characters alone would leave the mainland's words. */
const TERMS = Object.entries({
  登录: '登入',
  账号: '帳號',
  密码: '密碼',
  邮箱: '電子信箱',
  保存: '儲存',
  设置: '設定',
  默认: '預設',
  链接: '連結',
  刷新: '重新整理',
  搜索: '搜尋',
  网络: '網路',
  快捷键: '快速鍵',
  文件: '檔案',
  字符: '字元',
  窗口: '視窗',
  服务器: '伺服器',
  编码: '編碼',
  台湾: '台灣',
});

/**
 * Messages in Simplified Chinese as messages in Traditional. Placeholders, tags and the keywords of ICU
 * are Latin, which no conversion touches.
 */
export const traditional = (messages: Messages): Messages => converted(messages, display()) as Messages;

function display(): Display {
  const rules = parseProtectedWords(TERMS.map(([word, text]) => `zh-Hant: ${word} → ${text}`).join('\n'));
  return {
    script: 'zh-Hant-TW',
    conversions: conversionsBetween('zh-Hans', 'zh-Hant-TW'),
    protectedWords: protectedIn(rules.ok ? rules.words : [], 'zh-Hant-TW'),
    quotes: true,
  };
}

function converted(messages: unknown, display: Display): unknown {
  if (typeof messages === 'string') return displayText(messages, display).text;
  if (typeof messages !== 'object' || messages === null) return messages;
  return Object.fromEntries(Object.entries(messages).map(([key, value]) => [key, converted(value, display)]));
}
