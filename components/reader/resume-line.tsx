import type { Place } from '@/lib/domain/text/outline';
import styles from './resume-line.module.css';

export interface ResumeWords {
  /** With `{number}` where the paragraph's number goes. */
  readonly at: string;
  readonly continue: string;
  readonly dismiss: string;
  /** Pages of a long text do not come. */
  readonly unreachable: string;
  readonly retry: string;
}

interface Props {
  place: Place;
  words: ResumeWords;
  onDone: () => void;
}

/** 「上次读到 ¶12 · 继续」 */
export function ResumeLine({ place, words, onDone }: Props) {
  return (
    <div className={styles.line} role="status" data-chrome="">
      <span>{words.at.replace('{number}', String(place.number))}</span>
      <a href={`?b=${place.block}#b-${place.block}`} data-section={place.number} onClick={onDone}>
        {words.continue}
      </a>
      <button type="button" onClick={onDone}>
        {words.dismiss}
      </button>
    </div>
  );
}

/** More of the text does not come. */
export function UnreachableLine({ words, onRetry }: { words: ResumeWords; onRetry: () => void }) {
  return (
    <div className={styles.line} role="alert" data-chrome="">
      <span>{words.unreachable}</span>
      <button type="button" onClick={onRetry}>
        {words.retry}
      </button>
    </div>
  );
}
