import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { ProtectedWordsView, WordsBothWays } from '@/lib/contract/scripts';
import { SCRIPTS, type ShownScript } from '@/lib/domain/script/script';
import type { NoteBody, NoteNode } from '@/lib/richtext/body';
import { bodyOfText, plainText } from '@/lib/richtext/body';
import { db } from './db';
import { Browser, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { article, as, codeOf, key, newNote, person, words, write, type Person } from './testing/notes-cast';

const ESSAY = ['一、U盘', '他的U盘坏了，我联系了工程师。', '他说“表象”，𠮷也说‘概念’。', '乙'];

let lin: Person;
beforeEach(async () => {
  await freshDatabase();
  lin = await person('林晚');
  await article({ texts: ESSAY });
});

/** The words of `words(…)`, said to be shown in a script, by a version of the protected words. */
const shownIn = (script: string, target: ReturnType<typeof words>, rules?: number) => ({ ...target, script, rules });
const sending = (target: object, changes: object = {}) => as(lin).put(uuidv7(), newNote({ target, ...changes }));
const noteOf = async (response: Response): Promise<AnnotationView> => {
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as AnnotationView;
};
const wordsOf = ({ target }: AnnotationView) =>
  target && 'start' in target ? [target.start.offset, target.end.offset, target.exact] : target;
const fieldsOf = async (response: Response) =>
  ((await response.json()) as { errors?: { field: string }[] }).errors?.map(({ field }) => field);

describe('a note made on 「隨身碟」, in Taiwan’s words', () => {
  it('is stored on the author’s U盘, with the author’s words around it', async () => {
    const note = await noteOf(await sending(shownIn('zh-Hant-TW-x-phrase', words(2, 2, 4, '隨身碟'))));
    expect(note.target).toMatchObject({
      start: { block: key(2), offset: 2 },
      end: { block: key(2), offset: 4 },
      exact: 'U盘',
      prefix: '一、U盘\n他的',
      suffix: expect.stringMatching(/^坏了，我联系了工程师。\n他说“表象”/) as string,
    });
  });

  it.each<[ShownScript, string]>([
    ['source', 'U盘'],
    ['zh-Hans', 'U盘'],
    ['zh-Hant', 'U盤'],
    ['zh-Hant-TW', 'U盤'],
    ['zh-Hant-HK', 'U盤'],
    ['zh-Hant-TW-x-phrase', '隨身碟'],
  ])('is found in %s on %s', async (script, shown) => {
    const id = await write(lin, { target: shownIn('zh-Hant-TW-x-phrase', words(2, 2, 4, '隨身碟')) });
    const listed = (await (await as(lin).list('biaoxiang', `?script=${script}`)).json()) as {
      annotations: AnnotationView[];
    };
    const note = listed.annotations.find((found) => found.id === id);
    expect(note && wordsOf(note)).toEqual([2, 4, 'U盘']);
    const range = `start=${key(2)}:2&end=${key(2)}:4`;
    const { data } = await new Browser().ask<WordsBothWays>(
      `GET /api/articles/biaoxiang/words?script=${script}&${range}`,
    );
    expect(data).toMatchObject({ source: 'U盘', shown });
  });

  it.each([
    ['its first half', 2, 3],
    ['its second half', 3, 4],
    ['the whole of it', 2, 4],
  ])('grows to the word when it arrives on %s', async (_, start, end) => {
    const note = await noteOf(await sending(shownIn('zh-Hant-TW-x-phrase', words(2, start, end, '隨身碟'))));
    expect(wordsOf(note)).toEqual([2, 4, 'U盘']);
  });

  it('stays on half of it when that half was selected in the source', async () => {
    expect(wordsOf(await noteOf(await sending(words(2, 3, 4, '盘'))))).toEqual([3, 4, '盘']);
  });

  it('sent again is the same note', async () => {
    const id = uuidv7();
    const sent = newNote({ target: shownIn('zh-Hant-TW-x-phrase', words(2, 2, 4, '隨身碟')) });
    expect((await as(lin).put(id, sent)).status).toBe(201);
    expect((await as(lin).put(id, sent)).status).toBe(200);
    expect(await db().annotation.count()).toBe(1);
  });
});

describe('words sent as shown', () => {
  it.each([
    ['source', words(2, 2, 6, 'U盘坏了')],
    ['zh-Hans', words(2, 2, 6, 'U盘坏了')],
    ['zh-Hant', words(2, 2, 6, 'U盤壞了')],
    ['zh-Hant-TW', words(2, 2, 6, 'U盤壞了')],
    ['zh-Hant-HK', words(2, 2, 6, 'U盤壞了')],
    ['zh-Hant-TW-x-phrase', words(2, 2, 6, '隨身碟壞了')],
  ])('are known in %s, and kept as the author wrote them', async (script, target) => {
    expect(wordsOf(await noteOf(await sending(shownIn(script, target))))).toEqual([2, 6, 'U盘坏了']);
  });

  it.each([
    ['in another script', shownIn('zh-Hant', words(2, 2, 4, '隨身碟'))],
    ['in the source', shownIn('source', words(2, 2, 4, '隨身碟'))],
    ['without saying in which script', words(2, 2, 4, '隨身碟')],
    ['as the source has them, said to be Traditional', shownIn('zh-Hant', words(2, 2, 4, 'U盘'))],
    ['but half of the word', shownIn('zh-Hant-TW-x-phrase', words(2, 2, 4, '隨身'))],
    ['on a block that is not there', shownIn('zh-Hant', words(9, 0, 1, '乙'))],
    ['up to a block that is not there', shownIn('zh-Hant', words(4, 0, 1, '乙', 9))],
    ['behind the end of the block', shownIn('zh-Hant', words(4, 0, 9, '乙'))],
  ])('are refused %s', async (_, target) => {
    expect(await codeOf(await sending(target))).toBe('422 words-differ');
    expect(await db().annotation.count()).toBe(0);
  });

  it.each([
    ['nothing', words(2, 0, 0, '他')],
    ['an end before its start', words(2, 6, 1, '的')],
    ['a paragraph before the one it starts in', words(2, 0, 2, '他', 1)],
  ])('are refused on %s', async (_, target) => {
    expect(await codeOf(await sending(shownIn('zh-Hant', target)))).toBe('422 invalid');
  });

  it('are refused over far more text than they could be, without converting it', async () => {
    await article({ slug: 'long', texts: ['甲', ...Array.from({ length: 300 }, () => '乙'.repeat(500)), '丙'] });
    const over = (exact: string) => ({
      ...newNote({ target: shownIn('zh-Hant', words(1, 0, 1, exact, 302)) }),
      article: 'long',
    });
    for (const exact of ['甲', `甲${'\n'.repeat(400)}丙`])
      expect(await codeOf(await as(lin).put(uuidv7(), over(exact)))).toBe('422 words-differ');
    const whole = ['甲', ...Array.from({ length: 120 }, () => '乙'.repeat(500)), ''].join('\n');
    expect(await codeOf(await as(lin).put(uuidv7(), over(whole)))).toBe('422 words-differ');
  });

  it('may span paragraphs', async () => {
    const target = shownIn('zh-Hant-TW-x-phrase', words(1, 2, 4, '隨身碟\n他的隨身碟', 2));
    expect(wordsOf(await noteOf(await sending(target)))).toEqual([2, 4, 'U盘\n他的U盘']);
  });

  it('are known whether or not their reader’s quotation marks follow the script', async () => {
    for (const exact of ['“表象”，𠮷也说‘概念’', '「表象」，𠮷也说『概念』'])
      expect(wordsOf(await noteOf(await sending(shownIn('zh-Hans', words(3, 2, 15, exact)))))).toEqual([
        2,
        15,
        '“表象”，𠮷也说‘概念’',
      ]);
    for (const exact of ['「表象」', '“表象”'])
      expect(wordsOf(await noteOf(await sending(shownIn('zh-Hant', words(3, 2, 6, exact)))))).toEqual([2, 6, '“表象”']);
    expect(await codeOf(await sending(shownIn('zh-Hant', words(3, 2, 6, '（表象）'))))).toBe('422 words-differ');
  });

  it('grow to whole characters when they were shown in another script; a half in the source is a fault', async () => {
    expect(wordsOf(await noteOf(await sending(shownIn('zh-Hant', words(3, 8, 9, '𠮷')))))).toEqual([7, 9, '𠮷']);
    expect(await codeOf(await sending(words(3, 8, 9, '\udfb7')))).toBe('422 invalid');
  });

  it.each([
    ['a script that is not known', shownIn('zh-Hant-SG', words(2, 2, 4, 'U盤')), 'target'],
    ['a version of the rules that there never was', shownIn('zh-Hant', words(2, 2, 4, 'U盤'), 7), 'target.rules'],
  ])('are refused with %s, and the field is named', async (_, target, field) => {
    const response = await sending(target);
    expect(response.status).toBe(422);
    expect((await fieldsOf(response))?.every((name) => name.startsWith(field))).toBe(true);
    expect(await db().annotation.count()).toBe(0);
  });

  it.each(['en', 'ja'])('of an article in %s are in no script', async (sourceScript) => {
    await article({ slug: 'foreign', sourceScript, texts: ['学习', '表象'] });
    const inForeign = (target: object) => sending(target, { article: 'foreign' });
    const refused = await inForeign(shownIn('zh-Hant', words(1, 0, 2, '學習')));
    expect(refused.status).toBe(422);
    expect(await fieldsOf(refused)).toEqual(['target.script']);
    expect(wordsOf(await noteOf(await inForeign(shownIn('source', words(1, 0, 2, '学习')))))).toEqual([0, 2, '学习']);
  });
});

describe('an article whose editors protect words', () => {
  const RULES = ['zh-Hant-TW-x-phrase: U盘 → USB碟', 'keep U盘', ''];

  beforeEach(async () => {
    const editor = await signedInAs('沈编', 'editor');
    for (const [base, rules] of RULES.entries()) {
      const { status } = await editor.ask<ProtectedWordsView>('PUT /api/articles/biaoxiang/protected-words', {
        body: { rules, base },
      });
      if (status !== 200) throw new Error(`${status}`);
    }
  });

  it.each([
    [0, '隨身碟'],
    [1, 'USB碟'],
    [2, 'U盘'],
    [3, '隨身碟'],
  ])('takes notes from pages that show version %i: %s', async (rules, exact) => {
    const target = shownIn('zh-Hant-TW-x-phrase', words(2, 2, 4, exact), rules);
    expect(wordsOf(await noteOf(await sending(target)))).toEqual([2, 4, 'U盘']);
  });

  it('takes them from fifty readers at once', async () => {
    const sent = Array.from({ length: 50 }, (_, n) =>
      sending(shownIn('zh-Hant-TW-x-phrase', words(2, 2, 4, n % 2 ? 'U盘' : 'USB碟'), n % 2 ? 2 : 1)),
    );
    expect(new Set((await Promise.all(sent)).map(({ status }) => status))).toEqual(new Set([201]));
  });

  it('refuses the words of one version said to be another’s', async () => {
    const target = shownIn('zh-Hant-TW-x-phrase', words(2, 2, 4, 'USB碟'), 2);
    expect(await codeOf(await sending(target))).toBe('422 words-differ');
  });

  it('takes the version in force when none is named', async () => {
    const target = shownIn('zh-Hant-TW-x-phrase', words(2, 2, 4, '隨身碟'));
    expect((await sending(target)).status).toBe(201);
  });
});

const text = (words: string, ...marks: object[]): NoteNode => ({ type: 'text', text: words, marks: marks as never });
const paragraph = (...content: NoteNode[]): NoteNode => ({ type: 'paragraph', content });
const doc = (...content: NoteNode[]): NoteBody => ({ type: 'doc', content });

describe('what notes say', () => {
  const saying = (body: NoteBody) => write(lin, { body, layer: 'public', target: null });
  const shown = async (id: string, script: string): Promise<AnnotationView> => {
    const { annotations } = (await (await as(lin).list('biaoxiang', `?script=${script}`)).json()) as {
      annotations: AnnotationView[];
    };
    const note = annotations.find((found) => found.id === id);
    if (!note) throw new Error('not listed');
    return note;
  };
  const sourceOf = (note: AnnotationView) => plainText(note.body as NoteBody);
  const shownOf = (note: AnnotationView) => note.shownBody && plainText(note.shownBody);

  it('is shown in the reader’s script, beside what was written', async () => {
    const id = await saying(bodyOfText('休谟不会同意。'));
    const note = await shown(id, 'zh-Hant');
    expect([sourceOf(note), shownOf(note)]).toEqual(['休谟不会同意。', '休謨不會同意。']);
    expect((await shown(id, 'source')).shownBody).toBeUndefined();
    expect((await shown(id, 'zh-Hans')).shownBody).toBeUndefined();
  });

  it('is told by its own script, not by the article’s', async () => {
    const id = await saying(bodyOfText('休謨說的「觀念」。'));
    expect(shownOf(await shown(id, 'zh-Hans'))).toBe('休谟说的“观念”。');
    expect((await shown(id, 'zh-Hant')).shownBody).toBeUndefined();
  });

  it.each([
    ['敘述清晰', '叙述清晰'],
    ['非常精闢', '非常精辟'],
    ['記憶猶新，值得細讀', '记忆犹新，值得细读'],
    ['臺灣的龜', '台湾的龟'],
  ])('is told to be Traditional by a few characters: %s', async (words, simplified) => {
    const id = await saying(bodyOfText(words));
    expect(shownOf(await shown(id, 'zh-Hans'))).toBe(simplified);
    expect((await shown(id, 'zh-Hant')).shownBody).toBeUndefined();
  });

  it('has its quotation marks as its reader has the text’s', async () => {
    const id = await saying(bodyOfText('休谟说的“观念”。'));
    const { annotations } = (await (await as(lin).list('biaoxiang', '?script=zh-Hant&quotes=false')).json()) as {
      annotations: AnnotationView[];
    };
    const note = annotations.find((found) => found.id === id);
    expect(note && shownOf(note)).toBe('休謨說的“觀念”。');
    expect(shownOf(await shown(id, 'zh-Hant'))).toBe('休謨說的「觀念」。');
  });

  it.each([
    ['English', 'Hume would not agree with any of this.'],
    ['Japanese', 'これは表象です。学習と観念について。'],
  ])('is left alone in %s', async (_, words) => {
    const id = await saying(bodyOfText(words));
    for (const script of SCRIPTS) expect((await shown(id, script)).shownBody).toBeUndefined();
  });

  it('keeps code, and where links lead', async () => {
    const link = { type: 'link', attrs: { href: 'https://example.org/表达' } };
    const id = await saying(
      doc(paragraph(text('变量'), text('变量', { type: 'code' }), text('见这里', link)), {
        type: 'codeBlock',
        content: [{ type: 'text', text: 'print("这里")' }],
      }),
    );
    const { shownBody } = await shown(id, 'zh-Hant');
    const [line, code] = (shownBody as unknown as NoteBody).content ?? [];
    expect(line?.content?.map((node) => [node.text, (node.marks ?? []).map(({ type }) => type)])).toEqual([
      ['變量', []],
      ['变量', ['code']],
      ['見這裏', ['link']],
    ]);
    expect(JSON.stringify(line)).toContain('https://example.org/表达');
    expect(code).toMatchObject({ type: 'codeBlock', content: [{ text: 'print("这里")' }] });
  });

  it('is converted as a whole where a phrase runs across the edge of bold words', async () => {
    const id = await saying(doc(paragraph(text('他的鼠', { type: 'bold' }), text('标坏了'))));
    const note = await shown(id, 'zh-Hant-TW-x-phrase');
    expect(shownOf(note)).toBe('他的滑鼠壞了');
    const runs = (note.shownBody as unknown as NoteBody).content?.[0]?.content ?? [];
    expect(runs.map((node) => (node.marks ?? []).map(({ type }) => type))).toEqual([['bold'], []]);
    expect(runs.every(({ text: run }) => run)).toBe(true);
  });

  it('is the same to search and export, whatever it is shown in', async () => {
    await saying(bodyOfText('休谟不会同意。'));
    expect(await (await as(lin).mine('?q=休谟')).text()).toContain('休谟不会同意');
    expect(await (await as(lin).export('markdown')).text()).toContain('休谟不会同意');
  });

  it('is in no script that is not known', async () => {
    expect((await as(lin).list('biaoxiang', '?script=zh-Hant-SG')).status).toBe(422);
  });
});
