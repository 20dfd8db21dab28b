/** Who is named in a body. */
import { attr, plainText, type NoteBody, type NoteNode } from './body';

/** Ids of the accounts, each once, in the order of the words. */
export const mentionedIn = (body: NoteNode): string[] => [...new Set(idsIn(body))];

const idsIn = (node: NoteNode): string[] =>
  node.type === 'mention' ? [attr(node, 'id')] : (node.content ?? []).flatMap(idsIn);

/**
 * The body with the names that are right now; whoever has none here is not named, and stands there as words.
 *
 * @param names by the ids of the accounts that may be named
 */
export const withNames = (body: NoteBody, names: ReadonlyMap<string, string>): NoteBody => ({
  ...body,
  ...inside(body, names),
});

function inside({ content }: NoteNode, names: ReadonlyMap<string, string>): Pick<NoteNode, 'content'> {
  if (!content) return {};
  const settled: NoteNode[] = [];
  for (const node of content) {
    const next = settledNode(node, names);
    const last = settled.at(-1);
    // ProseMirror has no two neighbours of text that look alike.
    if (last?.type === 'text' && next.type === 'text' && looks(last) === looks(next))
      settled[settled.length - 1] = { ...last, text: `${last.text ?? ''}${next.text ?? ''}` };
    else settled.push(next);
  }
  return { content: settled };
}

const looks = ({ marks = [] }: NoteNode): string => JSON.stringify(marks);

function settledNode(node: NoteNode, names: ReadonlyMap<string, string>): NoteNode {
  if (node.type !== 'mention') return { ...node, ...inside(node, names) };
  const name = names.get(attr(node, 'id'));
  if (name !== undefined) return { ...node, attrs: { id: attr(node, 'id'), label: name } };
  return { type: 'text', ...(node.marks && { marks: node.marks }), text: plainText(node) };
}
