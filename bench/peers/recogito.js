/** In the browser: Recogito's text annotator, with either of its renderers. */
import { createTextAnnotator } from '@recogito/text-annotator';
import '@recogito/text-annotator/text-annotator.css';

/** By the CSS Custom Highlight API. */
export const recogito = (text, spots) => paint(text, spots, 'CSS_HIGHLIGHTS');
/** By elements laid over the text. */
export const recogitoSpans = (text, spots) => paint(text, spots, 'SPANS');

/** Its offsets count the text of the whole element. It gets ranges, too: it is spared finding the words. */
function paint(text, spots, renderer) {
  const blocks = [...text.children];
  const starts = [];
  let length = 0;
  for (const block of blocks) {
    starts.push(length + block.firstChild.textContent.length);
    length += block.textContent.length;
  }
  const annotator = createTextAnnotator(text, { renderer, annotatingEnabled: false });
  annotator.setAnnotations(
    spots.map(({ block, start, end }, index) => {
      const node = blocks[block].lastChild;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      const offsets = { start: starts[block] + start, end: starts[block] + end };
      const selector = [{ quote: node.data.slice(start, end), ...offsets, range }];
      return { id: `n${index}`, bodies: [], target: { annotation: `n${index}`, selector } };
    }),
  );
}
