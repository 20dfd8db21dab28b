/** Who is about glossaries, for the tests of the terms' part of the one door. */
import { Browser } from './browser';
import { freshDatabase } from './fresh-database';
import { article, person, type Person } from './notes-cast';
import { groupOf } from './threads-cast';

export interface GlossaryCast {
  readonly editor: Person;
  /** Leads the group. */
  readonly teacher: Person;
  readonly pupil: Person;
  /** Of another group alone. */
  readonly outsider: Person;
  readonly group: { readonly id: string; readonly layer: string };
  readonly decoy: { readonly id: string; readonly layer: string };
}

/** A new database with them, and the essay `biaoxiang`. */
export async function glossaryCast(): Promise<GlossaryCast> {
  await freshDatabase();
  const [editor, teacher, pupil, outsider] = await Promise.all([
    person('编者', 'editor'),
    person('教师'),
    person('学生'),
    person('外人'),
  ]);
  const group = await groupOf('晨读', [
    [teacher, 'instructor'],
    [pupil, 'member'],
  ]);
  const decoy = await groupOf('夜谈', [[outsider, 'owner']]);
  await article();
  return { editor, teacher, pupil, outsider, group, decoy };
}

/** Its glossary. */
export const TERMS = '/api/articles/biaoxiang/terms';

/** @param line as `PATCH /api/terms/…` */
export const askAs = <T = { code: string }>(
  who: Person,
  line: string,
  body?: unknown,
  headers: Record<string, string> = {},
) => new Browser(who.cookie ? { cookie: who.cookie } : {}).ask<T>(line, { body, headers });
