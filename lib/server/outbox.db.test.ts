import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from './db';
import { freshDatabase } from './testing/fresh-database';
import { article, as, codeOf, newNote, person, type Person } from './testing/notes-cast';

let lin: Person;
let shen: Person;

beforeEach(async () => {
  await freshDatabase();
  [lin, shen] = await Promise.all([person('林晚'), person('沈砚')]);
  await article();
});

const inNameOf = ({ id }: Person) => ({ 'meipi-viewer': id });

describe('what an outbox sends in somebody’s name', () => {
  it('is taken from them, and from nobody else who has signed in on their browser meanwhile', async () => {
    const id = uuidv7();
    expect(await codeOf(await as(shen).put(id, newNote(), inNameOf(lin)))).toBe('401 not-signed-in');
    expect(await db().annotation.count()).toBe(0);
    expect((await as(lin).put(id, newNote(), inNameOf(lin))).status).toBe(201);
    expect(await db().annotation.findMany({ select: { id: true, authorId: true } })).toEqual([
      { id, authorId: lin.id },
    ]);
  });

  it('is sent again fifty times at once and changed after it: one note', async () => {
    const id = uuidv7();
    const answers = await Promise.all(Array.from({ length: 50 }, () => as(lin).put(id, newNote(), inNameOf(lin))));
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([201]);
    expect((await as(lin).patch(id, { tags: ['后来'] })).status).toBe(200);
    expect((await as(lin).put(id, newNote(), inNameOf(lin))).status).toBe(200);
    expect(await db().annotation.findMany({ select: { version: true, tags: true } })).toEqual([
      { version: 2, tags: ['后来'] },
    ]);
  });
});
