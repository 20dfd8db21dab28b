'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { currentBlock } from '@/components/reader/reading-line';
import { Icon } from '@/components/ui/icon';
import { MAX_QUERY } from '@/lib/domain/search/query';
import { searchAddress } from './addresses';
import { comeToWords } from './come-to-words';
import { FindList } from './find-list';
import { askIn, useFind, type FoundHit, type FoundList } from './use-find';
import { occurrencesIn, useFoundWords, type Occurrence } from './use-found-words';
import styles from './find-panel.module.css';
import './found-words.css';

interface Props {
  slug: string;
  revision: number;
  open: boolean;
  /** Another number whenever it is asked for again. */
  asked: number;
  onClose: () => void;
}

/** While one types. */
const REST_MS = 200;
/** So far back the occurrence before is looked for first. */
const NEAR_BLOCKS = 40;

/** Looks for words in the article one reads, beside its text: lists them, marks them, goes from one to the next. */
export function FindPanel({ slug, revision, open, asked, onClose }: Props) {
  const t = useTranslations('find');
  const box = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [query, setQuery] = useState('');
  const { state, slow, retry, more } = useFind({ slug, revision }, query);
  /** The occurrence one is at: 1…, of which list. */
  const [at, setAt] = useState<{ query: string; nth: number; number: number; occurrence: Occurrence } | null>(null);
  /** Hits that one has come to far from what is listed: where one reads is not where the list begins. */
  const far = useRef<readonly FoundHit[]>([]);
  const list = state.kind === 'found' || state.kind === 'failed' ? state.list : null;
  const now = at && at.query === list?.query ? at : null;
  useFoundWords({ slug, revision, query: open && list ? list.query : '', now: now?.occurrence ?? null });

  useEffect(() => {
    const panel = box.current;
    if (!panel) return;
    if (!open) {
      if (panel.matches(':popover-open')) panel.hidePopover();
      return;
    }
    if (!panel.matches(':popover-open')) panel.showPopover();
    field.current?.focus();
    field.current?.select();
  }, [open, asked]);
  useEffect(() => () => clearTimeout(rest.current), []);

  const settle = (immediately: boolean) => {
    clearTimeout(rest.current);
    const set = () => setQuery(field.current?.value.trim() ?? '');
    if (immediately) set();
    else rest.current = setTimeout(set, REST_MS);
  };
  const goTo = (found: FoundList, nth: number): boolean => {
    const hit = hitOf(found.hits, nth) ?? hitOf(far.current, nth);
    const occurrence = hit && occurrencesIn(hit)[nth - hit.first];
    if (!occurrence) return false;
    setAt({ query: found.query, nth, number: hit.number, occurrence });
    void comeToWords(occurrence, box.current);
    return true;
  };
  const lookAround = async (from: number) => {
    const answer = await askIn({ slug, revision }, { query, from: Math.max(1, from) });
    far.current = answer.ok ? answer.data.hits : [];
    return far.current;
  };
  /** Round and round. */
  const step = async (by: 1 | -1) => {
    if (!list || list.total === 0) return;
    if (!now) {
      far.current = [];
      const here = Number(currentBlock()?.dataset.number ?? 1);
      const isListed = list.next === null || here < list.next;
      const hits = isListed ? list.hits : await lookAround(by === 1 ? here : here - NEAR_BLOCKS);
      return goTo(list, nearest(hits, here, by));
    }
    const nth = now.nth + by;
    const wanted = nth > list.total ? 1 : nth < 1 ? list.total : nth;
    if (goTo(list, wanted)) return;
    if (wanted === nth) await lookAround(by === 1 ? now.number : now.number - NEAR_BLOCKS);
    if (goTo(list, wanted)) return;
    const longer = await more(({ hits }) => hitOf(hits, wanted) !== undefined);
    if (longer) goTo(longer, wanted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method's own keys.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault();
      if (field.current?.value.trim() !== query) settle(true);
      else void step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event, field.current);
  };
  const message = messageOf();
  return (
    <section
      ref={box}
      popover="manual"
      role="search"
      aria-label={t('label')}
      className={styles.panel}
      data-chrome=""
      onKeyDown={onKeyDown}
    >
      <div className={styles.field}>
        <Icon name="find" />
        <input
          ref={field}
          type="search"
          aria-label={t('label')}
          placeholder={t('placeholder')}
          maxLength={MAX_QUERY}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          onChange={(event) => {
            if (!(event.nativeEvent as InputEvent).isComposing) settle(event.target.value === '');
          }}
          onCompositionEnd={() => settle(false)}
        />
        <button type="button" aria-label={t('previous')} disabled={!list?.total} onClick={() => void step(-1)}>
          <Icon name="up" />
        </button>
        <button type="button" aria-label={t('next')} disabled={!list?.total} onClick={() => void step(1)}>
          <Icon name="down" />
        </button>
        <button type="button" aria-label={t('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <p className={styles.state} role="status">
        {message}
        {state.kind === 'failed' && (
          <button type="button" onClick={retry}>
            {t('retry')}
          </button>
        )}
      </p>
      {list && list.hits.length > 0 && (
        <FindList
          list={list}
          busy={slow || (state.kind === 'found' && state.busy)}
          now={now?.occurrence.block ?? null}
          label={t('hits')}
          onChoose={(hit) => void goTo(list, hit.first)}
          onEnd={() => {
            if (state.kind === 'found') void more();
          }}
        />
      )}
      {list?.total === 0 && (
        <a className={styles.everywhere} href={searchAddress({ q: list.query })}>
          {t('everywhere')}
        </a>
      )}
    </section>
  );

  function messageOf(): string {
    if (slow) return t('slow');
    if (state.kind === 'failed') return t('failed');
    if (state.kind === 'too-long') return t('tooLong', { n: MAX_QUERY });
    if (state.kind === 'empty') return t('empty');
    if (!list) return t('hint');
    if (list.total === 0) return t('nothing');
    if (now) return t('now', { now: now.nth, total: list.total });
    return t('total', { total: list.total, blocks: list.blocks });
  }
}

/** The block in which the nth occurrence is. */
const hitOf = (hits: readonly FoundHit[], nth: number): FoundHit | undefined =>
  hits.find(({ first, spans }) => first <= nth && nth < first + spans.length);

/** From the block one reads on: the first occurrence there, or the last before it, where there is one. */
function nearest(hits: readonly FoundHit[], here: number, by: 1 | -1): number {
  const before = hits.findLast(({ number }) => number < here);
  if (by === -1 && before) return before.first - 1 + before.spans.length;
  return hits.find(({ number }) => number >= here)?.first ?? hits[0]?.first ?? 1;
}

/** Between the field and what is listed below it. */
function moveFocus(event: KeyboardEvent, field: HTMLInputElement | null): void {
  const items = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('li > button'));
  const here = items.indexOf(document.activeElement as HTMLElement);
  if (here < 0 && event.target !== field) return;
  const target = items[here + (event.key === 'ArrowDown' ? 1 : -1)] ?? (event.key === 'ArrowUp' ? field : null);
  if (!target || (here < 0 && event.key === 'ArrowUp')) return;
  event.preventDefault();
  target.focus();
}
