import 'server-only';
import { headingTitle, sectionAround } from '@/lib/domain/text/sections';
import type { Viewer } from '@/lib/domain/permissions/can';
import { isForGroup, isReadByMembers, listArticles, openArticle } from './articles';
import { blockKeys } from './assignments-section';
import { db } from './db';
import { outlineOf } from './outline';
import { Problem } from './problem';

/** What a form offers who assigns something: articles, and in one of them its sections. */

export interface AssignableArticle {
  readonly slug: string;
  readonly title: string;
}

/** The articles that all members of a group may read, those that are for it first. */
export async function assignableArticles(viewer: Viewer, group: string): Promise<AssignableArticle[]> {
  const open = (await listArticles(viewer)).filter(({ article }) => isReadByMembers(article, group));
  return open
    .toSorted((a, b) => Number(isForGroup(b.article, group)) - Number(isForGroup(a.article, group)))
    .map(({ article, revision }) => ({ slug: article.slug, title: revision.title }));
}

interface AssignableSection {
  /** Key of its heading. */
  readonly key: string;
  readonly title: string;
  /** 0: the highest that the article has. */
  readonly depth: number;
  /** Numbers of its first and last block. */
  readonly from: number;
  readonly to: number;
}

interface SectionPlace {
  readonly key: string;
  readonly number: number;
}

export interface AssignableText extends AssignableArticle {
  readonly blocks: number;
  readonly sections: readonly AssignableSection[];
  /** Where what was asked for begins and ends; null: not in this text. */
  readonly picked: { readonly first: SectionPlace; readonly last: SectionPlace } | null;
}

/**
 * An article, as one chooses a section of it; null: it is not for this viewer.
 *
 * @param asked keys of a first and a last block
 */
export async function assignableText(
  viewer: Viewer,
  slug: string,
  asked?: { readonly first: string; readonly last: string },
): Promise<AssignableText | null> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return null;
  const { revision } = open;
  const { headings } = await outlineOf(revision.id);
  const top = Math.min(...headings.map(({ attrs }) => attrs.level ?? 1));
  const sections = headings.map(({ key, number, text, attrs }) => ({
    ...{ key, title: headingTitle(text), depth: (attrs.level ?? 1) - top },
    from: number,
    to: sectionAround(headings, number, revision.blockCount).to,
  }));
  const keys = asked ? await blockKeys(db(), revision.id) : [];
  const [first, last] = [placeIn(keys, asked?.first), placeIn(keys, asked?.last)];
  const picked = first && last && first.number <= last.number ? { first, last } : null;
  return { slug, title: revision.title, blocks: revision.blockCount, sections, picked };
}

function placeIn(keys: readonly string[], key: string | undefined): SectionPlace | null {
  const at = key === undefined ? -1 : keys.indexOf(key);
  return key === undefined || at < 0 ? null : { key, number: at + 1 };
}

/** Numbers of an article's blocks by key; none where it is not for this viewer. */
export async function blockNumbers(viewer: Viewer, slug: string): Promise<Readonly<Record<string, number>>> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return {};
  const keys = await blockKeys(db(), open.revision.id);
  return Object.fromEntries(keys.map((key, at) => [key, at + 1]));
}
