import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { NoteText } from '@/components/notes/note-body';
import { LocalTime } from '@/components/ui/local-time';
import type { GroupHome } from '@/lib/contract/group-home';
import home from './group-home.module.css';
import styles from './group.module.css';

/** A note of the group where something was said lately: its words lead to it. */
export async function NewestNote({ note }: { note: GroupHome['newest'][number] }) {
  const t = await getTranslations('groups.home');
  const { target, replies, motivation, resolved, unread } = note;
  const words = target === null ? t('wholeArticle') : 'start' in target ? target.exact : t('whole');
  const latest = replies.at(-1)?.createdAt ?? note.createdAt;
  return (
    <article className={home.note}>
      <p className={home.quote}>
        <Link href={`/read/${encodeURIComponent(note.article)}?note=${note.id}`} prefetch={false}>
          {words.replaceAll('\uFFFC', '▫')}
        </Link>
      </p>
      {note.body && (
        <div className={home.words}>
          <NoteText body={note.body} />
        </div>
      )}
      <p className={styles.facts}>
        <span>{authorOf(note, t)}</span>
        <span>{note.articleTitle}</span>
        {motivation === 'questioning' && <span>{t(resolved ? 'resolved' : 'question')}</span>}
        {replies.length > 0 && <span>{t('replies', { count: replies.length })}</span>}
        <LocalTime time={latest} />
        {unread && <span className={styles.unread}>{t('unreadMark')}</span>}
      </p>
    </article>
  );
}

type Note = GroupHome['newest'][number];

function authorOf(
  { mine, alias, author, originAuthor }: Note,
  t: Awaited<ReturnType<typeof getTranslations<'groups.home'>>>,
): string {
  if (originAuthor) return originAuthor;
  if (mine) return t('author.me');
  if (alias !== null) return t('author.alias', { number: alias });
  return author?.name ?? t('author.gone');
}
