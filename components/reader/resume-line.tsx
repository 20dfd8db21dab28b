import type { Place, Stretch } from '@/lib/domain/text/outline';
import styles from './resume-line.module.css';
import { addressIn } from './text-context';

export interface ResumeWords {
  /** With `{number}` where the paragraph's number goes. */
  readonly at: string;
  readonly continue: string;
  readonly dismiss: string;
}

interface Props {
  place: Place;
  stretch: Stretch;
  words: ResumeWords;
  onDone: () => void;
}

/** 「上次读到 ¶12 · 继续」 */
export function ResumeLine({ place, stretch, words, onDone }: Props) {
  return (
    <div className={styles.line} role="status" data-chrome="">
      <span>{words.at.replace('{number}', String(place.number))}</span>
      <a href={addressIn(stretch, { key: place.block, number: place.number })} onClick={onDone}>
        {words.continue}
      </a>
      <button type="button" onClick={onDone}>
        {words.dismiss}
      </button>
    </div>
  );
}
