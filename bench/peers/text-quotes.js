/** In the browser: the two libraries that find a W3C TextQuoteSelector in a document. */
import { createTextQuoteSelectorMatcher } from '@apache-annotator/dom';
import { toTextPosition } from 'dom-anchor-text-quote';

/** By Google's match, in pieces of 32 characters, from where it was. */
export const domAnchor = ({ before, notes }, article) => {
  const starts = new Map();
  let length = 0;
  for (const { key, text } of before) {
    starts.set(key, length);
    length += text.length;
  }
  return notes.map(({ target, quote }) => {
    const hint = starts.get(target.start.block) + target.start.offset;
    return toTextPosition(article, quote, { hint });
  });
};

/** Exactly, or not at all. The first match counts. */
export const apache = async ({ notes }, article) => {
  const starts = new Map();
  let length = 0;
  for (const paragraph of article.children) {
    starts.set(paragraph, length);
    length += paragraph.textContent.length;
  }
  const offsetOf = (node, offset) => {
    const paragraph = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    return (starts.get(paragraph) ?? 0) + (node.nodeType === Node.TEXT_NODE ? offset : 0);
  };
  const found = [];
  for (const { quote } of notes) {
    const matches = createTextQuoteSelectorMatcher({ type: 'TextQuoteSelector', ...quote })(article);
    const { value: range } = await matches.next();
    found.push(
      range
        ? {
            start: offsetOf(range.startContainer, range.startOffset),
            end: offsetOf(range.endContainer, range.endOffset),
          }
        : null,
    );
  }
  return found;
};
