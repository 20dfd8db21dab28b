/**
 * `npm run import -- FILE… [--slug s] [--visibility public|signed-in|private]`
 * `npm run import -- FILE --slug s [--publish] [--reason "…"]`
 *
 * Imports each file as a new article; what cannot be imported is said, and the rest goes on. Images
 * are taken from beside the file. Under the slug of an article that is there, the file is its next edition: what
 * that would do is printed, and with `--publish`, or a `y` on a terminal, it is done.
 *
 * Exit code 1 when a file failed; 2 when a next edition was printed and not published.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nextEdition } from './import/next-edition';
import { withDatabase } from './with-database.mjs';
import type { Locale } from '@/lib/contract/accounts';
import { slugSchema, type ImportProgress } from '@/lib/contract/articles';
import { OPEN_VISIBILITIES, type OpenVisibility } from '@/lib/domain/permissions/can';
import { MAX_REASON } from '@/lib/domain/text/reason';
import { db } from '@/lib/server/db';
import { openForEdition } from '@/lib/server/edition-draft';
import { chooseLocale, translatorIn } from '@/lib/server/i18n';
import { importArticle, type ImportedArticle } from '@/lib/server/import';
import type { SourceInput } from '@/lib/server/import-source';
import { failureReason, ImportProblem, warningWords } from '@/lib/server/import-words';
import { migrate } from '@/lib/server/migrate';
import { Refusal } from '@/lib/server/postgres/refusal.mjs';
import { Problem } from '@/lib/server/problem';

const USAGE = `Usage: npm run import -- FILE… [--slug s] [--visibility ${OPEN_VISIBILITIES.join('|')}]
       npm run import -- FILE --slug s [--publish] [--reason "…"]`;

interface Wishes {
  readonly files: readonly string[];
  readonly slug?: string;
  readonly visibility?: OpenVisibility;
  readonly publish: boolean;
  readonly reason?: string;
}

function readArguments(): Wishes {
  const { values, positionals } = parse();
  const visibility = OPEN_VISIBILITIES.find((known) => known === values.visibility);
  if (positionals.length === 0) throw new Refusal(USAGE);
  if (values.visibility && !visibility) throw new Refusal(`Unknown visibility "${values.visibility}". ${USAGE}`);
  if (values.slug && positionals.length > 1) throw new Refusal('--slug names one article: give one file.');
  if (values.slug && !slugSchema.safeParse(values.slug).success)
    throw new Refusal(`"${values.slug}" is no slug: letters and digits, joined by - _ or a dot.`);
  const { slug, publish = false, reason } = values;
  if (!slug && (publish || reason !== undefined))
    throw new Refusal('--publish and --reason are about a next edition: name its article with --slug.');
  if (reason !== undefined && reason.length > MAX_REASON)
    throw new Refusal(`The reason is longer than ${MAX_REASON} characters.`);
  return { files: positionals, slug, visibility, publish, reason };
}

function parse() {
  try {
    const options = {
      slug: { type: 'string' },
      visibility: { type: 'string' },
      publish: { type: 'boolean' },
      reason: { type: 'string' },
    } as const;
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

/** The terminal's language; English where it is not Chinese. */
const { LC_ALL, LC_MESSAGES, LANG } = process.env;
const locale: Locale = chooseLocale(undefined, `${(LC_ALL ?? LC_MESSAGES ?? LANG ?? '').split(/[_.]/)[0]},en`);

/** How many failed, and how many were only looked at. */
async function importFiles({ files, ...wishes }: Wishes): Promise<{ failed: number; unpublished: number }> {
  const t = await translatorIn(locale, 'import.cli');
  let [failed, unpublished] = [0, 0];
  for (const file of files) {
    const input = inputOf(file);
    const outcome = typeof input === 'string' ? input : await importOne(file, input, wishes);
    clearLine();
    if (outcome === null) {
      unpublished += 1;
      continue;
    }
    if (typeof outcome === 'string') console.error(`${file}: ${t('unreadable', { reason: outcome })}`);
    else if (outcome instanceof Problem) console.error(await problemLine(file, outcome));
    else {
      console.log(t(outcome.outcome ? 'published' : 'done', factsOf(file, outcome)));
      for (const { line, message } of await warningWords(locale, outcome.warnings))
        console.log(line === null ? `  ${file}: ${message}` : `  ${file}:${line}: ${message}`);
      continue;
    }
    failed += 1;
  }
  if (files.length > 1) console.log(t('summary', { done: files.length - failed, failed }));
  return { failed, unpublished };
}

/** Null: it would be a next edition, and is not to be published. */
async function importOne(
  file: string,
  input: SourceInput,
  { slug, visibility, publish, reason }: Omit<Wishes, 'files'>,
): Promise<ImportedArticle | Problem | null> {
  const report = await follow(file);
  const isThere = slug !== undefined && !((await openForEdition('system', slug)) instanceof Problem);
  return isThere
    ? nextEdition({ ...input, slug, file, publish, reason }, { locale, report, clear: clearLine })
    : importArticle('system', { ...input, slug, visibility }, report);
}

const onTerminal = process.stderr.isTTY;
const clearLine = (): void => void (onTerminal && process.stderr.write('\r\x1b[K'));

/** Says how an import goes on one line of the terminal; nothing where nobody watches. */
async function follow(file: string): Promise<((progress: ImportProgress) => void) | undefined> {
  if (!onTerminal) return undefined;
  const t = await translatorIn(locale, 'import.progress');
  return ({ stage, done, total }) => {
    clearLine();
    process.stderr.write(`${file}: ${t(stage, { done, total })}`);
  };
}

/** The file and its images; or why it cannot be read. npm changes the folder: INIT_CWD is where one typed. */
function inputOf(file: string): SourceInput | string {
  const whole = path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
  try {
    return { content: readFileSync(whole), filename: path.basename(whole), assets: imagesBeside(path.dirname(whole)) };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/** A site's images lie beside the text, or under a folder above it (`/assets/…` of Jekyll). */
const imagesBeside = (folder: string) => (image: string) => {
  for (let from = folder; ; from = path.dirname(from)) {
    const bytes = readIfThere(path.join(from, image));
    if (bytes !== null || from === path.dirname(from)) return bytes;
  }
};

function readIfThere(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

async function problemLine(file: string, problem: Problem): Promise<string> {
  if (problem instanceof ImportProblem) {
    const { line } = problem.failure;
    return `${file}${line === null ? '' : `:${line}`}: ${await failureReason(locale, problem.failure)}`;
  }
  const t = await translatorIn(locale, 'problems');
  return `${file}: ${t(`${problem.code}.detail`, problem.options.values)}`;
}

const factsOf = (file: string, { article, headings, warnings }: ImportedArticle) => ({
  file,
  slug: article.slug,
  number: article.revision,
  blocks: article.blockCount,
  headings,
  warnings: warnings.length,
});

async function main(): Promise<number> {
  const wishes = readArguments();
  return withDatabase(async (url) => {
    const { kind } = await migrate(url);
    if (kind !== 'migrated')
      throw new Refusal('The database does not fit this code: run npm run migrate, and read what it says.');
    const { failed, unpublished } = await importFiles(wishes);
    await db().$disconnect();
    if (failed > 0) return 1;
    return unpublished > 0 ? 2 : 0;
  });
}

const exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error);
  return 1;
});
// Connections that idle in a pool would keep the process for ten seconds.
process.exit(exitCode);
