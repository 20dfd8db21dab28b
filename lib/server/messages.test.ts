import { createTranslator } from 'next-intl';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '@/lib/contract/accounts';
import { compiledMessagesOf, messagesOf, translatorIn, type Translate } from './i18n';

/** Every message by its path, e.g. `problems.fields.required`. */
type Flat = Map<string, string>;

const all = {} as Record<Locale, Flat>;

beforeAll(async () => {
  for (const locale of LOCALES) all[locale] = flatten(await messagesOf(locale));
});

describe('the interface says the same in every language', () => {
  it('has the same messages', () => {
    for (const locale of LOCALES) expect([...all[locale].keys()].sort()).toEqual([...all['zh-Hans'].keys()].sort());
  });

  it('asks for the same values', () => {
    for (const [path, chinese] of all['zh-Hans'])
      for (const locale of LOCALES)
        expect({ path, values: valuesIn(all[locale].get(path) ?? '') }).toEqual({ path, values: valuesIn(chinese) });
  });

  it('is well-formed everywhere', () => {
    for (const locale of LOCALES)
      for (const [path, message] of all[locale]) {
        const broken: string[] = [];
        const translate = createTranslator({
          locale,
          messages: { message },
          onError: (error) => broken.push(`${locale} ${path}: ${error.message}`),
        });
        translate.markup('message', { ...numbersFor(message), ...tagsFor(message) });
        expect(broken).toEqual([]);
      }
  });
});

describe('compiled', () => {
  it('can be handed to a browser: plain objects all through', async () => {
    const isPlain = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      ((Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) &&
        Object.values(value).every(isPlain));
    for (const locale of LOCALES) expect(isPlain(await compiledMessagesOf(locale))).toBe(true);
  });

  it('says what it says', async () => {
    for (const locale of LOCALES) {
      const translators = new Map<string, Translate>();
      for (const [path, message] of all[locale]) {
        if (/<\w+>/.test(message)) continue; // only pages have elements
        const [namespace = '', ...key] = path.split('.');
        const say = translators.get(namespace) ?? (await translatorIn(locale, namespace));
        translators.set(namespace, say);
        const values = numbersFor(message);
        expect(say(key.join('.'), values)).toBe(createTranslator({ locale, messages: { message } })('message', values));
      }
    }
  });
});

describe('the Chinese copy keeps its typography', () => {
  /** What a message reads like: tags taken out, a figure for each placeholder. */
  const words = (message: string) => message.replace(/\{[^{}]*\}/g, '0').replace(/<\/?\w+>/g, '');

  it('quotes with 「」 and writes …… and ——', () => {
    for (const [path, message] of all['zh-Hans']) {
      expect({ path, found: words(message).match(/[“”"]|\.\.\.|(?<!…)…(?!…)|(?<!—)—(?!—)/)?.[0] }).toEqual({ path });
    }
  });

  it('uses full-width punctuation after Chinese, and no space beside it', () => {
    for (const [path, message] of all['zh-Hans']) {
      const found = /\p{sc=Han}[,;:!?()]|[，。、；：！？」』）] | [「『（]/u.exec(words(message))?.[0];
      expect({ path, found }).toEqual({ path });
    }
  });
});

describe('Traditional Chinese is derived', () => {
  it('speaks of things as its readers do', () => {
    const said = [...all['zh-Hant'].values()].join('\n');
    for (const word of ['登入', '帳號', '批註', '儲存', '設定', '這裡']) expect(said).toContain(word);
  });

  it('leaves nothing Simplified, but where a script names itself', () => {
    for (const [path, message] of all['zh-Hant'])
      expect({
        path,
        found:
          /[这个们来时说国会对为过还没样么学发经现点问让认关开进动应长见听书话语气边体东车门间马头电业务义论证识观许词译风难爱两带师觉处当与乐写买卖图单权际战]/u.exec(
            message,
          )?.[0],
      }).toEqual({ path });
  });
});

function flatten(messages: Record<string, unknown>, prefix = ''): Flat {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...flatten(value as Record<string, unknown>, `${prefix}${key}.`)],
    ),
  );
}

/** Names of a message's placeholders and tags, each once. Branches of `plural` and `select` are messages themselves. */
function valuesIn(message: string): string[] {
  const names = new Set([...message.matchAll(/<(\w+)>/g)].map((match) => match[1] ?? ''));
  const branching: boolean[] = [];
  for (const [brace, name, type] of message.matchAll(/\{\s*(?:(\w+)\s*(?:,\s*(\w+)|(?=\})))?|\}/g)) {
    if (brace === '}') branching.pop();
    else if (branching.at(-1)) branching.push(false);
    else {
      names.add(name ?? '');
      branching.push(/^(plural|select|selectordinal)$/.test(type ?? ''));
    }
  }
  return [...names].sort();
}

const numbersFor = (message: string): Record<string, number> =>
  Object.fromEntries(valuesIn(message).map((name) => [name, 1]));
const tagsFor = (message: string): Record<string, (inner: string) => string> =>
  Object.fromEntries([...message.matchAll(/<(\w+)>/g)].map((match) => [match[1] ?? '', (inner: string) => inner]));
