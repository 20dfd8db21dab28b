import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import * as articleExport from '@/app/api/articles/[slug]/annotations/export/route';
import * as densityRoute from '@/app/api/articles/[slug]/annotations/density/route';
import * as historyRoute from '@/app/api/annotations/[id]/history/route';
import * as searchRoute from '@/app/api/search/route';
import type { AnnotationView } from '@/lib/contract/annotations';
import { bodyOfText, plainText, type NoteBody, type NoteNode } from '@/lib/richtext/body';
import { storedJson } from './articles';
import { db } from './db';
import { type Browser, PASSWORD, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { article, as, codeOf, idsOf, newNote, nobody, person, send, write, type Person } from './testing/notes-cast';
import {
  groupOf,
  leaveGroup,
  namesIn,
  people,
  replyIn,
  saidIn,
  say,
  seen,
  talk,
  wordsOf,
} from './testing/threads-cast';

let lin: Person;
let shen: Person;
let ruan: Person;

beforeEach(async () => {
  await freshDatabase();
  [lin, shen, ruan] = await Promise.all([person('林晚'), person('沈砚'), person('阮青')]);
  await article();
});

/** A paragraph of words and names. */
const naming = (...parts: readonly (string | Person)[]): NoteBody => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: parts.map((part): NoteNode =>
        typeof part === 'string'
          ? { type: 'text', text: part }
          : { type: 'mention', attrs: { id: part.id, label: '随便写的' } },
      ),
    },
  ],
});
const named = async () =>
  (await db().mention.findMany({ include: { user: true }, orderBy: { createdAt: 'asc' } })).map(
    ({ user }) => user.name,
  );

describe('a reply', () => {
  it('is there once, however often and however fast it is sent', async () => {
    const note = await write(lin, { layer: 'public' });
    const reply = uuidv7();
    const answers = await Promise.all(Array.from({ length: 50 }, () => talk(shen, note).reply(reply, '同意。')));
    const told = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(new Set(told).size).toBe(1);
    expect(JSON.parse(told[0] ?? '')).toMatchObject({ id: reply, author: { name: '沈砚' }, mine: true, version: 1 });
    expect(saidIn(await seen(lin, note))).toEqual(['同意。']);
    expect(await db().event.count({ where: { annotationId: note } })).toBe(2);
  });

  it('keeps its id for itself', async () => {
    const [note, other] = [await write(lin, { layer: 'public' }), await write(lin, { layer: 'public' })];
    const reply = await say(shen, note);
    expect(await codeOf(await talk(shen, note).reply(reply, '不同意。'))).toBe('409 id-taken');
    expect(await codeOf(await talk(shen, other).reply(reply, '同意。'))).toBe('409 id-taken');
    expect(await codeOf(await talk(ruan, note).reply(reply, '同意。'))).toBe('409 id-taken');
    expect(await codeOf(await talk(ruan, note).reply(other, '同意。'))).toBe('409 id-taken');
    expect(await codeOf(await as(ruan).put(reply, newNote()))).toBe('409 id-taken');
    await talk(shen, note).delete(reply);
    expect(await codeOf(await talk(shen, note).reply(reply, '同意。'))).toBe('409 note-deleted');
    expect(saidIn(await seen(lin, note))).toEqual([]);
  });

  it('says something', async () => {
    const note = await write(lin, { layer: 'public' });
    expect(await codeOf(await talk(shen, note).reply(uuidv7(), '  '))).toBe('422 invalid');
    expect(await codeOf(await talk(shen, note).reply(uuidv7(), { type: 'doc', content: [{ type: 'image' }] }))).toBe(
      '422 invalid',
    );
    expect(await codeOf(await talk(shen, uuidv7()).reply(uuidv7(), '空谷'))).toBe('404 not-found');
    expect(await db().reply.count()).toBe(0);
  });

  it('changes by the version that one saw, and by nobody else', async () => {
    const note = await write(lin, { layer: 'public' });
    const reply = await say(shen, note, '同意');
    const { change } = talk(shen, note);
    expect(await codeOf(await change(reply, '同意。', null))).toBe('428 version-required');
    const changed = await change(reply, '同意。');
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(await replyIn(changed)).toMatchObject({ version: 2, may: ['react', 'change', 'delete'] });
    expect(await codeOf(await change(reply, '同意！'))).toBe('412 stale-version');
    expect(await codeOf(await talk(lin, note).change(reply, '不同意。', '"2"'))).toBe('404 not-found');
    expect(await codeOf(await talk(lin, note).delete(reply))).toBe('404 not-found');
    expect((await talk(shen, note).delete(reply)).status).toBe(204);
    expect((await talk(shen, note).delete(reply)).status).toBe(204);
    expect(await codeOf(await change(reply, '同意！', '"2"'))).toBe('409 note-deleted');
    expect(saidIn(await seen(lin, note))).toEqual([]);
    expect(await codeOf(await talk(lin, note).restore(reply))).toBe('404 not-found');
    expect(await replyIn(await talk(shen, note).restore(reply))).toMatchObject({ id: reply, version: 2 });
    expect(saidIn(await seen(lin, note))).toEqual(['同意。']);
  });

  it('makes the thread unread for others, and so does no change', async () => {
    const group = await groupOf('晨读', [
      [lin, 'owner'],
      [shen, 'member'],
    ]);
    const note = await write(lin, { layer: group.layer });
    const reply = await say(shen, note);
    const [forLin, forShen] = [await seen(lin, note), await seen(shen, note)];
    expect([forLin?.unread, forShen?.unread]).toEqual([true, false]);
    await talk(shen, note).change(reply, '同意了。');
    await talk(shen, note).react();
    expect((await seen(lin, note))?.activity).toBe(forLin?.activity);
  });

  it('from elsewhere is taken out by the article’s editors, on record', async () => {
    const editor = await person('顾言', 'editor');
    const note = await write(lin, { layer: 'public' });
    const reply = uuidv7();
    await db().reply.create({
      data: {
        id: reply,
        annotationId: note,
        body: storedJson(bodyOfText('从别处来')),
        origin: 'https://example.org/1',
      },
    });
    expect(await codeOf(await talk(lin, note).delete(reply))).toBe('404 not-found');
    expect((await talk(editor, note).delete(reply)).status).toBe(204);
    expect((await talk(editor, note).restore(reply)).status).toBe(200);
    expect((await db().auditEvent.findMany()).map(({ action }) => action)).toEqual(['reply.delete', 'reply.restore']);
  });
});

describe('a note and its layer', () => {
  it('moves with its writer’s own replies, and not once others have spoken', async () => {
    const group = await groupOf('晨读', [
      [lin, 'owner'],
      [shen, 'member'],
    ]);
    const note = await write(lin);
    await say(lin, note, '记一笔');
    expect(await seen(shen, note)).toBeNull();
    expect((await as(lin).patch(note, { layer: group.layer })).status).toBe(200);
    expect(saidIn(await seen(shen, note))).toEqual(['记一笔']);
    const reply = await say(shen, note);
    for (const layer of ['public', 'private'])
      expect(await codeOf(await as(lin).patch(note, { layer }, '"2"'))).toBe('409 thread-answered');
    // Nor when they have taken it back: they may restore it.
    await talk(shen, note).delete(reply);
    expect(await codeOf(await as(lin).patch(note, { layer: 'public' }, '"2"'))).toBe('409 thread-answered');
    expect((await seen(lin, note))?.layer).toBe(group.layer);
  });

  it('never takes a reply to other ears, whichever comes first', async () => {
    const group = await groupOf('晨读', [
      [lin, 'owner'],
      [shen, 'member'],
    ]);
    const outcomes = new Set<string>();
    for (let round = 0; round < 8; round += 1) {
      const note = await write(lin, { layer: group.layer });
      const answer = () => talk(shen, note).reply(uuidv7(), '只对你们说');
      const move = () => as(lin).patch(note, { layer: 'public' });
      const [replied, moved] = await (round % 2 === 0
        ? Promise.all([answer(), move()])
        : Promise.all([move(), answer()]).then(([b, a]) => [a, b] as const));
      const thread = await seen(lin, note);
      outcomes.add(`${replied.status} ${moved.status}`);
      expect(saidIn(thread)).toEqual(thread?.layer === 'public' ? [] : ['只对你们说']);
    }
    // One of the two is refused; which one is chance.
    for (const outcome of outcomes) expect(['201 409', '409 200']).toContain(outcome);
  });

  it('that was moved since somebody wrote to it is not answered unawares', async () => {
    const group = await groupOf('晨读', [
      [lin, 'owner'],
      [shen, 'member'],
    ]);
    const note = await write(lin, { layer: group.layer });
    await as(lin).patch(note, { layer: 'public' });
    const reply = uuidv7();
    const later = await talk(shen, note).reply(reply, '只对你们说', { layer: group.layer });
    expect(await codeOf(later)).toBe('409 layer-changed');
    expect((await talk(shen, note).reply(reply, '对谁都这么说', { layer: 'public' })).status).toBe(201);
  });
});

describe('reactions', () => {
  it('are given once and taken back', async () => {
    const note = await write(lin, { layer: 'public' });
    const reply = await say(lin, note);
    await talk(shen, note).react('💡');
    await talk(shen, note).react('💡');
    await talk(ruan, note).react('💡');
    await talk(ruan, note).react('❤️');
    await talk(shen, note).reactTo(reply, '🤔');
    const view = await seen(shen, note);
    expect(view?.reactions).toEqual([
      { emoji: '❤️', count: 1, mine: false },
      { emoji: '💡', count: 2, mine: true },
    ]);
    expect(view?.replies[0]?.reactions).toEqual([{ emoji: '🤔', count: 1, mine: true }]);
    await talk(shen, note).unreact('💡');
    await talk(shen, note).unreact('👍');
    const after = (await (await talk(shen, note).unreactTo(reply, '🤔')).json()) as AnnotationView;
    expect(after.reactions).toEqual([]);
    expect((await seen(ruan, note))?.reactions.map(({ count }) => count)).toEqual([1, 1]);
    expect((await talk(shen, note).react('🍵')).status).toBe(404);
  });
});

describe('a question', () => {
  it('is resolved by who asked, stays so when somebody goes on talking, and is a question again', async () => {
    const note = await write(lin, { layer: 'public', motivation: 'questioning' });
    expect(await codeOf(await talk(shen, note).resolve())).toBe('404 not-found');
    const first = (await (await talk(lin, note).resolve()).json()) as AnnotationView;
    expect(first.resolved?.by?.name).toBe('林晚');
    await say(shen, note, '还有一点');
    await talk(lin, note).resolve();
    expect((await seen(shen, note))?.resolved).toEqual(first.resolved);
    await talk(lin, note).unresolve();
    expect((await seen(shen, note))?.resolved).toBeNull();
    await talk(lin, note).resolve();
    await as(lin).patch(note, { motivation: 'commenting' });
    expect((await seen(shen, note))?.resolved).toBeNull();
    expect(await codeOf(await talk(lin, note).resolve())).toBe('422 invalid');
  });
});

describe('what words were before', () => {
  it('is kept, newest first, and only when it changed', async () => {
    const note = await write(lin, { layer: 'public', body: bodyOfText('一') });
    await as(lin).patch(note, { body: bodyOfText('二'), tags: ['休谟'] });
    const same = await as(lin).patch(note, { body: bodyOfText('二'), tags: ['休谟'] }, '"2"');
    expect(same.headers.get('etag')).toBe('"2"');
    await as(lin).patch(note, { body: bodyOfText('三') }, '"2"');
    expect(await wordsOf(await talk(nobody, note).wordings())).toEqual(['三', '二', '一']);
    const reply = await say(shen, note, '甲');
    await talk(shen, note).change(reply, '乙');
    await talk(shen, note).change(reply, '乙', '"2"');
    expect(await wordsOf(await talk(nobody, note).replyWordings(reply))).toEqual(['乙', '甲']);
    await talk(shen, note).delete(reply);
    expect(await wordsOf(await talk(shen, note).replyWordings(reply))).toBe(404);
  });

  it('is nobody’s business who did not see it then', async () => {
    const group = await groupOf('晨读', [
      [lin, 'owner'],
      [shen, 'member'],
    ]);
    const note = await write(lin, { body: bodyOfText('私下') });
    const reply = await say(lin, note, '自语');
    await as(lin).patch(note, { body: bodyOfText('想想再说') });
    await talk(lin, note).change(reply, '旁白');
    await as(lin).patch(note, { body: bodyOfText('对小组说'), layer: group.layer }, '"2"');
    await as(lin).patch(note, { body: bodyOfText('对小组改口') }, '"3"');
    await talk(lin, note).change(reply, '对小组的旁白', '"2"');
    expect(await wordsOf(await talk(lin, note).wordings())).toEqual(['对小组改口', '对小组说', '想想再说', '私下']);
    expect(await wordsOf(await talk(shen, note).wordings())).toEqual(['对小组改口', '对小组说']);
    expect(await wordsOf(await talk(shen, note).replyWordings(reply))).toEqual(['对小组的旁白', '旁白']);
    expect(await wordsOf(await talk(ruan, note).wordings())).toBe(404);
  });
});

describe('a note that was deleted after it was answered', () => {
  it('leaves its answers and none of its words, and comes back whole', async () => {
    const secret = { layer: 'public', body: bodyOfText('悄悄话'), tags: ['悄悄'] };
    const note = await write(lin, secret);
    const decoy = await write(lin, { ...secret, body: bodyOfText('明白话'), tags: [] });
    await as(lin).patch(note, { body: bodyOfText('悄悄话，改过') });
    await say(shen, note, '听见了');
    const before = await seen(shen, note);
    await as(lin).delete(note);

    for (const who of [lin, shen, nobody]) {
      expect(await seen(who, note)).toMatchObject({ deleted: true, body: null, tags: [], author: null, mine: false });
      expect(saidIn(await seen(who, note))).toEqual(['听见了']);
      expect(await wordsOf(await talk(who, note).wordings())).toBe(404);
      const [list, density, history] = [
        await as(who).list(),
        await send(densityRoute.GET, who, 'GET', '/api/articles/biaoxiang/annotations/density', { slug: 'biaoxiang' }),
        await send(historyRoute.GET, who, 'GET', `/api/annotations/${note}/history`, { id: note }),
      ];
      const listed = await list.text();
      expect(listed).toContain('听见了');
      expect(listed).not.toContain('悄悄');
      expect(await density.json()).toMatchObject({ blocks: [{ count: 2 }] });
      expect(history.status).toBe(200);
      const found = await send(searchRoute.GET, who, 'GET', '/api/search?q=悄悄&in=notes', {});
      expect(await found.json()).toMatchObject({ notes: [] });
      const w3c = await send(articleExport.GET, who, 'GET', '/api/articles/biaoxiang/annotations/export?format=w3c', {
        slug: 'biaoxiang',
      });
      expect(await w3c.text()).not.toContain('悄悄');
    }
    for (const format of ['markdown', 'json', 'w3c']) {
      const exported = await (await as(lin).export(format)).text();
      expect(exported).not.toContain('悄悄');
      expect(exported).toContain('明白话');
    }
    expect(await idsOf(await as(lin).mine())).toEqual([decoy]);
    // One may go on talking under it, and nothing else.
    await say(ruan, note, '说什么了');
    expect(await codeOf(await talk(ruan, note).react())).toBe('404 not-found');
    expect(await codeOf(await as(lin).patch(note, { tags: [] }, '"2"'))).toBe('409 note-deleted');

    await as(lin).restore(note);
    expect(await seen(shen, note)).toEqual({
      ...before,
      replies: [...(before?.replies ?? []), expect.objectContaining({ author: { id: ruan.id, name: '阮青' } })],
      activity: expect.any(Number) as number,
      may: before?.may,
    });
    expect(await wordsOf(await talk(shen, note).wordings())).toEqual(['悄悄话，改过', '悄悄话']);
  });

  it('is gone with its last answer, and not answered where it had none', async () => {
    const note = await write(lin, { layer: 'public' });
    const reply = await say(shen, note);
    await as(lin).delete(note);
    await talk(shen, note).delete(reply);
    for (const who of [lin, shen]) expect(await seen(who, note)).toBeNull();
    expect(await codeOf(await talk(shen, note).reply(uuidv7(), '喂'))).toBe('404 not-found');
    await talk(shen, note).restore(reply);
    expect((await seen(lin, note))?.deleted).toBe(true);
  });
});

describe('naming people', () => {
  it('names a group’s members by the name they have, once, and nobody else', async () => {
    const group = await groupOf('晨读', [
      [lin, 'owner'],
      [shen, 'member'],
    ]);
    const note = await write(lin, { layer: group.layer, body: naming(shen, '和', shen, '，还有', ruan, '与', lin) });
    const body = (await seen(shen, note))?.body as unknown as NoteBody;
    expect(plainText(body)).toBe('@沈砚和@沈砚，还有@随便写的与@随便写的');
    expect(await named()).toEqual(['沈砚']);
    await as(lin).patch(note, { body: naming('算了') });
    expect(await named()).toEqual([]);
    const reply = await say(shen, note, naming(lin, '看'));
    expect(await named()).toEqual(['林晚']);
    await talk(shen, note).delete(reply);
    expect(await named()).toEqual([]);
    await talk(shen, note).restore(reply);
    expect(await named()).toEqual(['林晚']);
  });

  it('is settled again by the layer that a note comes to', async () => {
    const group = await groupOf('晨读', [
      [lin, 'owner'],
      [shen, 'member'],
    ]);
    const note = await write(lin, { layer: group.layer, body: naming('请', shen, '看') });
    const reply = await say(lin, note, naming(shen, '在吗'));
    await as(lin).patch(note, { layer: 'private' });
    expect(await named()).toEqual([]);
    const view = await seen(lin, note);
    expect(JSON.stringify(view)).not.toContain('mention');
    expect([plainText(view?.body as unknown as NoteBody), saidIn(view)]).toEqual(['请@沈砚看', ['@沈砚在吗']]);
    // Nothing was said anew.
    expect(view?.updatedAt).toBe(view?.createdAt);
    expect(await wordsOf(await talk(lin, note).replyWordings(reply))).toHaveLength(1);
  });

  it('offers who may be named, whichever script the name is typed in, and not oneself', async () => {
    const group = await groupOf('晨读', [
      [lin, 'owner'],
      [shen, 'member'],
      [await person('張硯'), 'member'],
    ]);
    const outsider = await person('沈默');
    await groupOf('夜谈', [[outsider, 'owner']]);
    const [silent, loud, hushed] = [await person('从不说话'), await person('说话的'), await person('被藏起的')];
    await write(silent);
    await say(loud, await write(lin, { layer: 'public' }));
    await db().annotation.update({
      where: { id: await write(hushed, { layer: 'public' }) },
      data: { hiddenAt: new Date() },
    });
    expect(await namesIn(await people(lin, group.layer))).toEqual(expect.arrayContaining(['沈砚', '張硯']));
    expect(await namesIn(await people(lin, group.layer, '砚'))).toEqual(expect.arrayContaining(['沈砚', '張硯']));
    expect(await namesIn(await people(lin, group.layer, '张'))).toEqual(['張硯']);
    expect(await namesIn(await people(lin, group.layer, '林'))).toEqual([]);
    expect(await namesIn(await people(ruan, 'public'))).toEqual(expect.arrayContaining(['林晚', '说话的']));
    expect(await namesIn(await people(ruan, 'public', '话'))).toEqual(['说话的']);
    expect(await namesIn(await people(lin, 'private'))).toEqual([]);
    expect(await namesIn(await people(outsider, group.layer))).toBe(404);
    expect(await namesIn(await people(nobody, 'public'))).toBe(401);
    await leaveGroup(shen, group.id);
    expect(await namesIn(await people(shen, group.layer))).toBe(404);
    expect(await namesIn(await people(lin, group.layer))).toEqual(['張硯']);
  });

  it('offers eight at most, those first whose name begins so', async () => {
    const crowd = await Promise.all(Array.from({ length: 10 }, (_, i) => person(`甲乙${i}`)));
    const group = await groupOf('人多', [
      [lin, 'owner'],
      ...crowd.map((one) => [one, 'member'] as const),
      [await person('乙'), 'member'],
    ]);
    const found = await namesIn(await people(lin, group.layer, '乙'));
    expect(found).toHaveLength(8);
    expect((found as string[])[0]).toBe('乙');
    await article({ slug: 'private', visibility: 'private' });
    expect(await namesIn(await people(lin, 'public', '', 'private'))).toBe(404);
  });
});

describe('who may do what in a thread', () => {
  /** r: reply · e: react · E: react to a reply of 沈's · s: resolve · w: earlier words · W: those of 沈's reply. */
  const RIGHTS: Record<string, Record<string, string>> = {
    public: {
      林: 'reEswW',
      沈: 'reEwW',
      师: 'reEwW',
      外: 'reEwW',
      前: 'reEwW',
      编: 'reEswW',
      管: 'reEswW',
      路人: 'wW',
    },
    group: { 林: 'reEswW', 沈: 'reEwW', 师: 'reEswW' },
    private: { 林: 'reEswW', 沈: 'W' },
    'public, hidden': { 林: 'swW', 沈: 'W', 编: 'swW', 管: 'swW' },
    'group, hidden': { 林: 'swW', 沈: 'W', 师: 'swW' },
    'group, flagged': { 林: 'reEswW', 沈: 'reEwW', 师: 'reEswW', 管: 'swW' },
    'group, a tombstone': { 林: 'rEW', 沈: 'rEW', 师: 'rEW' },
    'public, withdrawn': { 林: 'w', 沈: 'W', 编: 'reEswW', 管: 'reEswW' },
    'group, withdrawn': { 林: 'w', 沈: 'W' },
  };

  it('is what the table says, on every thing, for everybody; for others there is nothing', async () => {
    const [shi, wai, qian, bian, guan] = await Promise.all([
      person('师'),
      person('外'),
      person('前'),
      person('编', 'editor'),
      person('管', 'admin'),
    ]);
    const everybody = { 林: lin, 沈: shen, 师: shi, 外: wai, 前: qian, 编: bian, 管: guan, 路人: nobody };
    const group = await groupOf('晨读', [
      [lin, 'member'],
      [shen, 'member'],
      [shi, 'instructor'],
      [qian, 'member'],
    ]);
    await groupOf('夜谈', [
      [wai, 'owner'],
      [shen, 'member'],
    ]);
    await leaveGroup(qian, group.id);
    await article({ slug: 'withdrawn' });
    const things: Record<string, [note: string, reply: string]> = {};
    for (const thing of Object.keys(RIGHTS)) {
      const [layer = '', state] = thing.split(', ');
      const id = await write(lin, {
        article: state === 'withdrawn' ? 'withdrawn' : 'biaoxiang',
        layer: layer === 'group' ? group.layer : layer,
        motivation: 'questioning',
      });
      const reply = uuidv7();
      await db().reply.create({
        data: { id: reply, annotationId: id, authorId: shen.id, body: storedJson(bodyOfText('沈如是说')) },
      });
      things[thing] = [id, reply];
      const hidden = { hiddenAt: new Date(), hiddenReason: '离题' };
      if (state === 'hidden') await db().annotation.update({ where: { id }, data: hidden });
      if (state === 'a tombstone') await as(lin).delete(id);
      if (state === 'flagged')
        await db().flag.create({ data: { onId: id, annotationId: id, userId: shi.id, reason: '看' } });
    }
    await db().article.update({ where: { slug: 'withdrawn' }, data: { publishedAt: null } });

    const found: typeof RIGHTS = {};
    for (const [thing, [id, reply]] of Object.entries(things)) {
      found[thing] = {};
      for (const [name, who] of Object.entries(everybody)) {
        const endpoints = talk(who, id);
        const answers = {
          r: await endpoints.reply(uuidv7(), '我说'),
          e: await endpoints.react(),
          E: await endpoints.reactTo(reply),
          s: await endpoints.resolve(),
          w: await endpoints.wordings(),
          W: await endpoints.replyWordings(reply),
        };
        const may = Object.entries(answers).filter(([, { status }]) => status < 300);
        if (may.length > 0) found[thing][name] = may.map(([letter]) => letter).join('');
        // Never 403, and nothing of what is there.
        for (const [letter, { status }] of Object.entries(answers))
          if (status >= 300)
            expect([thing, name, letter, status]).toEqual([thing, name, letter, status === 401 ? 401 : 404]);
        if (who === shen) continue;
        const refusals = [
          await endpoints.change(reply, '改你的', '*'),
          await endpoints.delete(reply),
          await endpoints.restore(reply),
        ];
        for (const { status } of refusals) expect(status).toBe(who === nobody ? 401 : 404);
      }
    }
    expect(found).toEqual(RIGHTS);
  });
});

describe('somebody who deletes their account', () => {
  let leaver: Browser;
  let me: Person;
  let group: { id: string; layer: string };
  const leave = (notes: 'keep' | 'delete') =>
    leaver.ask('DELETE /api/me', { body: { notes, currentPassword: PASSWORD } });

  beforeEach(async () => {
    leaver = await signedInAs('离人');
    const { id } = await db().user.findFirstOrThrow({ where: { name: '离人' } });
    me = { id, name: '离人', cookie: [...leaver.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    group = await groupOf('晨读', [
      [lin, 'owner'],
      [shen, 'member'],
      [me, 'member'],
    ]);
  });

  it('may leave their words, without a name and without what was not for others', async () => {
    const note = await write(me, { layer: 'private', body: bodyOfText('私下') });
    await as(me).patch(note, { body: bodyOfText('当众'), layer: group.layer });
    await say(shen, note, '听见');
    const deleted = await write(me, { layer: group.layer, body: bodyOfText('删了的') });
    await say(shen, deleted, '可惜');
    await as(me).delete(deleted);
    const theirs = await write(lin, { layer: group.layer });
    await say(me, theirs, '我的话');
    await talk(me, theirs).react();
    await write(me, { body: bodyOfText('日记') });
    expect((await leave('keep')).status).toBe(204);

    expect(await seen(lin, note)).toMatchObject({ author: null, deleted: false });
    expect(saidIn(await seen(lin, note))).toEqual(['听见']);
    expect(await seen(lin, theirs)).toMatchObject({ reactions: [], replies: [{ author: null }] });
    expect(await seen(lin, deleted)).toMatchObject({ deleted: true, replies: [{ author: { name: '沈砚' } }] });
    expect(await everyWord()).not.toMatch(/私下|删了的|日记/);
    expect(await db().event.count({ where: { kind: 'article' } })).toBe(1);
  });

  it('may take every word along, and none of anybody else’s', async () => {
    const answered = await write(me, { layer: 'public', body: bodyOfText('有人应的'), tags: ['有人应的标签'] });
    await as(me).patch(answered, { body: bodyOfText('有人应的，改过') });
    await say(shen, answered, '应一声');
    await talk(lin, answered).react();
    const alone = await write(me, { layer: 'public', body: bodyOfText('没人应的') });
    await say(me, alone, '自问自答');
    const theirs = await write(lin, { layer: 'public' });
    await say(me, theirs, '我的回复');
    await say(shen, theirs, naming('问', me));
    expect(await named()).toEqual(['离人']);
    expect((await leave('delete')).status).toBe(204);

    expect(await seen(lin, answered)).toMatchObject({ deleted: true, body: null, author: null, reactions: [] });
    expect(saidIn(await seen(lin, answered))).toEqual(['应一声']);
    expect(await seen(lin, alone)).toBeNull();
    expect(saidIn(await seen(lin, theirs))).toEqual(['问@离人']);
    expect(await everyWord()).not.toMatch(/有人应的|没人应的|自问自答|我的回复/);
    expect(await named()).toEqual([]);
    expect(await codeOf(await as(lin).restore(answered))).toBe('404 not-found');
    // One goes on under it.
    await say(lin, answered, '他走了');
  });

  it('does not leave a group without an owner, but for one that nobody else is in', async () => {
    await db().membership.update({
      where: { groupId_userId: { groupId: group.id, userId: lin.id } },
      data: { role: 'member' },
    });
    await db().membership.update({
      where: { groupId_userId: { groupId: group.id, userId: me.id } },
      data: { role: 'owner' },
    });
    const lone = await groupOf('独处', [[me, 'owner']]);
    await write(me, { layer: lone.layer });
    expect(await leave('keep')).toMatchObject({ status: 409, data: { code: 'last-owner' } });
    expect(await db().annotation.count()).toBe(1);
    await db().membership.updateMany({ where: { groupId: group.id, userId: lin.id }, data: { role: 'owner' } });
    expect((await leave('keep')).status).toBe(204);
    expect((await db().group.findMany()).map(({ name }) => name)).toEqual(['晨读']);
    expect(await db().annotation.count()).toBe(0);
    expect(await db().membership.count({ where: { userId: me.id } })).toBe(0);
  });

  /** Whatever is stored of what people said. */
  const everyWord = async (): Promise<string> =>
    JSON.stringify([
      await db().annotation.findMany({ omit: { activity: true } }),
      await db().reply.findMany(),
      await db().wording.findMany(),
      await db().annotationWords.findMany(),
    ]);
});
