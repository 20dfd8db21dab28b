import { renderJSONContentToReactElement } from '@tiptap/static-renderer/json/react';
import { useMemo, type ReactNode } from 'react';
import type { NoteBody } from '@/lib/richtext/body';
import { isSafeHref } from '@/lib/richtext/safe-href';
import styles from './note-body.module.css';

type Handler = (props: { children?: ReactNode; node: { text?: string; attrs?: Record<string, unknown> } }) => ReactNode;
type MarkHandler = (props: { children?: ReactNode; mark: { attrs?: Record<string, unknown> } }) => ReactNode;

const nodeMapping: Record<string, Handler> = {
  doc: ({ children }) => <>{children}</>,
  text: ({ node }) => node.text,
  paragraph: ({ children }) => <p>{children}</p>,
  hardBreak: () => <br />,
  bulletList: ({ children }) => <ul>{children}</ul>,
  orderedList: ({ children, node }) => <ol start={Number(node.attrs?.start ?? 1)}>{children}</ol>,
  listItem: ({ children }) => <li>{children}</li>,
  blockquote: ({ children }) => <blockquote>{children}</blockquote>,
  codeBlock: ({ children }) => (
    <pre>
      <code>{children}</code>
    </pre>
  ),
};

const markMapping: Record<string, MarkHandler> = {
  bold: ({ children }) => <strong>{children}</strong>,
  italic: ({ children }) => <em>{children}</em>,
  strike: ({ children }) => <del>{children}</del>,
  code: ({ children }) => <code>{children}</code>,
  link: ({ children, mark }) =>
    isSafeHref(mark.attrs?.href) ? (
      <a href={mark.attrs.href} rel="noopener nofollow" target="_blank">
        {children}
      </a>
    ) : (
      <>{children}</>
    ),
};

/** What somebody wrote, as React elements: never by way of HTML. What it does not know it leaves out. */
export function NoteText({ body }: { body: unknown }) {
  const content = useMemo(
    () =>
      renderJSONContentToReactElement({
        nodeMapping: nodeMapping as never,
        markMapping: markMapping as never,
        unhandledNode: ({ children }) => <>{children}</>,
        unhandledMark: ({ children }) => <>{children}</>,
      })({ content: body as NoteBody as never }),
    [body],
  );
  return <div className={styles.body}>{content}</div>;
}
