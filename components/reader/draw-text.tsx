import { createRequire } from 'node:module';
import path from 'node:path';
import { createElement, Fragment, type ReactNode } from 'react';
import type * as ReactDomServer from 'react-dom/server';
import type { ShownBlock } from '@/lib/domain/script/display';
import type { Container } from '@/lib/domain/text/block';
import { nest, type TextNode } from '@/lib/domain/text/containers';
import { BlockView } from './block-view';
import { footnoteId, type TextContext } from './text-context';
import styles from './text.module.css';

/**
 * Node's own: what Next bundles for pages has no renderer to strings. The components here have no state, so that
 * any renderer can draw them.
 */
const { renderToStaticMarkup } = createRequire(path.join(process.cwd(), 'package.json'))(
  'react-dom/server',
) as typeof ReactDomServer;

/**
 * A page of an article as HTML: drawn once for all who read it so, and put into the page as it is. What is not
 * ours in it is text and attributes only, which React escapes.
 *
 * @param shown consecutive blocks
 */
export const textHtml = (shown: readonly ShownBlock[], context: TextContext): string =>
  renderToStaticMarkup(
    createElement(
      Fragment,
      null,
      ...[drawAll(nest(shown.map(({ block }) => block)), { byKey: byKey(shown), context })].flat(),
    ),
  );

const byKey = (shown: readonly ShownBlock[]): ReadonlyMap<string, ShownBlock> =>
  new Map(shown.map((one) => [one.block.key, one]));

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
