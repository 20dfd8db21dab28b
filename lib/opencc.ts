/**
 * OpenCC's dictionaries, as the domain's conversions take them. The only importer of opencc-js.
 *
 * Only on the server: the dictionaries are 1.2 MB. Each is built when it is first needed, once a
 * process — on `globalThis`, for Next loads a module several times over.
 */
import { configs, to } from 'opencc-js/preset';
import type { Conversion } from './domain/script/convert';
import { buildTrie, type Dictionary, type SameCharacter } from './domain/script/dictionary';
import type { Script } from './domain/script/script';

/** As opencc-js serialises them: `source text|source text|…`, a group of them searched as one. */
type SerializedGroup = readonly string[];

interface Config {
  readonly normalizationChain?: readonly SerializedGroup[];
  readonly segmentation?: SerializedGroup;
  readonly conversionChain: readonly SerializedGroup[];
}

/**
 * Names of OpenCC's configurations, e.g. `s2twp`; `t2twp` is opencc-js's own way from standard
 * Traditional to Taiwan's vocabulary.
 */
export type OpenccConfig =
  't2twp' | 's2t' | 's2tw' | 's2twp' | 's2hk' | 't2s' | 't2tw' | 't2hk' | 'tw2s' | 'tw2sp' | 'tw2t' | 'hk2s' | 'hk2t';

/** The roads between scripts. Where OpenCC has none, through its own standard Traditional. */
const ROADS: Record<Script, Partial<Record<Script, readonly OpenccConfig[]>>> = {
  'zh-Hans': {
    'zh-Hant': ['s2t'],
    'zh-Hant-TW': ['s2tw'],
    'zh-Hant-HK': ['s2hk'],
    'zh-Hant-TW-x-phrase': ['s2twp'],
  },
  'zh-Hant': { 'zh-Hans': ['t2s'], 'zh-Hant-TW': ['t2tw'], 'zh-Hant-HK': ['t2hk'], 'zh-Hant-TW-x-phrase': ['t2twp'] },
  'zh-Hant-TW': { 'zh-Hans': ['tw2s'], 'zh-Hant': ['tw2t'], 'zh-Hant-HK': ['tw2t', 't2hk'] },
  'zh-Hant-HK': {
    'zh-Hans': ['hk2s'],
    'zh-Hant': ['hk2t'],
    'zh-Hant-TW': ['hk2t', 't2tw'],
    'zh-Hant-TW-x-phrase': ['hk2t', 't2twp'],
  },
  'zh-Hant-TW-x-phrase': {
    'zh-Hans': ['tw2sp'],
    'zh-Hant': ['tw2t'],
    'zh-Hant-HK': ['tw2t', 't2hk'],
  },
};

/** The version of the dictionaries: a conversion that is kept is kept under it. */
export const OPENCC_VERSION = '1.4.2';

/** Conversions to run in order; none when the text stays as it is. */
export const conversionsBetween = (from: Script, to: Script): readonly Conversion[] =>
  (ROADS[from][to] ?? []).map(openccConversion);

export function openccConversion(name: OpenccConfig): Conversion {
  const known = store().conversions.get(name);
  if (known) return known;
  const { normalizationChain = [], segmentation, conversionChain } = configOf(name);
  const conversion: Conversion = {
    normalization: normalizationChain.map(dictionaryOf),
    segmentation: segmentation ? dictionaryOf(segmentation) : null,
    chain: conversionChain.map(dictionaryOf),
  };
  store().conversions.set(name, conversion);
  return conversion;
}

// The published types leave out what the configurations of 1.4 have.
const CONFIGS = configs as unknown as Record<OpenccConfig, Config>;
const configOf = (name: OpenccConfig): Config =>
  name === 't2twp' ? { conversionChain: to.twp as unknown as readonly SerializedGroup[] } : CONFIGS[name];

interface Store {
  readonly conversions: Map<OpenccConfig, Conversion>;
  /** By the serialised group: configurations share most of their dictionaries. */
  readonly dictionaries: Map<string, Dictionary>;
  same: SameCharacter | null;
  roots: ((character: string) => string) | null;
}

const global = globalThis as typeof globalThis & { meipiOpencc?: Store };
const store = (): Store =>
  (global.meipiOpencc ??= { conversions: new Map(), dictionaries: new Map(), same: null, roots: null });

function dictionaryOf(group: SerializedGroup): Dictionary {
  const key = group.map((serialized) => `${serialized.length}:${serialized.slice(0, 80)}`).join('|');
  const { dictionaries } = store();
  const known = dictionaries.get(key);
  if (known) return known;
  const built = buildTrie(entriesOf(group), sameCharacter);
  dictionaries.set(key, built);
  return built;
}

function* entriesOf(group: SerializedGroup): Generator<readonly [string, string]> {
  for (const serialized of group)
    for (const entry of serialized.split('|')) {
      const [source, text] = entry.split(' ');
      if (source && text !== undefined) yield [source, text];
    }
}

/**
 * Two characters that OpenCC's one-character entries lead from one to the other, over however many
 * steps: 发, 發 and 髮 are one.
 */
const sameCharacter: SameCharacter = (a, b) => (store().same ??= sameByDictionaries())(a, b);

function sameByDictionaries(): SameCharacter {
  const rootOf = rootsBy(Object.values(CONFIGS));
  return (a, b) => rootOf(a) === rootOf(b);
}

/**
 * One character for all that are the same in some Chinese script, so that two texts which differ by script only
 * have the same roots throughout. Words count, too: 了 becomes 瞭 in 了解 only. Japanese forms are left out:
 * 欠 is 缺 in Japan, and nobody who looks for one means the other. So are other words for the same things
 * (鼠标, 滑鼠).
 */
export const characterRoot = (character: string): string => (store().roots ??= chineseRoots())(character);

const chineseRoots = () => {
  const named = (pattern: RegExp) =>
    Object.entries(CONFIGS)
      .filter(([name]) => pattern.test(name))
      .map(([, config]) => config);
  return rootsBy(named(/^(?!.*jp)/), named(/^(?!.*jp)(?!.*p$)/));
};

/** @param inWords configurations whose longer entries count as well, character by character */
function rootsBy(all: readonly Config[], inWords: readonly Config[] = []): (character: string) => string {
  const parents = new Map<string, string>();
  const rootOf = (character: string): string => {
    let root = character;
    for (let parent = parents.get(root); parent && parent !== root; parent = parents.get(root)) root = parent;
    return root;
  };
  for (const { conversionChain, normalizationChain = [] } of all)
    for (const [source, text] of entriesOnce([...conversionChain, ...normalizationChain].flat()))
      if (isOneCharacter(source) && isOneCharacter(text)) parents.set(rootOf(source), rootOf(text));
  for (const [source, text] of entriesOnce(inWords.flatMap(({ conversionChain }) => conversionChain.flat()))) {
    const [left, right] = [Array.from(source), Array.from(text)];
    if (left.length !== right.length) continue;
    for (const [index, character] of left.entries()) {
      const [a, b] = [rootOf(character), rootOf(right[index] ?? character)];
      if (a !== b) parents.set(a, b);
    }
  }
  const roots = new Map(Array.from(parents.keys(), (character) => [character, rootOf(character)]));
  return (character) => roots.get(character) ?? rootOf(character);
}

/** Configurations share most of their dictionaries. */
const entriesOnce = (serialized: readonly string[]) => entriesOf([...new Set(serialized)]);

const isOneCharacter = (text: string): boolean => text.length === ((text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
