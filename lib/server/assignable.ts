import 'server-only';
import type { Block } from '@/lib/domain/text/block';
import { headingTitle, sectionAround } from '@/lib/domain/text/sections';
import type { Viewer } from '@/lib/domain/permissions/can';
import { listArticles, openArticle, readBlocks } from './articles';
import { isReadByMembers } from './assignments';
import { outlineOf } from './outline';
import { Problem } from './problem';

/** What a form offers who assigns something: articles, and in one of them its sections. */

export interface AssignableArticle {
  readonly slug: string;
  readonly title: string;
}

/** The articles that all members of a group may read, the group's own first. */
export async function assignableArticles(viewer: Viewer, group: string): Promise<AssignableArticle[]> {
  const open = (await listArticles(viewer)).filter(({ article }) => isReadByMembers(article, group));
  return open
    .toSorted((a, b) => Number(b.article.groupId === group) - Number(a.article.groupId === group))
    .map(({ article, revision }) => ({ slug: article.slug, title: revision.title }));
}

export interface AssignableSection {
  /** Key of its heading. */
  readonly key: string;
  readonly title: string;
  /** 0: the highest that the article has. */
  readonly depth: number;
  /** Numbers of its first and last block. */
  readonly from: number;
  readonly to: number;
}

export interface SectionPlace {
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
  const blocks = asked ? await readBlocks(revision.id) : [];
  const [first, last] = [placeIn(blocks, asked?.first), placeIn(blocks, asked?.last)];
  const picked = first && last && first.number <= last.number ? { first, last } : null;
  return { slug, title: revision.title, blocks: revision.blockCount, sections, picked };
}

function placeIn(blocks: readonly Block[], key: string | undefined): SectionPlace | null {
  const found = blocks.find((block) => block.key === key);
  return found ? { key: found.key, number: found.number } : null;
}
