import 'server-only';
import { problemDetails } from './http';
import type { Report } from './import-source';
import { Problem } from './problem';

const LINES = 'application/x-ndjson';

const wantsProgress = (request: Request): boolean =>
  (request.headers.get('accept') ?? '').split(',').some((type) => type.split(';')[0]?.trim().toLowerCase() === LINES);

/**
 * Does something with a file and answers with what came of it. To who asks for its progress it answers at once with how
 * it goes: a line a step, and at last what a plain answer would have said, done or problem. Who stops
 * listening does not stop it.
 */
export async function followed<T>(
  request: Request,
  run: (report?: Report) => Promise<T | Problem>,
): Promise<T | Problem | Response> {
  return wantsProgress(request) ? progressResponse(request, run) : run();
}

function progressResponse<T>(request: Request, run: (report: Report) => Promise<T | Problem>): Response {
  const encoder = new TextEncoder();
  let heard = true;
  const lines = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (value: unknown) => heard && controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      const outcome = await run(write).catch((error: unknown) => {
        console.error(`POST ${new URL(request.url).pathname} failed:`, error);
        return new Problem('unexpected');
      });
      write(outcome instanceof Problem ? await problemDetails(outcome, request) : outcome);
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
