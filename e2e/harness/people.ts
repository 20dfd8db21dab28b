import { expect, request, type APIRequestContext, type Page } from '@playwright/test';
import type { Role } from '@/lib/domain/permissions/can';
import type { App } from './app';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

const PASSWORD = '山重水复疑无路，又一村';
const ADMIN = { name: '掌柜', email: 'admin@example.org', password: PASSWORD };

/** The people of a journey, made through the one door. */
export class People {
  private office: Promise<APIRequestContext> | undefined;

  constructor(private readonly app: App) {}

  /** Makes an account and signs the page's browser in to it. */
  async signUp(page: Page, name = '林晚', role: Role = 'reader'): Promise<Person> {
    const account = { name, email: `${crypto.randomUUID()}@example.org`, password: PASSWORD };
    const answer = await page.request.post(`${this.app.url}/api/register`, { data: account });
    expect(answer.status(), await answer.text()).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    if (role !== 'reader') {
      const promoted = await (await this.admin()).patch(`/api/users/${id}`, { data: { role } });
      expect(promoted.status(), await promoted.text()).toBe(200);
    }
    return { id, ...account };
  }

  /** Signs the page's browser in as somebody. */
  async signIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'> = ADMIN): Promise<void> {
    if (email === ADMIN.email) await this.admin();
    const answer = await page.request.post(`${this.app.url}/api/login`, { data: { email, password } });
    expect(answer.status(), await answer.text()).toBe(200);
  }

  /** The first admin's requests; made with the set-up link when first needed. */
  admin(): Promise<APIRequestContext> {
    return (this.office ??= this.openOffice());
  }

  async dispose(): Promise<void> {
    await (await this.office)?.dispose();
  }

  private async openOffice(): Promise<APIRequestContext> {
    const context = await request.newContext({ baseURL: this.app.url });
    const { email, password } = ADMIN;
    const signedIn = await context.post('/api/login', { data: { email, password } });
    if (signedIn.ok()) return context;
    const token = this.app.setupLink?.split('/').at(-1);
    if (!token) throw new Error('There is no admin of these tests on E2E_BASE_URL: set E2E_SETUP_LINK once.');
    const answer = await context.post('/api/setup', { data: { token, ...ADMIN } });
    expect(answer.status(), await answer.text()).toBe(201);
    return context;
  }
}
