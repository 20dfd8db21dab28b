/** What a reader asks of the glossary from the words that are selected. */
import type { Toast } from '@/components/margin/margin-state';
import type { NewTarget } from '@/components/margin/note';
import { api } from '@/lib/client/api';
import { askToWrite } from './write-term';

interface Asking {
  readonly slug: string;
  readonly target: NewTarget;
  readonly toast: (toast: Omit<Toast, 'key'>) => void;
  /** Messages of `margin.term`. */
  readonly t: (key: string, values?: Record<string, string>) => string;
}

/** Tells the editors that somebody would like to know what these words mean. Asked twice is asked once. */
export async function askForTerm(asking: Asking): Promise<void> {
  const { slug, target, toast, t } = asking;
  if (!target || !('words' in target)) return;
  const { words, exact } = target;
  const answer = await api('POST /api/articles/:slug/terms/requests', {
    params: { slug },
    body: { start: words.start, end: words.end, exact },
  });
  if (answer.ok) return toast({ text: t('asked') });
  const problem = answer.problem?.errors?.map(({ message }) => message).join(' ') || answer.problem?.title;
  toast({
    text: t('failed', { problem: problem ?? t('offline') }),
    stays: true,
    action: { label: t('retry'), run: () => void askForTerm(asking) },
  });
}

/** A term is to be made of them, where they stand. */
export function makeTerm(target: NewTarget): void {
  if (!target || !('words' in target)) return;
  askToWrite({ term: null, headword: target.exact, definedIn: target.words.start.block, number: null });
}
