import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TermImportReport, TermOccurrences, TermPlaces, TermsView, TermView } from '@/lib/contract/terms';
import { MAX_RULES } from '@/lib/domain/script/protected-words';
import { bodyOfText } from '@/lib/richtext/body';
import { db } from './db';
import { Browser } from './testing/browser';
import { key, nobody, type Person } from './testing/notes-cast';
import { askAs, glossaryCast, TERMS, type GlossaryCast } from './testing/glossary-cast';

let { editor, teacher, pupil, outsider, group, decoy } = {} as GlossaryCast;
beforeEach(async () => {
  ({ editor, teacher, pupil, outsider, group, decoy } = await glossaryCast());
});

async function add(headword: string, more: object = {}, who = editor, at = TERMS): Promise<TermView> {
  const { status, data } = await askAs<TermView>(who, `POST ${at}`, { headword, ...more });
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(data)}`);
  return data;
}
const list = async (who: Person, query = '') => (await askAs<TermsView>(who, `GET ${TERMS}${query}`)).data;
const headwords = async (who: Person, query = '') =>
  (await list(who, query)).terms.map(({ headword }) => headword).sort();
const change = (term: TermView, patch: object, version = `"${term.version}"`) =>
  askAs<TermView & { code: string }>(editor, `PATCH /api/terms/${term.id}`, patch, { 'if-match': version });
const history = async (id: string) =>
  (
    await askAs<{ versions: { change: string; headword: string; definitionText: string; by: { name: string } }[] }>(
      editor,
      `GET /api/terms/${id}/history`,
    )
  ).data.versions;

describe('a term', () => {
  it('is tidied, shown in another script, and its versions are kept with who made them', async () => {
    const made = await add('表象', {
      aliases: [' 表徵 ', '表征', 'Representation', '表象'],
      definition: bodyOfText('心智里的一种状态。'),
    });
    expect(made).toMatchObject({
      aliases: ['表徵', 'Representation'],
      definitionText: '心智里的一种状态。',
      version: 1,
    });
    const changed = await change(made, { translation: bodyOfText('也译再现。') });
    expect(changed.data).toMatchObject({
      version: 2,
      translationText: '也译再现。',
      aliases: ['表徵', 'Representation'],
    });
    expect(await history(made.id)).toMatchObject([
      { change: 'changed', headword: '表象', by: { name: '编者' } },
      { change: 'made', by: { name: '编者' } },
    ]);
    const [shown] = (await list(nobody, '?script=zh-Hant')).terms;
    expect(shown?.shown).toMatchObject({ headword: '表象', definition: bodyOfText('心智裏的一種狀態。') });
    expect(await db().auditEvent.count({ where: { action: { startsWith: 'term.' } } })).toBe(2);
  });

  it('is changed by who knows its version', async () => {
    const term = await add('表象');
    expect((await askAs(editor, `PATCH /api/terms/${term.id}`, { aliases: [] })).status).toBe(428);
    expect((await change(term, { aliases: ['表征'] })).status).toBe(200);
    expect(await change(term, { aliases: ['再现'] })).toMatchObject({ status: 412, data: { code: 'stale-version' } });
  });

  it('has words of its own within its glossary, in whichever script, and says who has them', async () => {
    const term = await add('头发', { aliases: ['Hair'] });
    const taken = { status: 409, data: { code: 'term-taken', term: { id: term.id, headword: '头发' } } };
    expect(await askAs(editor, `POST ${TERMS}`, { headword: '頭髮' })).toMatchObject(taken);
    expect(await askAs(editor, `POST ${TERMS}`, { headword: '毛', aliases: ['hairs'] })).toMatchObject(taken);
    expect((await add('头发', {}, teacher, `/api/groups/${group.id}/terms`)).scope).toBe(`group:${group.id}`);
    const both = await Promise.all(['甲', '甲'].map((headword) => askAs(editor, `POST ${TERMS}`, { headword })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('says something: an empty headword, or one of mere punctuation, is refused', async () => {
    for (const headword of ['', '  ', '……'])
      expect((await askAs(editor, `POST ${TERMS}`, { headword })).status).toBe(422);
    expect(await askAs(editor, `POST ${TERMS}`, { headword: '表象', aliases: ['表征', '…'] })).toMatchObject({
      status: 422,
      data: { errors: [{ field: 'aliases' }] },
    });
  });

  it('is deleted and restored, unless its words have gone to another', async () => {
    const term = await add('表象');
    expect((await askAs(editor, `DELETE /api/terms/${term.id}`)).status).toBe(204);
    expect(await headwords(nobody)).toEqual([]);
    expect((await askAs(editor, `POST /api/terms/${term.id}/restore`)).status).toBe(200);
    expect(await headwords(nobody)).toEqual(['表象']);
    await askAs(editor, `DELETE /api/terms/${term.id}`);
    await add('表象');
    expect((await askAs(editor, `POST /api/terms/${term.id}/restore`)).status).toBe(409);
  });

  it('keeps its word as written in every script, when that is wanted', async () => {
    const term = await add('头发', { protect: true });
    expect(term.protected).toBe(true);
    expect((await db().protectedWords.findFirstOrThrow()).rules).toBe('keep 头发\n');
    const [shown] = (await list(nobody, '?script=zh-Hant')).terms;
    expect(shown?.shown?.headword).toBe('头发');
    expect((await change(term, { protect: true })).data.protected).toBe(true);
    expect(await db().protectedWords.count()).toBe(1);
  });

  it('is not saved where its word is too long to be kept, and saved unkept where the rules take no more', async () => {
    const long = '长'.repeat(61);
    const refused = { status: 422, data: { errors: [{ field: 'protect' }] } };
    expect(await askAs(editor, `POST ${TERMS}`, { headword: long, protect: true })).toMatchObject(refused);
    expect(await headwords(nobody)).toEqual([]);
    const term = await add('表象');
    expect(await change(term, { headword: long, protect: true })).toMatchObject(refused);
    expect(await headwords(nobody)).toEqual(['表象']);
    expect((await add(long, { protect: true }, teacher, `/api/groups/${group.id}/terms`)).protected).toBe(false);
    const rules = Array.from({ length: MAX_RULES }, (_, n) => `keep 词${n}条\n`).join('');
    await askAs(editor, 'PUT /api/articles/biaoxiang/protected-words', { rules, base: 0 });
    expect((await add('概念', { protect: true })).protected).toBe(false);
    expect(await change(term, { aliases: ['表征'], protect: true })).toMatchObject({
      status: 200,
      data: { aliases: ['表征'], protected: false },
    });
  });
});

describe('two terms', () => {
  it('are merged, and parted again as they were', async () => {
    const one = await add('表象', { aliases: ['Vorstellung'] });
    const other = await add('表征', { aliases: ['Representation'], definition: bodyOfText('代表。') });
    const merged = await askAs<TermView>(editor, `POST /api/terms/${other.id}/merge`, { into: one.id });
    expect(merged.data).toMatchObject({ aliases: ['Vorstellung', '表征', 'Representation'], definitionText: '代表。' });
    expect(await headwords(nobody)).toEqual(['表象']);
    expect((await history(other.id))[0]).toMatchObject({ change: 'merged', definitionText: '代表。' });
    expect((await askAs(editor, `POST /api/terms/${other.id}/restore`)).status).toBe(200);
    const back = (await list(nobody)).terms;
    expect(back.find(({ id }) => id === one.id)).toMatchObject({ aliases: ['Vorstellung'], definition: null });
    expect(back.find(({ id }) => id === other.id)).toMatchObject({
      aliases: ['Representation'],
      definitionText: '代表。',
    });
  });

  it('are not parted while the one that took the words goes by them itself', async () => {
    const one = await add('表象');
    const other = await add('表征');
    await askAs(editor, `POST /api/terms/${one.id}/merge`, { into: other.id });
    const [merged] = (await list(nobody)).terms;
    await change(merged as TermView, { headword: '表象', aliases: ['表征'] });
    const restore = () => askAs(editor, `POST /api/terms/${one.id}/restore`);
    expect(await restore()).toMatchObject({ status: 409, data: { code: 'term-taken', term: { id: other.id } } });
    const [untouched] = (await list(nobody)).terms;
    expect(untouched).toMatchObject({ headword: '表象', aliases: ['表征'], version: 3 });
    await change(untouched as TermView, { headword: '表征', aliases: ['表象'] });
    expect((await restore()).status).toBe(200);
  });

  it('have no words in common once parted, though one has them in the plural', async () => {
    const one = await add('concept');
    const other = await add('表征');
    await askAs(editor, `POST /api/terms/${one.id}/merge`, { into: other.id });
    const [merged] = (await list(nobody)).terms;
    await change(merged as TermView, { aliases: ['Concepts', 'Begriff'] });
    expect((await askAs(editor, `POST /api/terms/${one.id}/restore`)).status).toBe(200);
    expect((await list(nobody)).terms.find(({ id }) => id === other.id)?.aliases).toEqual(['Begriff']);
  });

  it('are not merged across glossaries, nor with themselves', async () => {
    const one = await add('表象');
    const other = await add('表征', {}, teacher, `/api/groups/${group.id}/terms`);
    for (const into of [one.id, other.id, uuidv7()])
      expect((await askAs(editor, `POST /api/terms/${one.id}/merge`, { into })).status).toBe(422);
  });
});

describe('a group’s glossary', () => {
  it('goes with what its members read, and with nobody else', async () => {
    await add('心智', {}, teacher, `/api/groups/${group.id}/terms`);
    await add('心智', {}, outsider, `/api/groups/${decoy.id}/terms`);
    await add('概念');
    expect(await headwords(pupil)).toEqual(['心智', '概念'].sort());
    expect(await headwords(pupil, '?scope=article')).toEqual(['概念']);
    expect(await headwords(pupil, `?scope=${decoy.layer}`)).toEqual([]);
    expect(await headwords(editor)).toEqual(['概念']);
    expect((await askAs(pupil, `POST /api/groups/${group.id}/terms`, { headword: '甲' })).status).toBe(404);
    expect((await list(teacher)).mayAdd).toEqual([group.layer]);
  });
});

describe('where terms stand', () => {
  it('is told of a window, with the first of each section, and under a tag that changes with them', async () => {
    const term = await add('表象');
    const at = `GET ${TERMS}/occurrences?from=2`;
    const { data } = await askAs<TermOccurrences>(nobody, at);
    expect(data.blocks).toEqual([
      { key: key(2), number: 2, spans: [{ start: 0, end: 2, term: term.id, first: false }] },
      { key: key(3), number: 3, spans: [{ start: 4, end: 6, term: term.id, first: false }] },
    ]);
    const all = await askAs<TermOccurrences>(nobody, `GET ${TERMS}/occurrences`);
    expect(all.data.blocks[0]?.spans).toEqual([{ start: 2, end: 4, term: term.id, first: true }]);
    await change(term, { headword: '心智' });
    const then = await askAs<TermOccurrences>(nobody, at);
    expect(then.data.glossary).not.toBe(data.glossary);
    expect(then.data.blocks).toMatchObject([{ number: 2, spans: [{ start: 5, end: 7 }] }]);
  });

  it('is told of one term, in the words of a script, with its forms in all', async () => {
    const term = await add('心智状态', { aliases: ['概念'] });
    const { data } = await askAs<TermPlaces>(
      nobody,
      `GET /api/terms/${term.id}/places?article=biaoxiang&script=zh-Hant`,
    );
    expect(data).toMatchObject({
      total: 2,
      places: [
        { block: key(2), before: '表象是一種', words: '心智狀態', after: '，𠮷也是。' },
        { block: key(3), before: '', words: '概念' },
      ],
    });
    expect(data.forms).toContainEqual({ script: 'zh-Hant', forms: ['心智狀態', '概念'] });
  });
});

describe('a file of terms', () => {
  const csv = (who: Person, text: string, query = '') =>
    askAs<TermImportReport>(who, `POST ${TERMS}/import${query}`, text, { 'content-type': 'text/csv' });
  const exported = async (format: string) =>
    (await new Browser().send(`GET ${TERMS}/export?format=${format}`)).arrayBuffer();

  it('goes out as CSV that no spreadsheet runs, and comes back changing nothing', async () => {
    await add('表象', { aliases: ['甲;乙', 'Vorstellung'], definition: bodyOfText('第一行，“引”。\n第二行') });
    await add('=SUM(A1)', { definition: bodyOfText('-1+1') });
    await add("'@撇号", { aliases: ['+1'] });
    const bytes = new Uint8Array(await exported('csv'));
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain("'=SUM(A1)");
    expect(text).not.toMatch(/(?:^|,|")[=+@-]/m);
    expect((await csv(editor, text)).data).toMatchObject({ done: true, added: 0, changed: 0, unchanged: 3 });
    await db().term.deleteMany();
    expect((await csv(editor, text)).data).toMatchObject({ done: true, added: 3 });
    expect(new TextDecoder().decode(await exported('csv'))).toBe(text.replace(/^\uFEFF/, ''));
    expect((await list(nobody)).terms.find(({ headword }) => headword === '表象')).toMatchObject({
      aliases: ['甲;乙', 'Vorstellung'],
      definitionText: '第一行，“引”。\n第二行',
    });
  });

  it('goes out as JSON and comes back, bodies and all', async () => {
    const bold = { type: 'text', text: '重', marks: [{ type: 'bold' }] };
    await add('表象', { definition: { type: 'doc', content: [{ type: 'paragraph', content: [bold] }] } });
    const text = new TextDecoder().decode(await exported('json'));
    expect((await askAs<TermImportReport>(editor, `POST ${TERMS}/import`, text)).data).toMatchObject({ unchanged: 1 });
  });

  it('is tried first, names its faults by line, and with one does nothing', async () => {
    await add('表象');
    const good = 'headword,aliases\n表象,表征\n概念,Begriff；Concept\n';
    expect((await csv(editor, good, '?dry=true')).data).toMatchObject({ done: false, added: 1, changed: 1 });
    expect(await headwords(nobody)).toEqual(['表象']);
    const bad = await csv(editor, `${good}"多\n行",\n,无\n概念,\n别的,Concepts\n末,……\n`);
    expect(bad.data).toMatchObject({
      done: false,
      faults: [
        { line: 6, code: 'headword-missing' },
        { line: 7, code: 'twice-in-file', words: '概念' },
        { line: 8, code: 'taken', words: '概念' },
        { line: 9, code: 'nothing-counts', words: '……' },
      ],
    });
    expect(await headwords(nobody)).toEqual(['表象']);
    expect((await csv(editor, good)).data).toMatchObject({ done: true, added: 1, changed: 1 });
    expect(await headwords(nobody)).toEqual(['概念', '表象'].sort());
  });

  it('leaves the aliases alone that it says nothing of, and refuses those that it cannot read', async () => {
    await add('表象', { aliases: ['表征'] });
    const json = (terms: object[]) =>
      askAs<TermImportReport>(editor, `POST ${TERMS}/import`, JSON.stringify(terms), {
        'content-type': 'application/json',
      });
    const aliases = async () => (await list(nobody)).terms[0]?.aliases;
    expect((await csv(editor, 'headword,definition\n表象,一种状态\n')).data).toMatchObject({ done: true, changed: 1 });
    expect(await aliases()).toEqual(['表征']);
    expect((await json([{ headword: '表象' }])).data).toMatchObject({ done: true, unchanged: 1 });
    const malformed = [
      { aliases: '表征' },
      { aliases: ['甲', 1] },
      { aliases: null },
      { definedIn: 7 },
      { definedIn: '无此' },
    ];
    const { data } = await json(malformed.map((said) => ({ headword: '表象', ...said })));
    expect(data.faults.map(({ line, code }) => [line, code])).toEqual(
      malformed.map((_, index) => [index + 1, 'unreadable']),
    );
    expect(await aliases()).toEqual(['表征']);
    expect((await csv(editor, 'headword,aliases\n表象,\n')).data).toMatchObject({ done: true, changed: 1 });
    expect(await aliases()).toEqual([]);
  });

  it('may hold five thousand terms, and not one more', async () => {
    const rows = (count: number) => `headword\n${Array.from({ length: count }, (_, n) => `词${n}条`).join('\n')}`;
    expect(await csv(editor, rows(5001))).toMatchObject({ status: 422, data: { code: 'too-many-terms' } });
    expect(await csv(editor, rows(5000))).toMatchObject({ status: 200, data: { done: true, added: 5000 } });
    expect((await askAs(editor, `POST ${TERMS}`, { headword: '再一条' })).data.code).toBe('too-many-terms');
    expect((await askAs<TermOccurrences>(nobody, `GET ${TERMS}/occurrences`)).data.blocks).toEqual([]);
  });
});
