/**
 * What a note can hold, for the editor and for the server's check alike: paragraphs, lists, quotes,
 * code, and the inline marks. No headings, no images: a note is no article. Without React.
 */
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

export const noteExtensions = [
  StarterKit.configure({
    heading: false,
    horizontalRule: false,
    underline: false,
    link: false,
    trailingNode: false,
  }),
  NoteLink,
];
