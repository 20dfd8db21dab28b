import { uuidv7 } from 'uuidv7';
import type { Me } from '@/lib/contract/accounts';
import type { Role } from '@/lib/domain/permissions/can';
import { db } from '../db';
import { hashPassword } from '../passwords';
import { loadRoutes } from './routes';

const ORIGIN = 'http://meipi.test';
const routes = loadRoutes();

interface Sent {
  /** JSON, or the raw text of a body. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** Somebody’s browser: it keeps cookies, and talks to the route handlers as Next would. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly headers: Record<string, string> = {}) {}

  /** Any path of the API, e.g. `PATCH /api/users/0198…`. */
  async send(line: string, { body, headers }: Sent = {}): Promise<Response> {
    const [method = '', path = ''] = line.split(' ');
    const { handler, params } = await find(method, new URL(path, ORIGIN).pathname);
    const request = new Request(new URL(path, ORIGIN), {
      method,
      headers: {
        host: 'meipi.test',
        ...(method === 'GET' ? {} : { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookies.size > 0 ? { cookie: this.cookieHeader } : {}),
        ...this.headers,
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return response;
  }

  /** The answer’s status and JSON. */
  async ask<T = Record<string, unknown>>(line: string, sent?: Sent): Promise<{ status: number; data: T }> {
    const response = await this.send(line, sent);
    const text = await response.text();
    return { status: response.status, data: (text ? JSON.parse(text) : null) as T };
  }

  async me(): Promise<Me | null> {
    return (await this.ask<{ me: Me | null }>('GET /api/me')).data.me;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
    const [name = '', ...value] = pair.split('=');
    const expires = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice(8);
    const gone =
      attributes.some((attribute) => /^max-age=0$/i.test(attribute)) || (expires && new Date(expires) < new Date());
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, value.join('='));
  }
}

async function find(method: string, path: string) {
  for (const [key, handler] of await routes) {
    const [itsMethod = '', pattern = ''] = key.split(' ');
    const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
    // A catch-all takes the rest of the path; only @auth/core has one.
    const rest = pattern.endsWith(':auth') ? '(.+)' : '([^/]+)';
    const match = itsMethod === method && new RegExp(`^${pattern.replace(/:\w+/g, rest)}$`).exec(path);
    if (match)
      return {
        handler,
        params: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')])),
      };
  }
  throw new Error(`No route for ${method} ${path}`);
}

export const PASSWORD = '山重水复疑无路，又一村';

/** An account and a browser signed in to it, through the front door. */
export async function signedInAs(
  name: string,
  role: Role = 'reader',
): Promise<Browser & { id: string; email: string }> {
  const id = uuidv7();
  const email = `${id}@example.org`;
  const passwordHash = (await hashPassword(PASSWORD)) as string;
  await db().user.create({ data: { id, name, email, role, passwordHash } });
  const browser = new Browser();
  const { status } = await browser.ask('POST /api/login', { body: { email, password: PASSWORD } });
  if (status !== 200) throw new Error(`${name} could not sign in: ${status}`);
  return Object.assign(browser, { id, email });
}
