// @ts-check
/** The floor for load.ts: sends the bytes it was given, and does nothing else. */
import { createServer } from 'node:http';

const [type = 'text/plain'] = process.argv.slice(2);
process.once('message', (message) => {
  const body = Buffer.from(String(message), 'base64');
  const server = createServer((_, answer) =>
    answer.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(body),
  );
  server.keepAliveTimeout = 30_000;
  server.listen(0, () => {
    const address = server.address();
    process.send?.(address && typeof address === 'object' ? address.port : 0);
  });
});
