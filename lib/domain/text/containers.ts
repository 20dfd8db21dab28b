/** Blocks in a row, regrouped into the quotes, lists and footnotes they stand in. */
import type { Block, Container } from './block';

export type TextNode =
  | { readonly type: 'block'; readonly block: Block }
  /** A thematic break. */
  | { readonly type: 'divider'; readonly before: string }
  | { readonly type: 'container'; readonly container: Container; readonly children: TextNode[] };

type OpenContainer = Extract<TextNode, { type: 'container' }>;

/** A container is the same as the one before when their ids are. The order of the blocks is kept. */
export function nest(blocks: readonly Block[]): TextNode[] {
  const root: TextNode[] = [];
  const open: OpenContainer[] = [];
  const here = () => open.at(-1)?.children ?? root;
  for (const block of blocks) {
    const leaves = block.path.findIndex((container, depth) => open[depth]?.container.id !== container.id);
    open.length = Math.min(open.length, leaves === -1 ? block.path.length : leaves);
    let divider = block.attrs.dividerBefore === true;
    // A list holds items only: there the break goes inside.
    const mayDivide = () => open.at(-1)?.container.type !== 'list';
    const divide = () => {
      if (!divider || !mayDivide()) return;
      here().push({ type: 'divider', before: block.key });
      divider = false;
    };
    divide();
    for (const container of block.path.slice(open.length)) {
      const opened: OpenContainer = { type: 'container', container, children: [] };
      here().push(opened);
      open.push(opened);
      divide();
    }
    here().push({ type: 'block', block });
  }
  return root;
}
