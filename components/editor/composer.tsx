'use client';

import type { Editor, JSONContent } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { chosenLayer, rememberLayer } from '@/components/margin/chosen-layer';
import { kindOfLayer } from '@/components/margin/layer-name';
import { signInLink } from '@/components/margin/links';
import type { MarginArticle, MarginViewer } from '@/components/margin/margin-root';
import type { Writing } from '@/components/margin/margin-state';
import { blockNumber, writtenOn } from '@/components/margin/page-text';
import { blockOfTarget, inLine, requestTarget, type Note } from '@/components/margin/note';
import type { Commands } from '@/components/margin/use-commands';
import { Button } from '@/components/ui/button';
import { keepsNothing, onRefusal } from '@/lib/client/device-store';
import type { DraftContent, KeptDraft } from '@/lib/client/drafts';
import { bodyOfText, isEmptyBody } from '@/lib/richtext/body';
import { CountsLine } from './counts-line';
import { takeOver, type EarlyWords } from './early-writing';
import { LayerField } from './layer-field';
import { NoteEditor } from './note-editor';
import { noteToSend } from './note-to-send';
import { SendingTrouble } from './sending-trouble';
import { TagsField } from './tags-field';
import { Toolbar } from './toolbar';
import { useDraft } from './use-draft';
import { useSending } from './use-sending';
import { useAboveKeyboard } from './use-above-keyboard';
import styles from './composer.module.css';

interface Props {
  writing: Writing;
  article: MarginArticle;
  viewer: MarginViewer;
  commands: Commands;
  /** What was typed before this was loaded. */
  early: EarlyWords;
  /** Whether it has taken those words over; until then it stays hidden. */
  ready: boolean;
  onReady: () => void;
  /** What the margin places beside the words. */
  ref: RefObject<HTMLElement | null>;
}

/** Where a note is written: a card beside the words, on a narrow window a panel at the bottom. */
export function Composer({ writing, article, viewer, commands, early, ready, onReady, ref }: Props) {
  const t = useTranslations('editor');
  const { note, resumed } = writing;
  /** A new note that was begun on another edition. */
  const begun = resumed?.changes === null && resumed.revision !== article.revision ? resumed : null;
  const [editor, setEditor] = useState<Editor | null>(null);
  const draft = useDraft({
    user: viewer.id,
    article: article.slug,
    revision: article.revision,
    target: requestTarget(writing.target),
    content: note ? contentOf(note, writing) : emptyContent(writing, chosenLayer({ article, viewer }).written),
    was: note && contentOf(note, note),
    note,
    resumed,
  });
  const { sending, send, rest, ...trouble } = useSending({
    user: viewer.id,
    draft,
    sendable: useMemo(() => noteToSend(article.title), [article.title]),
    onSaved: commands.saved,
    onKept: commands.kept,
  });
  const [form, setForm] = useState<Pick<DraftContent, 'layer' | 'tags'> | null>(null);
  const shown = form ?? draft.first?.content ?? null;
  const isEmpty = useIsEmpty(editor);
  const needsWords = writing.motivation === 'commenting';

  const change = (content: Partial<DraftContent>) =>
    void draft.change({ content: { ...draft.current().content, ...content } });
  // These two alone: what `shown` began with must not replace the words written since.
  const changeForm = ({ layer, tags }: Pick<DraftContent, 'layer' | 'tags'>) => {
    const next = { layer, tags };
    setForm(next);
    change(next);
  };
  const chooseLayer = (chosen: DraftContent['layer']) => {
    if (!shown) return;
    changeForm({ ...shown, layer: chosen });
    rememberLayer(viewer.id, chosen);
  };
  const layers = layersFor(note, commands);
  const isLost = shown !== null && !layers.some(({ layer }) => layer === shown.layer);
  const layer = shown && !isLost ? shown.layer : 'private';
  const save = () => {
    if (!draft.first || (needsWords && editor?.isEmpty)) return;
    if (isLost) change({ layer });
    void send();
  };
  const { putAway } = trouble;
  const leave = useCallback(() => {
    if (!putAway()) {
      const isWorthKeeping = !isSameContent(draft.current().content, draft.first?.content, draft.restored);
      if (!isWorthKeeping) void draft.drop();
      else commands.toast({ text: t('draftKept') });
    }
    commands.stopWriting();
    returnFocus(writing);
  }, [draft, putAway, commands, writing, t]);
  const discard = () => {
    const { content } = draft.current();
    trouble.throwAway();
    void draft.drop();
    commands.stopWriting();
    returnFocus(writing);
    if (!isEmptyBody(content.body)) commands.toast({ text: t('discarded') });
  };
  const merge = async () => {
    const merged = await trouble.merge();
    if (!merged || !editor) return;
    setForm({ layer: merged.layer, tags: merged.tags });
    editor.commands.setContent(merged.body, { emitUpdate: false });
    editor.commands.focus('start', { scrollIntoView: false });
  };
  useSayWhatIsNotKept(commands.toast);
  const element = useRef<HTMLFormElement>(null);
  useTakingOver({ editor, early, ready, onReady });
  useEffect(() => {
    if (ready) ref.current = element.current;
  }, [ready, ref]);
  useAboveKeyboard(element);

  return (
    <form
      ref={element}
      className={styles.composer}
      hidden={!ready}
      data-kind={writing.motivation}
      data-layer={kindOfLayer(layer)}
      aria-label={t(note ? 'editing' : 'writing')}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => onFormKey(event, save, leave)}
    >
      <header>
        <p className={styles.words}>{wordsOf(writing, begun, t)}</p>
        <button type="button" className={styles.leave} aria-label={t('leave')} title={t('leave')} onClick={leave}>
          <span aria-hidden="true">×</span>
        </button>
      </header>
      {begun && <p className={styles.changedSince}>{t('changedSince')}</p>}
      {draft.restored && (
        <p className={styles.restored}>
          {t('restored')}
          <button type="button" onClick={discard}>
            {t('discard')}
          </button>
        </p>
      )}
      {draft.first ? (
        <NoteEditor
          body={draft.first.content.body}
          label={t('body')}
          placeholder={t(needsWords ? 'placeholder' : 'placeholderQuestion')}
          onReady={setEditor}
          onChange={(changed) => {
            rest();
            change({ body: changed.isEmpty ? null : (changed.getJSON() as DraftContent['body']) });
          }}
          onSave={save}
          onLeave={leave}
          naming={{ article: article.slug, layer }}
          onLeftOut={(what) => commands.toast({ text: t(`leftOut.${what}`) })}
        />
      ) : (
        <div className={styles.waiting} aria-hidden="true" />
      )}
      {editor && <Toolbar editor={editor} />}
      {shown && (
        <>
          <TagsField tags={shown.tags} onChange={(tags) => changeForm({ ...shown, tags })} />
          <SendingTrouble
            sending={sending}
            signIn={signInLink(article)}
            gone={
              <>
                {t('trouble.gone')}
                <button type="button" onClick={() => void trouble.sendAsNew()}>
                  {t('trouble.sendAsNew')}
                </button>
              </>
            }
            conflict={t('trouble.conflict')}
            onMerge={() => void merge()}
            onOverwrite={() => void trouble.overwrite()}
            onTakeTheirs={() => void trouble.takeTheirs()}
          />
          {isLost && (
            <p className={styles.changedSince} role="status">
              {t('layer.lost')}
            </p>
          )}
          {!note && (
            <CountsLine
              block={blockOfTarget(writing.target)}
              layer={layer}
              layers={layers}
              onChange={(chosen) => {
                chooseLayer(chosen);
                // The button is gone.
                editor?.commands.focus(null, { scrollIntoView: false });
              }}
            />
          )}
          <footer>
            <LayerField layer={layer} layers={layers} onChange={chooseLayer} />
            <Button
              type="submit"
              tone="primary"
              size="small"
              busy={sending.state === 'sending'}
              aria-disabled={(needsWords && isEmpty) || undefined}
              aria-keyshortcuts="Control+Enter Meta+Enter"
              title={t('saveKeys')}
            >
              {t(sending.state === 'refused' ? 'retry' : 'save')}
            </Button>
          </footer>
        </>
      )}
    </form>
  );
}

/** Those one may write in, and where the note is already: a group that one has left. */
function layersFor(note: Note | null, { layers }: Commands): Commands['layers'] {
  if (!note || layers.some(({ layer }) => layer === note.layer)) return layers;
  return [...layers, { layer: note.layer, name: note.group?.name ?? '' }];
}

const emptyContent = ({ motivation }: Writing, layer: DraftContent['layer']): DraftContent => ({
  motivation,
  layer,
  body: null,
  tags: [],
});

const contentOf = (
  { layer, body, tags }: DraftContent,
  { motivation }: Pick<DraftContent, 'motivation'>,
): DraftContent => ({
  motivation,
  layer,
  body,
  tags,
});

/** A draft that was found is kept as long as it says something; a new one, when it says anything new. */
const isSameContent = (now: DraftContent, first: DraftContent | undefined, restored: boolean): boolean =>
  restored
    ? isEmptyBody(now.body) && now.tags.length === 0
    : JSON.stringify([now.body, now.tags]) === JSON.stringify([first?.body, first?.tags]);

function wordsOf(
  { target, note }: Writing,
  begun: KeptDraft | null,
  t: (key: string, values?: Record<string, number>) => string,
): string {
  const past = note?.state === 'removed' ? (note.shown?.words ?? note.words) : wordsBegunOn(begun);
  if (past) return inLine(past);
  if (target === null) return t('wholeArticle');
  if (!('words' in target)) return t('wholeBlock', { number: blockNumber(target.block) ?? 0 });
  return inLine(writtenOn(target));
}

/** As they were then: the page may hold others there now. */
const wordsBegunOn = (begun: KeptDraft | null): string | null =>
  begun?.target && 'exact' in begun.target ? begun.target.exact : null;

/** Back to the text: the paragraph it was about. */
function returnFocus({ target }: Writing): void {
  const key = target === null ? null : 'words' in target ? target.words.start.block : target.block;
  if (key) document.getElementById(`b-${key}`)?.focus({ preventScroll: true });
}

/** What the editor has not taken for itself. Nothing acts while an input method composes. */
function onFormKey(event: KeyboardEvent, save: () => void, leave: () => void): void {
  if (event.nativeEvent.isComposing || event.keyCode === 229 || event.isDefaultPrevented()) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    leave();
  } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    save();
  }
}

/** Told by the editor itself, so that typing renders nothing but what changes. */
function useIsEmpty(editor: Editor | null): boolean {
  const [isEmpty, setIsEmpty] = useState(true);
  useEffect(() => {
    if (!editor) return;
    const look = () => setIsEmpty(editor.isEmpty);
    look();
    editor.on('update', look);
    return () => void editor.off('update', look);
  }, [editor]);
  return isEmpty;
}

/** The early words come first in the editor, then the focus. */
function useTakingOver({
  editor,
  early,
  ready,
  onReady,
}: { editor: Editor | null } & Pick<Props, 'early' | 'ready' | 'onReady'>): void {
  const taken = useEffectEvent(onReady);
  useEffect(() => {
    if (!editor || ready) return;
    return takeOver(early, (words) => {
      if (words && editor.isEmpty) editor.commands.setContent(paragraphsOf(words), { emitUpdate: true });
      else if (words) editor.commands.insertContentAt(editor.state.doc.content.size, paragraphsOf(words));
      taken();
    });
  }, [editor, early, ready]);
  useEffect(() => {
    if (ready) editor?.commands.focus('end', { scrollIntoView: false });
  }, [editor, ready]);
}

const paragraphsOf = (words: string): JSONContent[] => [...(bodyOfText(words).content ?? [])] as JSONContent[];

let isSaid = false;
/** Once a page: what is written is not kept on this device, and is safe only when it is saved. */
function useSayWhatIsNotKept(toast: Commands['toast']): void {
  const t = useTranslations('editor');
  const say = useEffectEvent(() => {
    if (isSaid) return;
    isSaid = true;
    toast({ text: t('notKept'), stays: true });
  });
  useEffect(() => {
    if (keepsNothing()) say();
    return onRefusal(() => say());
  }, []);
}
