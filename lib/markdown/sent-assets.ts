import type { FindAsset, FoundAsset } from './article';

/** An image that was sent along with a text: its path or bare name, and what it proved to be. */
export interface SentAsset {
  readonly name: string;
  readonly found: FoundAsset;
}

/** Looks by the whole path, else by the bare name where only one image has it. */
export function findAmong(sent: readonly SentAsset[]): FindAsset {
  const byPath = new Map(sent.map(({ name, found }) => [plainPath(name).toLowerCase(), found]));
  const byName = new Map<string, FoundAsset[]>();
  for (const { name, found } of sent) byName.set(bareName(name), [...(byName.get(bareName(name)) ?? []), found]);
  return (path) => {
    const namesakes = byName.get(bareName(path)) ?? [];
    const only = namesakes.length === 1 ? namesakes[0] : undefined;
    return byPath.get(plainPath(path).toLowerCase()) ?? only ?? { refused: 'missing' };
  };
}

const bareName = (path: string): string => (plainPath(path).split('/').at(-1) ?? '').toLowerCase();

/** `{{ site.baseurl }}/img/%E5%9B%BE.png?v=2` → `img/图.png`: without what a site generator or a server fills in. */
export function plainPath(path: string): string {
  const bare = path
    .replace(/^\{\{.*?\}\}/, '')
    .replace(/[?#].*$/, '')
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '');
  try {
    return decodeURIComponent(bare).normalize('NFC');
  } catch {
    return bare;
  }
}
