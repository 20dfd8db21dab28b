/** Parses one file for the server, which starts this and can stop it. Its lines: lib/markdown/parse-lines.ts. */
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseFile } from '@/lib/markdown/parse-file';
import { DECODED, linesOf, readJob } from '@/lib/markdown/parse-lines';
import { findAmong } from '@/lib/markdown/sent-assets';

const { job, content } = readJob(await buffer(process.stdin));
const outcome = parseFile(content, { filename: job.filename, findAsset: findAmong(job.assets) }, () =>
  process.stdout.write(`${DECODED}\n`),
);

async function* answer(): AsyncGenerator<string> {
  for await (const line of linesOf(outcome)) yield `${line}\n`;
}
await pipeline(Readable.from(answer()), process.stdout);
