import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { api } from '@/lib/client/api';
import type { MarginState, ReadThread } from './margin-state';
import type { Commands } from './use-commands';

interface Deps {
  slug: string;
  /** With the notes of all layers. */
  state: MarginState;
  commands: Commands;
  onSent: () => void;
}

/**
 * Marks everything on the article read, up to what the page knows. The server, which never goes back, hears of it when
 * the way back has gone, or the page.
 */
export function useAllRead({ slug, state, commands, onSent }: Deps): { mark: () => void; pending: boolean } {
  const t = useTranslations('margin');
  const [pending, setPending] = useState<{ threads: readonly ReadThread[]; upTo: number; undo: () => void } | null>(
    null,
  );
  const mark = () => {
    if (pending) return;
    const threads = state.notes.filter(({ unread }) => unread).map(({ id, activity }) => ({ id, upTo: activity }));
    const undo = () => {
      setPending(null);
      commands.unread(threads);
    };
    setPending({ threads, upTo: state.newest, undo });
    commands.read(threads);
    commands.toast({ text: t('unread.allDone'), action: { label: t('undo'), run: undo } });
  };
  const send = useEffectEvent(async (leaving: boolean) => {
    if (!pending) return;
    const { threads, upTo } = pending;
    setPending(null);
    const [params, keepalive] = [{ slug }, leaving];
    // What came after the last list, and is shown, was marked too.
    const later = threads.filter((thread) => thread.upTo > upTo).slice(0, 200);
    await Promise.all([
      api('POST /api/articles/:slug/read', { params, keepalive, body: { upTo } }),
      later.length > 0 && api('POST /api/articles/:slug/read', { params, keepalive, body: { threads: later } }),
    ]);
    onSent();
  });
  const isOffered = pending !== null && state.toast?.action?.run === pending.undo;
  useEffect(() => {
    if (pending && !isOffered) void send(false);
  }, [pending, isOffered]);
  useEffect(() => {
    const leave = () => void send(true);
    addEventListener('pagehide', leave);
    return () => {
      leave();
      removeEventListener('pagehide', leave);
    };
  }, []);
  return { mark, pending: pending !== null };
}
