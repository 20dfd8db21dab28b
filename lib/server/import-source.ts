import 'server-only';
import type { ImportProgress } from '@/lib/contract/articles';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import type { ImportWarning } from '@/lib/markdown/article';
import { isPlainText } from '@/lib/markdown/parse-article';
import { AssetShelf, type AssetSource, type StorableAsset } from './assets';
import { ImportProblem } from './import-words';
import { parseSource, type ParsedSource } from './parse-source';
import { notFound, Problem } from './problem';

/** A novel of ten million bytes fits. */
export const MAX_FILE_BYTES = 12_000_000;

/** `system`: the command line and the seed, which nobody signs in to. */
export type Importer = Viewer | 'system';

export interface SourceInput {
  /** The file as it is, or its text. */
  readonly content: Uint8Array | string;
  /** Decides the format (`.txt`: plain text), and is the slug and title of last resort. */
  readonly filename: string;
  readonly assets?: AssetSource;
}

/** How far an import has come. Stages follow one another as {@link IMPORT_STAGES} has them. */
export type Report = (progress: ImportProgress) => void;

/** A parsed file with its images, to be stored or given up: `end` it. */
export interface Source extends ParsedSource {
  readonly format: 'plain-text' | 'markdown';
  readonly assets: readonly StorableAsset[];
}

/**
 * Null: may import.
 *
 * @param group into this one; default: for everybody who may read it then
 */
export function refuseImporter(importer: Importer, group?: string): Problem | null {
  if (importer === 'system' || can(importer, 'article: import', group ?? null)) return null;
  return importer === null ? new Problem('not-signed-in') : notFound();
}

/** Parses a file; a problem when it is none. */
export async function openSource(
  { content, filename, assets }: SourceInput,
  report: Report,
): Promise<Source | Problem> {
  const size = sizeOf(content);
  if (size > MAX_FILE_BYTES) return new Problem('too-large', { values: { limit: MAX_FILE_BYTES / 1_000_000 } });
  report({ stage: 'reading', done: 0, total: size });
  const shelf = new AssetShelf(assets ?? []);
  const parsed = await parseSource({ content, filename, shelf }, () => {
    report({ stage: 'reading', done: size, total: size });
    report({ stage: 'structuring', done: 0, total: 1 });
  });
  if (!parsed.ok) return new ImportProblem(filename, parsed.error);
  report({ stage: 'structuring', done: 1, total: 1 });
  const format = isPlainText(filename) ? 'plain-text' : 'markdown';
  return { ...parsed, format, assets: shelf.stored(parsed.head.images) };
}

const sizeOf = (content: Uint8Array | string): number =>
  typeof content === 'string' ? Buffer.byteLength(content) : content.length;

/** What in it wants a second look. */
export const warningsOf = ({ head }: Source): ImportWarning[] => [
  ...(head.encoding === 'utf-8'
    ? []
    : [{ code: 'converted' as const, line: null, values: { encoding: head.encoding.toUpperCase() } }]),
  ...head.warnings,
];
