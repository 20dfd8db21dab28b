import { beforeEach, describe, expect, it } from 'vitest';
import type { TermSuggestion, TermView } from '@/lib/contract/terms';
import { db } from './db';
import { importArticle } from './import';
import { Problem } from './problem';
import { Browser } from './testing/browser';
import { article, key, nobody, words, write, type Person } from './testing/notes-cast';
import { askAs, glossaryCast, TERMS, type GlossaryCast } from './testing/glossary-cast';

let { editor, teacher, pupil, outsider, group, decoy } = {} as GlossaryCast;
beforeEach(async () => {
  ({ editor, teacher, pupil, outsider, group, decoy } = await glossaryCast());
});

async function add(headword: string, aliases: string[] = [], who = editor, at = TERMS): Promise<TermView> {
  const { status, data } = await askAs<TermView>(who, `POST ${at}`, { headword, aliases });
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(data)}`);
  return data;
}

async function suggestions(who = editor, scope = 'article', slug = 'biaoxiang'): Promise<TermSuggestion[] | number> {
  const at = `/api/articles/${slug}/terms/suggestions?scope=${scope}`;
  const { status, data } = await askAs<{ suggestions: TermSuggestion[] }>(who, `GET ${at}`);
  return status === 200 ? data.suggestions : status;
}
/** Each as its headword, what speaks for it, and how many questions and requests go with it. */
async function suggested(who = editor, scope = 'article', slug = 'biaoxiang') {
  const found = await suggestions(who, scope, slug);
  if (typeof found === 'number') return found;
  return found.map(({ headword, by, questions, requests }) => [headword, by, questions.length, requests.length]);
}

const wonder = (who: Person, target = words(2, 5, 7, '心智'), layer = 'public') =>
  write(who, { layer, motivation: 'questioning', body: null, target });
const request = (who: Person, scope = 'article', place = words(3, 0, 2, '概念')) =>
  askAs<{ id: string }>(who, `POST ${TERMS}/requests`, { scope, ...place });
const waiting = () => db().termRequest.count({ where: { settledAt: null } });
const dismiss = (headword: string) => askAs(editor, `POST ${TERMS}/suggestions/dismiss`, { headword });
const suggestAgain = (headword: string) =>
  askAs(editor, `DELETE ${TERMS}/suggestions/dismiss?headword=${encodeURIComponent(headword)}`);

describe('what might be a term', () => {
  it('is what an imported text explains, with its other words and what it says, until it is one', async () => {
    const content = [
      '# 记忆与遗忘',
      '人们常说起记忆（见下文），也说起遗忘（笑）。',
      '**Memory（记忆，也作回忆）**：心灵把过去的经验保存下来，并在需要时再次唤起的能力。',
      'Oblivion（遗忘）：保存下来的经验不再能被唤起，或被唤起时已经面目全非的过程。',
    ].join('\n\n');
    const source = { content: new TextEncoder().encode(content), filename: 'jiyi.md' };
    const outcome = await importArticle('system', source);
    if (outcome instanceof Problem) throw new Error(outcome.code);
    const { slug } = outcome.article;
    expect(await suggestions(editor, 'article', slug)).toMatchObject([
      {
        headword: 'Memory',
        aliases: ['记忆', '回忆'],
        definition: '心灵把过去的经验保存下来，并在需要时再次唤起的能力。',
        by: ['text'],
        place: { number: 2, start: 0, end: 6 },
      },
      { headword: 'Oblivion', aliases: ['遗忘'], by: ['text'], place: { number: 3, start: 0, end: 8 } },
    ]);
    expect(await db().term.count()).toBe(0);
    await add('回憶', [], editor, `/api/articles/${slug}/terms`);
    expect(await suggested(editor, 'article', slug)).toEqual([['Oblivion', ['text'], 0, 0]]);
    expect(await suggested(teacher, group.layer, slug)).toHaveLength(2);
  });

  it('is explained once, most surely, however far apart', async () => {
    const filler = Array.from({ length: 100 }, (_, index) => `闲话${index}。`);
    const texts = [
      '所谓心象，是指心里浮现出来的形象。',
      ...filler,
      'Image（心象）：心里浮现出来的形象，不论有无外物。',
    ];
    await article({ slug: 'xinxiang', texts });
    expect(await suggestions(editor, 'article', 'xinxiang')).toMatchObject([
      { headword: 'Image', aliases: ['心象'], place: { number: 102 } },
    ]);
  });

  it('has with it what readers wonder about and ask for, under any of its words', async () => {
    const texts = ['Image（心象）：心里浮现出来的形象。', '说到心象，就要说到形象。'];
    await article({ slug: 'xinxiang', texts });
    const at = { article: 'xinxiang', layer: 'public', motivation: 'questioning', body: null };
    await write(pupil, { ...at, target: words(2, 2, 4, '心象') });
    expect(await suggested(editor, 'article', 'xinxiang')).toEqual([['Image', ['text'], 1, 0]]);
    await write(outsider, { ...at, target: words(1, 6, 8, '心象') });
    await askAs(pupil, 'POST /api/articles/xinxiang/terms/requests', { scope: 'article', ...words(1, 0, 5, 'Image') });
    expect(await suggested(editor, 'article', 'xinxiang')).toEqual([
      ['Image', ['text', 'questions', 'requests'], 2, 1],
    ]);
  });

  it('is what several did not understand: in public for its editors, in a group for who leads it', async () => {
    await wonder(pupil);
    await wonder(pupil);
    await wonder(outsider, undefined, 'private');
    await wonder(teacher, undefined, group.layer);
    expect(await suggested()).toEqual([]);
    await wonder(outsider);
    expect(await suggested()).toEqual([['心智', ['questions'], 3, 0]]);
    expect(await suggested(teacher, group.layer)).toEqual([]);
    await wonder(pupil, undefined, group.layer);
    expect(await suggested(teacher, group.layer)).toEqual([['心智', ['questions'], 2, 0]]);
    expect(await suggested(pupil, group.layer)).toBe(404);
    expect(await suggested(editor, group.layer)).toBe(404);
  });

  it('takes in what others marked around the same words', async () => {
    await wonder(pupil);
    await wonder(outsider);
    await wonder(teacher, words(2, 4, 7, '种心智'));
    expect(await suggestions()).toMatchObject([
      {
        headword: '心智',
        questions: [{}, {}, { exact: '种心智' }],
        place: { block: key(2), number: 2, start: 5, end: 7 },
      },
    ]);
  });

  it('is what a reader asks for, once however often, until it is dismissed, and again when that is undone', async () => {
    expect((await request(nobody)).status).toBe(401);
    const first = await request(pupil);
    expect(first.status).toBe(201);
    expect((await request(pupil)).data.id).toBe(first.data.id);
    expect((await request(pupil, decoy.layer)).status).toBe(404);
    await request(outsider);
    expect(await suggested()).toEqual([['概念', ['requests'], 0, 2]]);
    expect((await dismiss('概念')).status).toBe(204);
    expect([await suggested(), await waiting()]).toEqual([[], 0]);
    // Asked once more meanwhile: one request of each is what comes back.
    await request(pupil);
    expect(await suggested()).toEqual([]);
    expect((await suggestAgain('概念')).status).toBe(204);
    expect(await suggested()).toEqual([['概念', ['requests'], 0, 2]]);
  });

  it('is asked for until a term has these words, in whichever way that comes about', async () => {
    await request(pupil);
    await request(pupil, group.layer);
    const term = await add('观念');
    expect(await waiting()).toBe(2);
    await new Browser({ cookie: editor.cookie ?? '' }).ask(`PATCH /api/terms/${term.id}`, {
      body: { aliases: ['槪念', '概念'] },
      headers: { 'if-match': '"1"' },
    });
    expect(await db().termRequest.findMany({ where: { settledAt: null } })).toMatchObject([{ groupId: group.id }]);
    expect(await suggested()).toEqual([]);
    await add('概念', [], teacher, `/api/groups/${group.id}/terms`);
    expect(await waiting()).toBe(0);
    await request(outsider, 'article', words(2, 5, 7, '心智'));
    const file = { body: 'headword\n心智\n', headers: { 'content-type': 'text/csv' } };
    await new Browser({ cookie: editor.cookie ?? '' }).ask(`POST ${TERMS}/import`, file);
    expect(await waiting()).toBe(0);
  });

  it('is asked for by the words that stand there', async () => {
    expect(await request(pupil, 'article', words(3, 0, 2, '别的'))).toMatchObject({
      status: 422,
      data: { code: 'words-differ' },
    });
  });
});
