import { readdir } from 'node:fs/promises';
import path from 'node:path';

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const root = path.resolve(import.meta.dirname, '../../..');

/** Every exported method of every route file, as Next finds them: `PATCH /api/users/:id` → its handler. */
export async function loadRoutes(): Promise<Map<string, Handler>> {
  const files = await readdir(path.join(root, 'app'), { recursive: true });
  const found = new Map<string, Handler>();
  for (const file of files.filter((name) => path.basename(name) === 'route.ts')) {
    const exported = (await import(/* @vite-ignore */ path.join(root, 'app', file))) as Record<string, Handler>;
    for (const method of METHODS) {
      const handler = exported[method];
      if (handler) found.set(`${method} ${addressOf(file)}`, handler);
    }
  }
  return found;
}

/** `(group)/api/users/[id]/route.ts` → `/api/users/:id` */
const addressOf = (file: string): string =>
  `/${path.dirname(file)}`.replace(/\/\([^)]+\)/g, '').replace(/\[(?:\.\.\.)?(\w+)\]/g, ':$1');
