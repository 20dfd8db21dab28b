import type { Editor } from '@tiptap/react';

/** A formula whose source is to be written. */
export interface FormulaRequest {
  /** Its place in the document; null: it will stand where one writes. */
  readonly at: number | null;
  readonly latex: string;
  /** Whether it is a paragraph of its own. */
  readonly display: boolean;
}

const ASKED = 'meipi:formula';

/** Said by the editor's element: the toolbar has the field. */
export const askForFormula = (editor: Editor, request: FormulaRequest): boolean =>
  editor.view.dom.dispatchEvent(new CustomEvent<FormulaRequest>(ASKED, { detail: request }));

/** @returns stops listening */
export function onFormulaAsked(editor: Editor, listener: (request: FormulaRequest) => void): () => void {
  const { dom } = editor.view;
  const heard = (event: Event) => listener((event as CustomEvent<FormulaRequest>).detail);
  dom.addEventListener(ASKED, heard);
  return () => dom.removeEventListener(ASKED, heard);
}
