import type { ReactNode } from 'react';
import { wordsBetween, type ShownBlock } from '@/lib/domain/script/display';
import { asideIn } from '@/lib/domain/script/text-runs';
import type { Mark } from '@/lib/domain/text/block';
import { segments, type Segment } from '@/lib/domain/text/segments';
import { Formula } from './formula';
import { BlockImage } from './block-image';
import { referenceId, type TextContext } from './text-context';
import styles from './text.module.css';

interface Props {
  text: string;
  marks: readonly Mark[];
  /** The block it stands in. */
  shown: ShownBlock;
  context: TextContext;
  /** Where `text` begins in the block: cells of a table begin later than at 0. */
  base?: number;
}

/** Text with its marks. What stands for one character of it carries `data-atom`. */
export function Inline({ text, marks, shown, context, base = 0 }: Props) {
  const words = (start: number, end: number) => wordsBetween(shown, base + start, base + end);
  const draw = (node: Segment, key: number, linked = false): ReactNode => {
    if (typeof node === 'string') return node;
    const { mark } = node;
    const children = node.children.map((child, index) => draw(child, index, linked || mark.type === 'link'));
    switch (mark.type) {
      case 'strong':
        return <strong key={key}>{children}</strong>;
      case 'emphasis':
        return (
          <em key={key} className={HAN.test(text.slice(mark.start, mark.end)) ? styles.dots : undefined}>
            {children}
          </em>
        );
      case 'delete':
        return <del key={key}>{children}</del>;
      case 'code':
        return <code key={key}>{children}</code>;
      case 'break':
        return <br key={key} />;
      case 'link':
        return (
          <a
            key={key}
            href={mark.href}
            title={mark.title && asideIn(mark.title, context.display)}
            data-aside={mark.title ? 'title' : undefined}
            rel={isOutside(mark.href) ? OUTSIDE : undefined}
          >
            {children}
          </a>
        );
      case 'math':
        return (
          <span key={key} data-atom="" className={styles.formula}>
            <Formula tex={mark.tex} display={false} />
            {CLOSING.test(text.charAt(mark.end)) && WORD_JOINER}
          </span>
        );
      case 'image':
        return (
          <span key={key} data-atom="">
            <BlockImage
              image={mark.image}
              alt={asideIn(mark.alt, context.display)}
              words={context.words}
              inline
              linked={linked}
            />
          </span>
        );
      case 'footnote-reference':
        return (
          <FootnoteReference
            key={key}
            label={mark.label}
            id={referenceId(shown.block.key, base + mark.start)}
            context={context}
          />
        );
    }
  };
  return <>{segments(text, marks, words).map((node, index) => draw(node, index))}</>;
}

function FootnoteReference({ label, id, context }: { label: string; id: string; context: TextContext }) {
  const footnote = context.footnotes.get(label);
  return (
    <sup data-atom="" className={styles.reference}>
      {footnote ? (
        <a id={id} href={footnote.href} role="doc-noteref" aria-label={context.words.footnote(footnote.number)}>
          {footnote.number}
        </a>
      ) : (
        label
      )}
    </sup>
  );
}

/** Keeps a line from beginning with the comma after a formula; inside the atom, so it counts for nothing. */
const WORD_JOINER = '\u2060';
const CLOSING = /[\p{Pe}\p{Pf}，。、；：？！,.;:?!]/u;

const HAN = /\p{Script=Han}/u;
const OUTSIDE = 'noopener noreferrer nofollow';
const isOutside = (href: string): boolean => /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(href);
