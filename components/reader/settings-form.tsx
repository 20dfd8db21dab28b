'use client';

import { useEffect, useState, type ChangeEvent, type MouseEvent, type ReactNode } from 'react';
import { keepChoices, keepSettings } from '@/lib/client/settings';

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
  const [trouble, setTrouble] = useState(false);
  useEffect(() => void keepChoices(), []);
  const choose = async ({ target }: ChangeEvent<HTMLFormElement>) => {
    const field: EventTarget = target;
    if (!(field instanceof HTMLInputElement)) return;
    const { name, type, checked, value } = field;
    document.documentElement.dataset[name] = type === 'checkbox' ? (checked ? 'on' : 'off') : value;
    setTrouble(!(await keepSettings({ [name]: type === 'checkbox' ? checked : value })));
  };
  return (
    <form
      className={className}
      onChange={(event) => void choose(event)}
      onClick={openDialog}
      onSubmit={(event) => event.preventDefault()}
    >
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
