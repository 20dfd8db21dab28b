'use client';

import type { Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useMemo, useState, type KeyboardEvent } from 'react';
import { takeOver, type EarlyWords } from '@/components/editor/early-writing';
import { NoteEditor } from '@/components/editor/note-editor';
import { SendingTrouble } from '@/components/editor/sending-trouble';
import { Toolbar } from '@/components/editor/toolbar';
import { useSending } from '@/components/editor/use-sending';
import { signInLink } from '@/components/margin/links';
import type { MarginArticle } from '@/components/margin/margin-root';
import type { Note } from '@/components/margin/note';
import type { Commands } from '@/components/margin/use-commands';
import { Button } from '@/components/ui/button';
import type { ReplyView } from '@/lib/contract/annotations';
import { bodyOfText, isEmptyBody, plainText, type NoteBody } from '@/lib/richtext/body';
import { replyToSend } from './reply-to-send';
import { answered } from './thread-actions';
import { useReplyDraft } from './use-reply-draft';

import styles from './reply-writer.module.css';

interface Props {
  note: Note;
  /** The reply that is edited, there or waiting in the outbox; null: a new one. */
  reply: Pick<ReplyView, 'id' | 'body' | 'version'> | null;
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
  const { sending, send, rest, ...trouble } = useSending({
    user: viewer,
    draft,
    sendable: useMemo(() => replyToSend(article.slug, article.title), [article.slug, article.title]),
    onSaved: (sent) => {
      commands.acting((acting) => answered(acting, note, sent));
      onDone({ sent });
    },
    onKept: () => onDone({ refocus: true }),
  });
  const save = () => {
    if (draft.first && !isEmptyBody(draft.current().content.body)) void send();
  };
  const leave = (refocus = true) => {
    if (!draft.first || trouble.putAway()) return onDone({ refocus });
    const { body } = draft.current().content;
    const worthKeeping = !isEmptyBody(body) && !isSame(body, reply?.body);
    if (!worthKeeping) void draft.drop();
    else commands.toast({ text: t('draftKept') });
    onDone({ words: worthKeeping ? plainText(body as unknown as NoteBody) : undefined, refocus });
  };
  const merge = async () => {
    const merged = await trouble.merge();
    if (!merged || !editor) return;
    editor.commands.setContent(merged.body, { emitUpdate: false });
    editor.commands.focus('start', { scrollIntoView: false });
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
          body={draft.first.content.body}
          label={t('write')}
          placeholder={t('placeholder')}
          onReady={setEditor}
          onChange={(changed) => {
            rest();
            void draft.change({ content: { body: changed.isEmpty ? null : (changed.getJSON() as ReplyView['body']) } });
          }}
          onSave={save}
          onLeave={leave}
        />
      )}
      <SendingTrouble
        sending={sending}
        signIn={signInLink(article, note.id)}
        gone={
          <>
            {t(reply ? 'trouble.goneReply' : 'trouble.gone')}
            <button type="button" onClick={() => commands.copyWords(editor?.getText({ blockSeparator: '\n' }) ?? '')}>
              {t('trouble.copy')}
            </button>
          </>
        }
        conflict={t('trouble.conflict')}
        onMerge={() => void merge()}
        onOverwrite={() => void trouble.overwrite()}
        onTakeTheirs={() => void trouble.takeTheirs()}
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
