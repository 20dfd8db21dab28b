import { renderJSONContentToReactElement } from '@tiptap/static-renderer/json/react';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { attr, type NoteBody, type NoteNode } from '@/lib/richtext/body';
import { isSafeHref } from '@/lib/richtext/safe-href';
import styles from './note-body.module.css';

const NoteFormula = lazy(() => import('./note-formula'));

type Handler = (props: { children?: ReactNode; node: { text?: string; attrs?: Record<string, unknown> } }) => ReactNode;
type MarkHandler = (props: { children?: ReactNode; mark: { attrs?: Record<string, unknown> } }) => ReactNode;

const attrOf = (node: { attrs?: Record<string, unknown> }, name: string): string => attr(node as NoteNode, name);

/** Its source, until KaTeX is there. */
const formula = (latex: string, display: boolean) => (
  <Suspense fallback={<code>{latex}</code>}>
    <NoteFormula latex={latex} display={display} />
  </Suspense>
);

const nodeMapping: Record<string, Handler> = {
  doc: ({ children }) => <>{children}</>,
  text: ({ node }) => node.text,
  paragraph: ({ children }) => <p>{children}</p>,
  hardBreak: () => <br />,
  mention: ({ node }) => (
    <span className={styles.mention} data-mention={attrOf(node, 'id')}>
      @{attrOf(node, 'label')}
    </span>
  ),
  math: ({ node }) => formula(attrOf(node, 'latex'), false),
  mathBlock: ({ node }) => <div className={styles.display}>{formula(attrOf(node, 'latex'), true)}</div>,
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
  return (
    <div className={styles.body} data-note-text="">
      {content}
    </div>
  );
}
