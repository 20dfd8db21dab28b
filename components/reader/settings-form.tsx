'use client';

import { useRef, useState, type ChangeEvent, type MouseEvent, type ReactNode } from 'react';
import { api } from '@/lib/client/api';
import type { ReadingSettings } from '@/lib/domain/reading/reading-settings';

/** Several choices in a row are sent as one. */
const SAVE_AFTER_MS = 400;

interface Props {
  className?: string;
  notSaved: string;
  children: ReactNode;
}

/**
 * Its fields are named as the settings are. A choice shows at once — `data-*` of <html> drives the
 * style sheets — and is kept by the server: in a cookie, and in the account of those who have one.
 */
export function SettingsForm({ className, notSaved, children }: Props) {
  const waiting = useRef<Partial<Record<string, string | boolean>>>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [trouble, setTrouble] = useState(false);
  const save = async () => {
    const body = waiting.current as Partial<ReadingSettings>;
    waiting.current = {};
    const result = await api('PUT /api/settings', { body, keepalive: true });
    setTrouble(!result.ok);
  };
  const choose = (event: ChangeEvent<HTMLFormElement>) => {
    const field: EventTarget = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    const { name, type, checked, value } = field;
    waiting.current[name] = type === 'checkbox' ? checked : value;
    document.documentElement.dataset[name] = type === 'checkbox' ? (checked ? 'on' : 'off') : value;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), SAVE_AFTER_MS);
  };
  return (
    <form className={className} onChange={choose} onClick={openDialog} onSubmit={(event) => event.preventDefault()}>
      {children}
      <p role="status">{trouble && notSaved}</p>
    </form>
  );
}

function openDialog({ target }: MouseEvent) {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-opens]') : null;
  const dialog = button?.dataset.opens && document.getElementById(button.dataset.opens);
  if (!(dialog instanceof HTMLDialogElement)) return;
  button?.closest<HTMLElement>('[popover]')?.hidePopover();
  dialog.showModal();
}
