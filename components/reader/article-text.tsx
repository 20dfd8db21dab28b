import type { ReactNode } from 'react';
import type { Block, Container } from '@/lib/domain/text/block';
import { nest, type TextNode } from '@/lib/domain/text/containers';
import { BlockView } from './block-view';
import { footnoteId, type TextContext } from './text-context';
import styles from './text.module.css';

interface Props {
  slug: string;
  revision: number;
  /** BCP 47, of the text. */
  script: string;
  title: string;
  blocks: readonly Block[];
  context: TextContext;
}

/** The text of an article, or a stretch of it. */
export function ArticleText({ slug, revision, script, title, blocks, context }: Props) {
  return (
    <article
      id="text"
      className={styles.text}
      lang={script}
      data-article={slug}
      data-revision={revision}
      aria-label={title}
    >
      {drawAll(nest(blocks), context)}
    </article>
  );
}

function drawAll(nodes: readonly TextNode[], context: TextContext): ReactNode[] {
  const [text, footnotes] = [nodes.filter((node) => !isFootnote(node)), nodes.filter(isFootnote)];
  const drawn = text.map((node) => draw(node, context));
  if (footnotes.length === 0) return drawn;
  return [
    ...drawn,
    <section key="footnotes" className={styles.footnotes} role="doc-endnotes" aria-label={context.words.footnotes}>
      <ol>{footnotes.map((node) => draw(node, context))}</ol>
    </section>,
  ];
}

const isFootnote = (node: TextNode): boolean => node.type === 'container' && node.container.type === 'footnote';

function draw(node: TextNode, context: TextContext): ReactNode {
  if (node.type === 'block') return <BlockView key={node.block.key} block={node.block} context={context} />;
  if (node.type === 'divider') return <hr key={`divider-${node.before}`} />;
  return (
    <ContainerView key={node.container.id} container={node.container} words={context.words}>
      {drawAll(node.children, context)}
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
