/**
 * What a note can hold, for the editor and for the server's check alike: paragraphs, lists, quotes,
 * code, formulas, names of people, and the inline marks. No headings, no images: a note is no article.
 * Without React.
 */
import { Node } from '@tiptap/core';
import Link from '@tiptap/extension-link';
import StarterKit from '@tiptap/starter-kit';
import { isSafeHref } from './safe-href';

/** Nothing of the page that linked, and no vote for the page linked to. */
const LINK_REL = 'noopener nofollow';

/** Stores the address alone: how a link opens is the page's business. */
const NoteLink = Link.extend({
  addAttributes: () => ({ href: { default: null, parseHTML: (element) => element.getAttribute('href') } }),
}).configure({
  protocols: ['http', 'https', 'mailto'],
  defaultProtocol: 'https',
  isAllowedUri: (address, { defaultProtocol }) =>
    isSafeHref(/^[a-z][a-z+.-]*:/i.test(address) ? address : `${defaultProtocol}://${address}`),
  openOnClick: false,
  HTMLAttributes: { rel: LINK_REL, target: '_blank' },
});

const attribute = (name: string, inHtml: string) => ({
  [name]: {
    default: null,
    parseHTML: (element: HTMLElement) => element.getAttribute(inHtml),
    renderHTML: (attributes: Record<string, unknown>) => ({ [inHtml]: attributes[name] }),
  },
});
const written = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Somebody named: `id` is an account's, `label` its name without the `@`, as it was when this was saved. */
const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({ ...attribute('id', 'data-mention'), ...attribute('label', 'data-label') }),
  parseHTML: () => [{ tag: 'span[data-mention][data-label]' }],
  renderHTML: ({ HTMLAttributes, node }) => ['span', HTMLAttributes, `@${written(node.attrs.label)}`],
  renderText: ({ node }) => `@${written(node.attrs.label)}`,
});

/** A formula in a line. */
const Math = Node.create({
  name: 'math',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => attribute('latex', 'data-math'),
  parseHTML: () => [{ tag: 'span[data-math]' }],
  renderHTML: ({ HTMLAttributes, node }) => ['span', HTMLAttributes, `$${written(node.attrs.latex)}$`],
  renderText: ({ node }) => `$${written(node.attrs.latex)}$`,
});

/** A formula that is a paragraph of its own. */
const MathBlock = Node.create({
  name: 'mathBlock',
  group: 'block',
  atom: true,
  addAttributes: () => attribute('latex', 'data-math'),
  parseHTML: () => [{ tag: 'div[data-math]' }],
  renderHTML: ({ HTMLAttributes, node }) => ['div', HTMLAttributes, `$$${written(node.attrs.latex)}$$`],
  renderText: ({ node }) => `$$${written(node.attrs.latex)}$$`,
});

export const noteExtensions = [
  StarterKit.configure({
    heading: false,
    horizontalRule: false,
    underline: false,
    link: false,
    trailingNode: false,
  }),
  NoteLink,
  Mention,
  Math,
  MathBlock,
];
