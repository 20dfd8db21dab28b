'use client';

import type { Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState, type KeyboardEvent } from 'react';
import { takeOver, type EarlyWords } from '@/components/editor/early-writing';
import { NoteEditor } from '@/components/editor/note-editor';
import { Toolbar } from '@/components/editor/toolbar';
import { signInLink } from '@/components/margin/links';
import type { MarginArticle } from '@/components/margin/margin-root';
import type { Note } from '@/components/margin/note';
import type { Commands } from '@/components/margin/use-commands';
import { Button } from '@/components/ui/button';
import type { ReplyView } from '@/lib/contract/annotations';
import { bodyOfText, isEmptyBody, plainText, type NoteBody } from '@/lib/richtext/body';
import { ReplyTrouble } from './reply-trouble';
import { answered } from './thread-actions';
import { useReplyDraft } from './use-reply-draft';
import { useReplySending } from './use-reply-sending';
import styles from './reply-writer.module.css';

interface Props {
  note: Note;
  /** The reply that is edited; null: a new one. */
  reply: ReplyView | null;
  article: MarginArticle;
  /** Id of who writes. */
  viewer: string;
  commands: Commands;
  /** What was typed before this was loaded. */
  early?: EarlyWords;
  /** The words are here, and so is the focus. */
  onReady?: () => void;
  /** It is to be put away. `sent`: the reply it has become. `words`: what is kept of them. */
  onDone: (done: { sent?: ReplyView; words?: string; refocus?: boolean }) => void;
}

/** Where a reply is written, within its thread: the notes' editor, without what only notes have. Loaded on first use. */
export function ReplyWriter({ note, reply, article, viewer, commands, early, onReady, onDone }: Props) {
  const t = useTranslations('margin.replies');
  const tEditor = useTranslations('editor');
  const [editor, setEditor] = useState<Editor | null>(null);
  const draft = useReplyDraft(
    { user: viewer, article: article.slug, thread: note.id, edits: reply?.id ?? null },
    note,
    reply,
  );
  const { sending, send, rest, ...trouble } = useReplySending({
    user: viewer,
    article,
    draft,
    onSent: (sent) => {
      commands.acting((acting) => answered(acting, note, sent));
      onDone({ sent });
    },
    onKept: () => onDone({ refocus: true }),
  });
  const save = () => {
    if (draft.first && !isEmptyBody(draft.current().body)) void send();
  };
  const leave = (refocus = true) => {
    if (!draft.first || trouble.putAway()) return onDone({ refocus });
    const { body } = draft.current();
    const worthKeeping = !isEmptyBody(body) && !isSame(body, reply?.body);
    if (!worthKeeping) void draft.drop();
    else commands.toast({ text: t('draftKept') });
    onDone({ words: worthKeeping ? plainText(body as unknown as NoteBody) : undefined, refocus });
  };
  useTakingOver(editor, early, onReady);
  return (
    <form
      className={styles.writer}
      aria-label={t(reply ? 'editing' : 'write')}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => isEscape(event) && leave()}
      onBlur={({ currentTarget, relatedTarget }) => {
        // An empty one is put away by itself; a window that was left is come back to.
        const left = document.hasFocus() && !currentTarget.contains(relatedTarget);
        if (left && !reply && editor?.isEmpty && sending.state === 'resting') leave(false);
      }}
    >
      {draft.first && (
        <NoteEditor
          body={draft.first.body}
          label={t('write')}
          placeholder={t('placeholder')}
          onReady={setEditor}
          onChange={(changed) => {
            rest();
            void draft.change({ body: changed.isEmpty ? null : (changed.getJSON() as ReplyView['body']) });
          }}
          onSave={save}
          onLeave={leave}
        />
      )}
      <ReplyTrouble
        sending={sending}
        editing={reply !== null}
        signIn={signInLink(article, note.id)}
        onOverwrite={() => void trouble.overwrite()}
        onTakeTheirs={() => void trouble.takeTheirs()}
        onCopy={() => commands.copyWords(editor?.getText({ blockSeparator: '\n' }) ?? '')}
      />
      <footer>
        {editor && <Toolbar editor={editor} />}
        <Button
          type="submit"
          tone="primary"
          size="small"
          busy={sending.state === 'sending'}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          title={t('sendKeys')}
        >
          {sending.state === 'refused' ? tEditor('retry') : t(reply ? 'save' : 'send')}
        </Button>
      </footer>
    </form>
  );
}

const isSame = (body: unknown, other: unknown): boolean => JSON.stringify(body) === JSON.stringify(other);

/** What the editor has not taken for itself. */
function isEscape(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || event.isDefaultPrevented()) return false;
  if (event.nativeEvent.isComposing || event.keyCode === 229) return false;
  event.preventDefault();
  return true;
}

/** The early words come first in the editor, then the focus. */
function useTakingOver(editor: Editor | null, early: EarlyWords | undefined, onReady: Props['onReady']): void {
  const ready = useEffectEvent(() => onReady?.());
  useEffect(() => {
    if (!editor) return;
    if (!early) return void editor.commands.focus('end', { scrollIntoView: false });
    return takeOver(early, (words) => {
      const paragraphs = words ? [...(bodyOfText(words).content ?? [])] : [];
      if (words && editor.isEmpty) editor.commands.setContent(paragraphs, { emitUpdate: true });
      else if (words) editor.commands.insertContentAt(editor.state.doc.content.size, paragraphs);
      // At once, while the field is still there: no key may fall between the two.
      const { dom } = editor.view;
      dom.closest('[hidden]')?.removeAttribute('hidden');
      dom.focus({ preventScroll: true });
      early.current?.closest('form')?.setAttribute('hidden', '');
      editor.commands.focus('end', { scrollIntoView: false });
      ready();
    });
  }, [editor, early]);
}
