import { recogniseHeadings } from '@/lib/domain/text/headings';
import { bookTitle, plainParagraphs } from '@/lib/domain/text/plain-text';
import type { DraftBlock } from './conversion';

/** A `.txt` file: paragraphs, chapters, and a title when its first line is one. */
export function convertPlainText(
  text: string,
  chinese: boolean,
): { drafts: DraftBlock[]; title: string | null; author: string | null } {
  const paragraphs = plainParagraphs(text, chinese);
  const book = bookTitle(paragraphs[0]?.text ?? '');
  const body = book && paragraphs.length > 1 ? paragraphs.slice(1) : paragraphs;
  const headings = recogniseHeadings(body.map((paragraph) => paragraph.text));
  const drafts = body.map(({ text: words, line }, index): DraftBlock => {
    const rank = headings.get(index);
    const kind =
      rank === undefined
        ? ({ kind: 'paragraph', attrs: {} } as const)
        : ({ kind: 'heading', attrs: { level: Math.min(6, 2 + rank) } } as const);
    return { ...kind, text: words, marks: [], path: [], line, oneLine: true };
  });
  return { drafts, title: book?.title ?? null, author: book?.author ?? null };
}
