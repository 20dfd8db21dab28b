'use client';

import type { Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { api } from '@/lib/client/api';
import type { Layer } from '@/lib/domain/discussion/annotation';
import { askedName } from './asked-name';
import styles from './name-list.module.css';

/** Where people may be named. */
export interface Naming {
  readonly article: string;
  readonly layer: Layer;
}

interface Props {
  editor: Editor;
  naming: Naming;
  /** Around the editor: keys come by here before they reach it. */
  around: RefObject<HTMLElement | null>;
}

interface Person {
  readonly id: string;
  readonly name: string;
}

/** The `@` and what follows it, as places in the document. */
interface Asked {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** Milliseconds between two letters of one who types. */
const PAUSE = 120;
/** Distance from the line one writes, in CSS pixels. */
const AWAY = 6;

/** Behind an `@`: the people that may be named there. The focus stays where one writes. */
export function NameList({ editor, naming, around }: Props) {
  const t = useTranslations('editor');
  const id = useId();
  const asked = useAsked(editor);
  const [dismissed, setDismissed] = useState<number | null>(null);
  // Another `@` in the same place asks anew.
  if (!asked && dismissed !== null) setDismissed(null);
  const found = usePeople(asked, naming);
  const [picked, setPicked] = useState(0);
  const people = asked && asked.from !== dismissed ? found : [];
  const open = people.length > 0;
  const at = Math.min(picked, people.length - 1);
  const current = people[at];
  const box = useRef<HTMLUListElement>(null);

  const name = (person: Person | undefined) => {
    if (!person || !asked) return;
    const { from, to } = asked;
    editor
      .chain()
      .focus()
      .insertContentAt({ from, to }, [
        { type: 'mention', attrs: { id: person.id, label: person.name } },
        { type: 'text', text: ' ' },
      ])
      .run();
    setPicked(0);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    // An input method has these keys for itself while it composes.
    if (!open || event.isComposing || event.keyCode === 229 || editor.view.composing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) setPicked((at + by + people.length) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') name(current);
    else if (event.key === 'Escape') setDismissed(asked?.from ?? null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const element = around.current;
    const listen = (event: KeyboardEvent) => onKey(event);
    element?.addEventListener('keydown', listen, { capture: true });
    return () => element?.removeEventListener('keydown', listen, { capture: true });
  }, [around]);

  useEffect(() => {
    const { dom } = editor.view;
    if (!open) return;
    dom.setAttribute('aria-autocomplete', 'list');
    dom.setAttribute('aria-controls', id);
    dom.setAttribute('aria-activedescendant', `${id}-${at}`);
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) dom.removeAttribute(name);
    };
  }, [editor, open, id, at]);
  useListPlace(box, editor, open ? asked : null, people.length);

  return (
    <>
      <span className="visually-hidden" role="status">
        {open && t('names.found', { count: people.length })}
      </span>
      {open && (
        <ul ref={box} id={id} popover="manual" className={styles.list} role="listbox" aria-label={t('names.label')}>
          {people.map((person, index) => (
            <li
              key={person.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              // The focus stays in the editor, and on a touch screen its keyboard stays up.
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => index !== at && setPicked(index)}
              onClick={() => name(person)}
            >
              {person.name}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is asked for where one writes. */
function useAsked(editor: Editor): Asked | null {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    const look = () => {
      const next = editor.isFocused ? askedIn(editor) : null;
      setAsked((now) => (now?.from === next?.from && now?.name === next?.name ? now : next));
    };
    const away = () => setAsked(null);
    editor.on('transaction', look);
    editor.on('focus', look);
    editor.on('blur', away);
    return () => {
      editor.off('transaction', look);
      editor.off('focus', look);
      editor.off('blur', away);
    };
  }, [editor]);
  return asked;
}

function askedIn(editor: Editor): Asked | null {
  const { empty, $from } = editor.state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code || editor.isActive('code')) return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC');
  const name = askedName(before);
  return name === null ? null : { from: $from.pos - name.length - 1, to: $from.pos, name };
}

const NOBODY: readonly Person[] = [];

/** What an input method shows of a word that is being composed: no name has it. */
const isPinyin = (name: string): boolean => /[a-z]['’ ]|['’]/i.test(name);

/** Found before, they stay until the next are there. */
function usePeople(asked: Asked | null, { article, layer }: Naming): readonly Person[] {
  const [found, setFound] = useState<{ from: number; people: readonly Person[] } | null>(null);
  const { from, name } = asked ?? {};
  useEffect(() => {
    // One's own notes are read by nobody.
    if (from === undefined || name === undefined || layer === 'private' || isPinyin(name)) return;
    let gone = false;
    const timer = setTimeout(() => {
      void api('GET /api/articles/:slug/people', { params: { slug: article }, query: { layer, q: name } }).then(
        (answer) => !gone && setFound({ from, people: answer.ok ? answer.data.people : NOBODY }),
      );
    }, PAUSE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [article, layer, from, name]);
  return found && layer !== 'private' && found.from === from ? found.people : NOBODY;
}

/** Below the line one writes, or above it where there is no room: what is typed stays in sight. */
function useListPlace(box: RefObject<HTMLElement | null>, editor: Editor, asked: Asked | null, count: number): void {
  const from = asked?.from;
  useLayoutEffect(() => {
    const list = box.current;
    if (!list || from === undefined) return;
    list.showPopover();
    const place = () => {
      const line = editor.view.coordsAtPos(Math.min(from, editor.state.doc.content.size));
      const { offsetWidth: width, offsetHeight: height } = list;
      const bottom = visualViewport ? visualViewport.offsetTop + visualViewport.height : innerHeight;
      const fits = line.bottom + AWAY + height <= bottom;
      const left = Math.max(8, Math.min(line.left, document.documentElement.clientWidth - width - 8));
      list.style.setProperty('left', `${left}px`);
      list.style.setProperty('top', `${fits ? line.bottom + AWAY : Math.max(8, line.top - AWAY - height)}px`);
    };
    place();
    addEventListener('scroll', place, { capture: true, passive: true });
    addEventListener('resize', place);
    visualViewport?.addEventListener('resize', place);
    return () => {
      removeEventListener('scroll', place, { capture: true });
      removeEventListener('resize', place);
      visualViewport?.removeEventListener('resize', place);
    };
  }, [box, editor, from, count]);
}
