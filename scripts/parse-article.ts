/** Parses one file for the server, which starts this and can stop it: a job on stdin, its outcome on stdout. */
import { text } from 'node:stream/consumers';
import { parseArticle } from '@/lib/markdown/parse-article';
import { findAmong } from '@/lib/markdown/sent-assets';
import type { ParseJob } from '@/lib/server/parse-source';

const { source, filename, assets } = JSON.parse(await text(process.stdin)) as ParseJob;
const outcome = parseArticle(source, { filename, findAsset: findAmong(assets) });
process.stdout.write(JSON.stringify(outcome));
