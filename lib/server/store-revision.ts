import 'server-only';
import { uuidv7 } from 'uuidv7';
import type { BlockBatch } from '@/lib/markdown/parse-file';
import type { OpenArticle } from './articles';
import type { StorableAsset } from './assets';
import type { Database } from './db';
import type { Importer, Report, Source } from './import-source';
import { ensureIndexed, indexStored, LONG, takeIn } from './search-index';

/** A long novel takes seconds. */
export const STORING = { maxWait: 10_000, timeout: 120_000 };

interface RevisionFacts {
  readonly articleId: string;
  readonly number: number;
  readonly createdById: string | null;
  readonly reason?: string | null;
}

/** Writes a revision: source, images, blocks and, unless it is {@link LONG}, what the search needs. */
export async function storeRevision(
  tx: Database,
  facts: RevisionFacts,
  { source, batches }: { readonly source: Source; readonly batches: Source['batches'] },
  report: Report,
): Promise<OpenArticle['revision']> {
  const revision = await tx.revision.create({
    data: { id: uuidv7(), ...facts, ...headColumns(source), source: '' },
    omit: { source: true },
  });
  await storeText(tx, revision.id, source.source);
  await storeAssets(tx, revision.id, source.assets);
  await storeBlocks(tx, revision, batches, report);
  if (revision.length <= LONG) await indexStored(tx, revision);
  return revision;
}

/** Of a long one, once it is committed. Nobody waits for it but a process that ends; whoever searches before has it done then. */
export async function indexLater(importer: Importer, revision: OpenArticle['revision']): Promise<void> {
  if (revision.length <= LONG) return;
  const indexing = ensureIndexed(revision).then(takeIn, (error: unknown) => console.error(error));
  if (importer === 'system') await indexing;
}

const headColumns = ({ head, format }: Source) => ({
  title: head.title,
  author: head.author,
  date: head.date,
  description: head.description,
  tags: [...head.tags],
  categories: [...head.categories],
  sourceScript: head.sourceScript,
  sourceFormat: format,
  encoding: head.encoding,
  blockCount: head.blockCount,
  length: head.length,
});

/** As it is: through Prisma's query compiler 12 MB hold up other requests for half a second. */
const storeText = (tx: Database, revisionId: string, source: string) =>
  tx.$executeRaw`UPDATE revision SET source = ${source} WHERE id = ${revisionId}::uuid`;

async function storeAssets(tx: Database, revisionId: string, assets: readonly StorableAsset[]): Promise<void> {
  if (assets.length === 0) return;
  await tx.asset.createMany({
    data: assets.map((asset) => ({ ...asset, bytes: new Uint8Array(asset.bytes) })),
    skipDuplicates: true,
  });
  await tx.revisionAsset.createMany({ data: assets.map(({ hash }) => ({ revisionId, hash })) });
}

/** Batch by batch; their JSON, which nobody here reads, becomes rows in the database. */
async function storeBlocks(
  tx: Database,
  { id, blockCount: total }: OpenArticle['revision'],
  batches: Iterable<BlockBatch> | AsyncIterable<BlockBatch>,
  report: Report,
): Promise<void> {
  let done = 0;
  report({ stage: 'storing', done, total });
  for await (const { count, rows } of batches) {
    await tx.$executeRaw`
      INSERT INTO block (revision_id, number, key, kind, text, marks, path, attrs)
      SELECT ${id}::uuid, number, key, kind, text, marks, path, attrs
      FROM json_to_recordset(${rows}::json)
        AS b(number int, key text, kind text, text text, marks jsonb, path jsonb, attrs jsonb)`;
    done += count;
    report({ stage: 'storing', done, total });
  }
}
