/** In the browser: the two that wrap words in elements. */
import { highlightText } from '@apache-annotator/dom';
import Highlighter from 'web-highlighter';

/** From what it stores: the paragraph's place among all, offsets in its text, which the number is part of. */
export function webHighlighter(text, spots, deadline) {
  const highlighter = new Highlighter({ $root: text });
  const blocks = [...text.children];
  spots.forEach(({ block, start, end }, index) => {
    inTime(deadline, index);
    const { firstChild, lastChild } = blocks[block];
    const before = firstChild.textContent.length;
    const place = (offset) => ({ parentTagName: 'P', parentIndex: block, textOffset: before + offset });
    highlighter.fromStore(place(start), place(end), wordsOf(lastChild, start, end), `n${index}`);
  });
}

/** It keeps the words only for its own sake. */
const wordsOf = (node, start, end) => node.textContent.slice(start, end);

/** It gets ranges, made when their turn comes: those before them have split the text. */
export function apacheHighlighter(text, spots, deadline) {
  const blocks = [...text.children];
  spots.forEach(({ block, start, end }, index) => {
    inTime(deadline, index);
    highlightText(rangeIn(blocks[block], start, end), 'mark');
  });
}

function inTime(deadline, done) {
  if (performance.now() > deadline) throw new Error(`Gave up after ${done}.`);
}

function rangeIn(block, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  // Of the number.
  walker.nextNode();
  let length = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (start >= length && start < length + node.data.length) range.setStart(node, start - length);
    if (end <= length + node.data.length) {
      range.setEnd(node, end - length);
      return range;
    }
    length += node.data.length;
  }
  throw new Error('These words are not there.');
}
