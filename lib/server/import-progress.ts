import 'server-only';
import type { ImportProgress } from '@/lib/contract/articles';
import { problemDetails } from './http';
import type { ImportedArticle } from './import';
import { importedAnswer } from './import-request';
import { Problem } from './problem';

const LINES = 'application/x-ndjson';

export const wantsProgress = (request: Request): boolean =>
  (request.headers.get('accept') ?? '').split(',').some((type) => type.split(';')[0]?.trim().toLowerCase() === LINES);

/**
 * Runs an import and answers at once with how it goes: {@link ImportProgress} a line, and at last what a plain
 * answer would have said, done or problem. Who stops listening does not stop the import.
 */
export function progressResponse(
  request: Request,
  run: (report: (progress: ImportProgress) => void) => Promise<ImportedArticle | Problem>,
): Response {
  const encoder = new TextEncoder();
  let heard = true;
  const lines = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (value: unknown) => heard && controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      const outcome = await run(write).catch((error: unknown) => {
        console.error('POST /api/articles failed:', error);
        return new Problem('unexpected');
      });
      write(
        outcome instanceof Problem ? await problemDetails(outcome, request) : await importedAnswer(outcome, request),
      );
      if (heard) controller.close();
    },
    cancel() {
      heard = false;
    },
  });
  // Neither compressed nor held back on the way: it is read as it comes.
  const headers = {
    'content-type': LINES,
    'cache-control': 'private, no-store, no-transform',
    'x-accel-buffering': 'no',
  };
  return new Response(lines, { headers });
}
