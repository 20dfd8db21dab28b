/** Groups and what is said to notes, for the tests of the threads' part of the one door. */
import { uuidv7 } from 'uuidv7';
import * as reactionRoute from '@/app/api/annotations/[id]/reactions/[emoji]/route';
import * as replyReactionRoute from '@/app/api/annotations/[id]/replies/[reply]/reactions/[emoji]/route';
import * as replyRestoreRoute from '@/app/api/annotations/[id]/replies/[reply]/restore/route';
import * as replyRoute from '@/app/api/annotations/[id]/replies/[reply]/route';
import * as replyWordingsRoute from '@/app/api/annotations/[id]/replies/[reply]/wordings/route';
import * as resolutionRoute from '@/app/api/annotations/[id]/resolution/route';
import * as wordingsRoute from '@/app/api/annotations/[id]/wordings/route';
import * as peopleRoute from '@/app/api/articles/[slug]/people/route';
import type { AnnotationView, ReplyView } from '@/lib/contract/annotations';
import type { Wording } from '@/lib/contract/threads';
import type { GroupRole } from '@/lib/domain/permissions/can';
import { bodyOfText, plainText, type NoteBody } from '@/lib/richtext/body';
import { db } from '../db';
import { as, send, type Person } from './notes-cast';

/** A group of these people; its layer's name too. */
export async function groupOf(
  name: string,
  members: readonly (readonly [Person, GroupRole])[],
): Promise<{ id: string; layer: string }> {
  const id = uuidv7();
  const memberships = { create: members.map(([{ id: userId }, role]) => ({ userId, role })) };
  await db().group.create({ data: { id, name, memberships } });
  return { id, layer: `group:${id}` };
}

export const leaveGroup = (who: Person, group: string) =>
  db().membership.delete({ where: { groupId_userId: { groupId: group, userId: who.id } } });

const ifMatch = (version: string | null): Record<string, string> => (version === null ? {} : { 'if-match': version });

/** The threads' endpoints, as somebody calls them. */
export const talk = (who: Person, id: string) => {
  const at = `/api/annotations/${id}`;
  return {
    reply: (reply: string, words: string | object, more: object = {}) =>
      send(
        replyRoute.PUT,
        who,
        'PUT',
        `${at}/replies/${reply}`,
        { id, reply },
        { body: { body: bodyOf(words), ...more } },
      ),
    change: (reply: string, words: string | object, version: string | null = '"1"') =>
      send(
        replyRoute.PATCH,
        who,
        'PATCH',
        `${at}/replies/${reply}`,
        { id, reply },
        { body: { body: bodyOf(words) }, headers: ifMatch(version) },
      ),
    delete: (reply: string) => send(replyRoute.DELETE, who, 'DELETE', `${at}/replies/${reply}`, { id, reply }),
    restore: (reply: string) =>
      send(replyRestoreRoute.POST, who, 'POST', `${at}/replies/${reply}/restore`, { id, reply }),
    react: (emoji = '👍') => send(reactionRoute.PUT, who, 'PUT', `${at}/reactions/${emoji}`, { id, emoji }),
    unreact: (emoji = '👍') => send(reactionRoute.DELETE, who, 'DELETE', `${at}/reactions/${emoji}`, { id, emoji }),
    reactTo: (reply: string, emoji = '👍') =>
      send(replyReactionRoute.PUT, who, 'PUT', `${at}/replies/${reply}/reactions/${emoji}`, { id, reply, emoji }),
    unreactTo: (reply: string, emoji = '👍') =>
      send(replyReactionRoute.DELETE, who, 'DELETE', `${at}/replies/${reply}/reactions/${emoji}`, { id, reply, emoji }),
    resolve: () => send(resolutionRoute.PUT, who, 'PUT', `${at}/resolution`, { id }),
    unresolve: () => send(resolutionRoute.DELETE, who, 'DELETE', `${at}/resolution`, { id }),
    wordings: () => send(wordingsRoute.GET, who, 'GET', `${at}/wordings`, { id }),
    replyWordings: (reply: string) =>
      send(replyWordingsRoute.GET, who, 'GET', `${at}/replies/${reply}/wordings`, { id, reply }),
  };
};

const bodyOf = (words: string | object): object => (typeof words === 'string' ? bodyOfText(words) : words);

/** Replies, and gives the reply's id. */
export async function say(who: Person, id: string, words: string | object = '同意。'): Promise<string> {
  const reply = uuidv7();
  const response = await talk(who, id).reply(reply, words);
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return reply;
}

/** The note as somebody sees it; null: it is not there for them. */
export async function seen(who: Person, id: string): Promise<AnnotationView | null> {
  const response = await as(who).get(id);
  return response.status === 200 ? ((await response.json()) as AnnotationView) : null;
}

export const saidIn = (note: AnnotationView | null): string[] | undefined =>
  note?.replies.map(({ body }) => plainText(body));

export const replyIn = async (response: Response) => (await response.json()) as ReplyView;

/** What the wordings say, newest first; the answer's status when there are none. */
export async function wordsOf(response: Response): Promise<(string | null)[] | number> {
  if (response.status !== 200) return response.status;
  const { wordings } = (await response.json()) as { wordings: Wording[] };
  return wordings.map(({ body }) => body && plainText(body as unknown as NoteBody));
}

export const people = (who: Person, layer: string, q = '', slug = 'biaoxiang') =>
  send(peopleRoute.GET, who, 'GET', `/api/articles/${slug}/people?${new URLSearchParams({ layer, q })}`, { slug });

/** Their names; the answer's status when there are none. */
export async function namesIn(response: Response): Promise<string[] | number> {
  if (response.status !== 200) return response.status;
  return ((await response.json()) as { people: { name: string }[] }).people.map(({ name }) => name);
}
