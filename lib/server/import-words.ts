import 'server-only';
import type { Locale } from '@/lib/contract/accounts';
import type { ImportFailure, ImportWarning } from '@/lib/markdown/article';
import { translatorIn } from './i18n';
import { Problem } from './problem';

/** A file that could not be imported. */
export class ImportProblem extends Problem {
  constructor(
    readonly filename: string,
    readonly failure: ImportFailure,
  ) {
    super('import-failed', { reason: (locale) => locatedReason(locale, filename, failure) });
  }
}

const words = (locale: Locale) => translatorIn(locale, 'import');

/** What is wrong, without the place. */
export const failureReason = async (locale: Locale, failure: ImportFailure): Promise<string> =>
  (await words(locale))(`errors.${failure.code}`, failure.values);

async function locatedReason(locale: Locale, file: string, failure: ImportFailure): Promise<string> {
  const t = await words(locale);
  const reason = t(`errors.${failure.code}`, failure.values);
  return failure.line === null ? t('in-file', { file, reason }) : t('at-line', { file, line: failure.line, reason });
}

export async function warningWords(
  locale: Locale,
  warnings: readonly ImportWarning[],
): Promise<{ line: number | null; message: string }[]> {
  const t = await words(locale);
  return warnings.map(({ code, line, values }) => ({ line, message: t(`warnings.${code}`, values) }));
}
