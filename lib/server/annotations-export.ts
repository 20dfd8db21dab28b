import 'server-only';
import type { BlockContent, Paragraph, PhrasingContent, Root } from 'mdast';
import type { Viewer } from '@/lib/domain/permissions/can';
import { markdownFile, markdownNodes } from '@/lib/richtext/markdown';
import { allMyAnnotations, myNotes } from './annotations-mine';
import type { AnnotationRow } from './annotations-view';
import { collectionOf, w3cDownload } from './annotations-w3c';
import { translatorFor } from './i18n';
import { Problem } from './problem';
import { publicOrigin } from './same-origin';

type Translate = Awaited<ReturnType<typeof translatorFor>>;

/** All one's own notes as a file to keep. */
export async function exportAnnotations(
  viewer: Viewer,
  format: 'markdown' | 'json' | 'w3c',
  request: Request,
): Promise<Response | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const rows = await allMyAnnotations(viewer);
  const origin = publicOrigin(request);
  if (format === 'markdown') {
    const t = await translatorFor(request, 'notes');
    return download(markdownFile(markdownExport(rows, origin, t)), 'text/markdown', 'md');
  }
  if (format === 'w3c') {
    const address = `${origin}/api/me/annotations/export?format=w3c`;
    return w3cDownload(await collectionOf(rows, { viewer, origin, address }), 'meipi-notes');
  }
  const annotations = (await myNotes(rows, viewer)).map((note, index) => ({
    ...note,
    url: linkTo(rows[index] as AnnotationRow, origin),
  }));
  return download(
    JSON.stringify({ exportedAt: new Date().toISOString(), annotations }, null, 2),
    'application/json',
    'json',
  );
}

const download = (text: string, mediaType: string, extension: string): Response =>
  new Response(text, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="meipi-notes-${new Date().toISOString().slice(0, 10)}.${extension}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });

const linkTo = (row: AnnotationRow, origin: string): string =>
  `${origin}/read/${encodeURIComponent(row.slug)}?note=${row.id}`;

/** Article by article: the words, what was written on them, and where that is. */
function markdownExport(rows: readonly AnnotationRow[], origin: string, t: Translate): Root['children'] {
  const children: Root['children'] = [{ type: 'heading', depth: 1, children: [plain(t('export.title'))] }];
  let slug: string | undefined;
  for (const row of rows) {
    if (row.slug !== slug) children.push(headingOf(row, t));
    slug = row.slug;
    children.push(...noteOf(row, origin, t), { type: 'thematicBreak' });
  }
  return children;
}

const plain = (value: string): PhrasingContent => ({ type: 'text', value });

const headingOf = (row: AnnotationRow, t: Translate): Root['children'][number] => ({
  type: 'heading',
  depth: 2,
  children: [plain(row.articleAuthor ? t('export.by', { title: row.title, author: row.articleAuthor }) : row.title)],
});

const noteOf = (row: AnnotationRow, origin: string, t: Translate): BlockContent[] => [
  ...(row.quote === null ? [] : [quoteOf(row.quote)]),
  ...(row.body ? markdownNodes(row.body) : []),
  citationOf(row, origin, t),
];

const quoteOf = (quote: string): BlockContent => ({
  type: 'blockquote',
  children: quote
    .split('\n')
    .filter((line) => line.trim())
    .map((line): Paragraph => ({ type: 'paragraph', children: [plain(line)] })),
});

function citationOf(row: AnnotationRow, origin: string, t: Translate): Paragraph {
  const place = row.startNumber === null ? t('export.wholeArticle') : `¶${row.startNumber}`;
  const facts = [
    ...(row.originAuthor === null ? [] : [t('export.elsewhere', { author: row.originAuthor })]),
    t(`motivation.${row.motivation}`),
    row.layer === 'group' ? (row.groupName ?? '') : t(`layer.${row.layer}`),
    row.createdAt.toISOString().slice(0, 10),
    ...standingOf(row, t),
    ...row.tags.map((tag) => `#${tag}`),
  ];
  return {
    type: 'paragraph',
    children: [
      plain('—— '),
      { type: 'link', url: linkTo(row, origin), children: [plain(`《${row.title}》${place}`)] },
      plain(` · ${facts.join(' · ')}`),
    ],
  };
}

/** The quote above is what it was made on: what has become of those words since. */
function standingOf({ state, quote, words }: AnnotationRow, t: Translate): string[] {
  if (state === 'kept' || state === 'moved') return [];
  const now =
    state === 'removed' || words === null || words === quote
      ? []
      : [t('nowWords', { words: words.replace(/\s+/g, ' ') })];
  return [t(`standing.${state}`), ...now];
}
