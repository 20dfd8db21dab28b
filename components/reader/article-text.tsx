import type { ReactNode } from 'react';
import type { ShownBlock } from '@/lib/domain/script/display';
import type { ShownScript } from '@/lib/domain/script/script';
import type { Container } from '@/lib/domain/text/block';
import { nest, type TextNode } from '@/lib/domain/text/containers';
import { BlockView } from './block-view';
import { footnoteId, type TextContext } from './text-context';
import styles from './text.module.css';

interface Props {
  slug: string;
  revision: number;
  /** BCP 47, of the text as shown. */
  lang: string;
  script: ShownScript;
  /** Version of the protected words that it is shown by. */
  rules: number;
  title: string;
  shown: readonly ShownBlock[];
  context: TextContext;
}

/** The text of an article, or a stretch of it. */
export function ArticleText({ slug, revision, lang, script, rules, title, shown, context }: Props) {
  const byKey = new Map(shown.map((one) => [one.block.key, one]));
  return (
    <article
      id="text"
      className={styles.text}
      lang={lang}
      data-script={script}
      data-rules={rules}
      data-article={slug}
      data-revision={revision}
      aria-label={title}
    >
      {drawAll(nest(shown.map(({ block }) => block)), { byKey, context })}
    </article>
  );
}

interface Drawing {
  readonly byKey: ReadonlyMap<string, ShownBlock>;
  readonly context: TextContext;
}

function drawAll(nodes: readonly TextNode[], drawing: Drawing): ReactNode[] {
  const [text, footnotes] = [nodes.filter((node) => !isFootnote(node)), nodes.filter(isFootnote)];
  const drawn = text.map((node) => draw(node, drawing));
  if (footnotes.length === 0) return drawn;
  return [
    ...drawn,
    <section
      key="footnotes"
      className={styles.footnotes}
      role="doc-endnotes"
      aria-label={drawing.context.words.footnotes}
    >
      <ol>{footnotes.map((node) => draw(node, drawing))}</ol>
    </section>,
  ];
}

const isFootnote = (node: TextNode): boolean => node.type === 'container' && node.container.type === 'footnote';

function draw(node: TextNode, drawing: Drawing): ReactNode {
  const { byKey, context } = drawing;
  if (node.type === 'divider') return <hr key={`divider-${node.before}`} />;
  if (node.type === 'block') {
    const shown = byKey.get(node.block.key);
    return shown && <BlockView key={node.block.key} shown={shown} context={context} />;
  }
  return (
    <ContainerView key={node.container.id} container={node.container} words={context.words}>
      {drawAll(node.children, drawing)}
    </ContainerView>
  );
}

interface ContainerProps {
  container: Container;
  words: TextContext['words'];
  children: ReactNode;
}

function ContainerView({ container, words, children }: ContainerProps) {
  switch (container.type) {
    case 'quote':
      return <blockquote>{children}</blockquote>;
    case 'list':
      return container.ordered ? <ol start={container.start}>{children}</ol> : <ul>{children}</ul>;
    case 'item':
      return container.checked === undefined ? (
        <li>{children}</li>
      ) : (
        <li className={styles.task} data-checked={container.checked}>
          <span
            className={styles.check}
            data-skip=""
            role="img"
            aria-label={container.checked ? words.done : words.undone}
          />
          {children}
        </li>
      );
    case 'footnote':
      return (
        <li id={footnoteId(container.number)} value={container.number}>
          {children}
        </li>
      );
  }
}
