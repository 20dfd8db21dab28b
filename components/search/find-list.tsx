import { useEffect, useEffectEvent, useRef } from 'react';
import { Snippet } from './snippet';
import type { FoundHit, FoundList } from './use-find';
import styles from './find-panel.module.css';

interface Props {
  list: FoundList;
  /** More are on their way, or others. */
  busy: boolean;
  /** Key of the block one is at. */
  now: string | null;
  label: string;
  onChoose: (hit: FoundHit) => void;
  /** Its end comes into sight. */
  onEnd: () => void;
}

/** The blocks in which something was found. Grows as one scrolls. */
export function FindList({ list, busy, now, label, onChoose, onEnd }: Props) {
  const end = useRef<HTMLLIElement>(null);
  const box = useRef<HTMLOListElement>(null);
  const reached = useEffectEvent(() => onEnd());
  const { next, hits } = list;
  useEffect(() => {
    if (!end.current || next === null) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && reached(), {
      root: box.current,
      rootMargin: '400px',
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [next]);
  useEffect(() => {
    box.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [now]);
  return (
    <ol ref={box} className={styles.list} aria-label={label} aria-busy={busy} lang={languageShown()}>
      {hits.map((hit, index) => (
        <li key={hit.block}>
          {hit.section && hit.section !== hits[index - 1]?.section && <h2>{hit.section}</h2>}
          <button type="button" aria-current={hit.block === now ? 'true' : undefined} onClick={() => onChoose(hit)}>
            <span>
              <Snippet parts={hit.snippet} />
            </span>
            <small>¶{hit.number}</small>
          </button>
        </li>
      ))}
      {next !== null && <li ref={end} className={styles.end} aria-hidden="true" />}
    </ol>
  );
}

const languageShown = (): string | undefined => document.getElementById('text')?.lang;
