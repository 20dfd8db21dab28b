/** What others wrote, made to fit the note schema: structure that a note cannot have is dissolved, its words stay. */
import { attr, MAX_LATEX, plainText, type NoteBody, type NoteMark, type NoteNode } from './body';
import { noteSchema } from './check-body';

/** Lists and quotes inside one another; {@link checkBody} allows no more than some eighteen levels of nodes. */
const MAX_NESTING = 6;

const RANKS = Object.keys(noteSchema.marks);

/** @param nodes blocks of the note schema, deep or odd as they may be */
export function fitBody(nodes: readonly NoteNode[]): NoteBody {
  const content = nodes.flatMap((node) => fitBlock(node, MAX_NESTING));
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

function fitBlock(node: NoteNode, nesting: number): NoteNode[] {
  const inside = node.content ?? [];
  switch (node.type) {
    case 'blockquote':
    case 'listItem': {
      const content = inside.flatMap((child) => fitBlock(child, nesting - 1));
      if (nesting <= 0 || content.length === 0) return content;
      // An item begins with a paragraph.
      const lead = node.type === 'listItem' && content[0]?.type !== 'paragraph' ? [{ type: 'paragraph' }] : [];
      return [{ type: node.type, content: [...lead, ...content] }];
    }
    case 'bulletList':
    case 'orderedList': {
      const items = inside.flatMap((child) => fitBlock(child, nesting));
      if (nesting <= 0 || items.some(({ type }) => type !== 'listItem') || items.length === 0) return items;
      return [{ ...node, content: items }];
    }
    case 'codeBlock':
      return [
        withContent(
          node,
          inside.filter(hasText).map(({ text }) => ({ type: 'text', text })),
        ),
      ];
    case 'mathBlock':
      if (isFormula(node)) return [{ type: 'mathBlock', attrs: { latex: attr(node, 'latex') } }];
      return [withContent({ type: 'paragraph' }, fitInline([{ type: 'text', text: plainText(node) }]))];
    default:
      return [withContent({ type: 'paragraph' }, fitInline(inside))];
  }
}

const withContent = ({ content: _, ...node }: NoteNode, content: readonly NoteNode[]): NoteNode =>
  content.length > 0 ? { ...node, content } : node;

/** Neither empty nor longer than a note's may be. */
const isFormula = (node: NoteNode): boolean => attr(node, 'latex') !== '' && attr(node, 'latex').length <= MAX_LATEX;

const hasText = ({ text }: NoteNode): boolean => text !== undefined && text !== '';

/** Marks in the schema's order; neighbours that look alike are one. */
function fitInline(nodes: readonly NoteNode[]): NoteNode[] {
  const fitted: NoteNode[] = [];
  for (const given of nodes) {
    if (given.type === 'math' && isFormula(given)) {
      const marks = fitMarks(given.marks ?? []);
      fitted.push({ type: 'math', attrs: { latex: attr(given, 'latex') }, ...(marks.length > 0 && { marks }) });
      continue;
    }
    const node = given.type === 'math' ? { ...given, type: 'text', text: attr(given, 'latex') } : given;
    if (node.type === 'hardBreak') fitted.push({ type: 'hardBreak' });
    if (node.type !== 'text' || !hasText(node)) continue;
    const marks = fitMarks(node.marks ?? []);
    const last = fitted.at(-1);
    if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks))
      fitted[fitted.length - 1] = { ...last, text: `${last.text}${node.text}` };
    else fitted.push({ type: 'text', ...(marks.length > 0 && { marks }), text: node.text });
  }
  return fitted;
}

/** Each once; code stands alone. */
function fitMarks(marks: readonly NoteMark[]): readonly NoteMark[] {
  const code = marks.find(({ type }) => type === 'code');
  if (code) return [code];
  const once = marks.filter(({ type }, index) => marks.findIndex((mark) => mark.type === type) === index);
  return once.toSorted((a, b) => RANKS.indexOf(a.type) - RANKS.indexOf(b.type));
}
