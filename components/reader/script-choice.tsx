'use client';

import { useEffect, useEffectEvent, useRef, useState, type MouseEvent } from 'react';
import { keepSettings, quotesFollow } from '@/lib/client/settings';
import { forgetTexts, isOf, textIn } from '@/lib/client/shown-text';
import { exactReadPath, readPath, readQuery } from '@/lib/domain/reading/read-path';
import { otherScript, scriptOf, shownLanguage, type ShownScript } from '@/lib/domain/script/script';
import type { ScriptWords } from './reader-tools';
import { loadedPages } from './loaded-pages';
import { onShowAgain, useShownScript } from './shown-script';
import { isSingleKey } from './single-key';
import styles from './script-choice.module.css';

interface Props {
  article: { slug: string; sourceScript: string; revision: number };
  /** Number of the edition, where it is not the newest. */
  rev: number | undefined;
  script: ShownScript;
  words: ScriptWords;
}

const CHOICES = [
  ['source', '原文'],
  ['zh-Hans', '简'],
  ['zh-Hant', '繁'],
  ['zh-Hant-TW', '台'],
  ['zh-Hant-HK', '港'],
] as const;
const PHRASES = 'zh-Hant-TW-x-phrase';
/** Slower than this, it is shown that the other words are on their way. */
const SLOW_MS = 300;

/** In which script one reads. Links, for those without JavaScript; with it the words change in place. */
export function ScriptChoice({ article, rev, script: initial, words }: Props) {
  const { slug, sourceScript, revision } = article;
  const script = useShownScript(initial);
  const last = useRef<ShownScript>(
    initial === 'source' || initial === scriptOf(sourceScript) ? otherScript(sourceScript) : initial,
  );
  const latest = useRef(0);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ShownScript | null>(null);
  /** Whether the reader has switched on this page: then each switch is said aloud, the way back too. */
  const [switched, setSwitched] = useState(false);
  const box = useRef<HTMLElement>(null);

  const textNow = (wanted: ShownScript) =>
    textIn({ slug, revision, script: wanted, quotes: quotesFollow() }, loadedPages());
  const choose = async (wanted: ShownScript, { remember = true } = {}): Promise<void> => {
    const turn = (latest.current += 1);
    setFailed(null);
    const slow = setTimeout(() => setBusy(true), SLOW_MS);
    const [text, code] = await Promise.all([textNow(wanted), loadShowText()]);
    clearTimeout(slow);
    if (turn !== latest.current) return;
    setBusy(false);
    if (!text || !code) return setFailed(wanted);
    const { search, hash } = window.location;
    // Of a long text other pages may have come meanwhile.
    if (!isOf(text, loadedPages())) return choose(wanted, { remember });
    if (!code.showText(text)) {
      if (remember) void keepSettings({ script: wanted });
      const address = `${exactReadPath(slug, wanted)}${search}${hash}`;
      return window.location.assign(new URL(address, window.location.href));
    }
    // `s` switches to something else than what is there.
    if (wanted !== 'source' && wanted !== scriptOf(sourceScript)) last.current = wanted;
    setSwitched(true);
    box.current?.hidePopover?.();
    if (!remember) return;
    window.history.replaceState(null, '', `${readPath(slug, wanted)}${search}${hash}`);
    void keepSettings({ script: wanted });
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 's' || !isSingleKey(event)) return;
    event.preventDefault();
    void choose(script === last.current ? 'source' : last.current);
  });
  const onChange = useEffectEvent(({ target }: Event) => {
    if (target instanceof HTMLInputElement && target.name === 'quotes' && script !== 'source')
      // The settings have been put to work by their own form's handler by then.
      queueMicrotask(() => void choose(script, { remember: false }));
  });
  const onAgain = useEffectEvent(() => {
    forgetTexts();
    void choose(script, { remember: false });
  });
  const prefetch = useEffectEvent(() => {
    void loadShowText();
    void textNow(script === last.current ? 'source' : last.current);
  });
  useEffect(() => {
    const keys = (event: KeyboardEvent) => onKey(event);
    const changes = (event: Event) => onChange(event);
    document.addEventListener('keydown', keys);
    document.addEventListener('change', changes);
    const deaf = onShowAgain(() => onAgain());
    const rest = setTimeout(() => prefetch(), 2_500);
    return () => {
      deaf();
      document.removeEventListener('keydown', keys);
      document.removeEventListener('change', changes);
      clearTimeout(rest);
    };
  }, []);

  const link = (wanted: ShownScript, label: string, current: boolean, back: ShownScript = wanted) => (
    <a
      key={wanted}
      data-shows={back}
      href={`${exactReadPath(slug, back)}${readQuery({ rev })}`}
      hrefLang={shownLanguage(sourceScript, wanted)}
      lang={wanted === 'source' ? undefined : wanted}
      aria-label={words.names[wanted]}
      aria-current={current ? 'true' : undefined}
      onPointerEnter={() => void Promise.all([textNow(back), loadShowText()])}
      onClick={(event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        void choose(back);
      }}
    >
      {label}
    </a>
  );
  const shown = script === PHRASES ? 'zh-Hant-TW' : script;
  const withPhrases = script === PHRASES;
  return (
    <div className={styles.choice} data-busy={busy || undefined}>
      <button
        type="button"
        className={styles.open}
        popoverTarget="script-choice"
        aria-label={`${words.label}：${words.names[script]}`}
      >
        {CHOICES.find(([wanted]) => wanted === shown)?.[1]}
      </button>
      <nav
        ref={box}
        id="script-choice"
        popover="auto"
        className={styles.list}
        aria-label={words.label}
        aria-busy={busy}
      >
        {CHOICES.map(([wanted, label]) => link(wanted, label, wanted === shown))}
        {shown === 'zh-Hant-TW' && (
          <span className={styles.phrases}>
            {link(PHRASES, words.phrases, withPhrases, withPhrases ? 'zh-Hant-TW' : PHRASES)}
          </span>
        )}
      </nav>
      <p className={failed === null ? 'visually-hidden' : styles.failed} role="status">
        {failed !== null ? (
          <>
            {words.failed}{' '}
            <button
              type="button"
              onClick={() => {
                box.current?.querySelector<HTMLElement>(`[data-shows="${failed}"]`)?.focus();
                void choose(failed);
              }}
            >
              {words.retry}
            </button>
          </>
        ) : (
          switched && words.shown.replace('{name}', words.names[script])
        )}
      </p>
    </div>
  );
}

/** Null: the network failed. */
const loadShowText = () => import('./show-text').catch(() => null);
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
