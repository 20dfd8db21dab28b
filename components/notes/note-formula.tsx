import { Formula } from '@/components/reader/formula';

/** A formula in a note, in a file of its own: KaTeX is loaded with the first note that has one. */
export default function NoteFormula({ latex, display }: { latex: string; display: boolean }) {
  return <Formula tex={latex} display={display} />;
}
