'use client';

import { useSyncExternalStore, type ComponentProps, type ReactNode } from 'react';
import { Button } from './button';

/** What stands in a form’s text fields and radio buttons, by name. */
export type FormValues = Readonly<Record<string, string>>;

interface Props {
  className?: string;
  onSubmit: (values: FormValues, form: HTMLFormElement) => void | Promise<void>;
  children: ReactNode;
}

/**
 * A form that JavaScript sends. Its fields keep their own values (React would empty controlled ones
 * that somebody typed into before it took over). `method="dialog"` outside a dialog does nothing: without it, Enter
 * in the moment before React takes over would put the fields into the address bar.
 */
export function Form({ className, onSubmit, children }: Props) {
  return (
    <form
      className={className}
      method="dialog"
      noValidate
      data-needs-script=""
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit(valuesOf(event.currentTarget), event.currentTarget);
      }}
    >
      {children}
    </form>
  );
}

const valuesOf = (form: HTMLFormElement): FormValues =>
  Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

const never = () => () => undefined;

/** The button that sends a `Form`: it waits for React, so that no press is lost. */
export function SubmitButton(props: Omit<ComponentProps<typeof Button>, 'type'>) {
  const ready = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return <Button {...props} type="submit" disabled={!ready} />;
}
