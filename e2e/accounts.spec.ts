import type { Browser } from '@playwright/test';
import { startApp } from './harness/app';
import { expect, test } from './harness/test';

const PASSWORD = '山重水复疑无路，又一村';
const address = () => `reader-${crypto.randomUUID()}@example.org`;

/** A browser of its own; whatever its console complains of is collected. */
async function newPage(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused request is what some of these journeys are about.
    const expected = /Failed to load resource|preloaded using link preload/;
    if (['error', 'warning'].includes(message.type()) && !expected.test(message.text()))
      complaints.push(message.text());
  });
  return { page, context, complaints };
}

test('a new reader registers by keyboard, comes back to the page they came from, signs out and in again', async ({
  browser,
}) => {
  const { page, complaints } = await newPage(browser);
  const email = address();
  await page.goto('/sign-in?next=/settings');
  await page.getByRole('link', { name: '注册一个' }).click();
  await expect(page.getByRole('heading', { name: '注册' })).toBeVisible();

  // Mistakes are marked, and nothing typed is lost.
  await page.getByLabel('名字').fill('林晚');
  await page.getByRole('button', { name: '注册' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '有几处需要改正' })).toBeFocused();
  await expect(page.getByLabel('邮箱')).toHaveAccessibleDescription(/请填写/);
  await expect(page.getByLabel('密码', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('名字')).toHaveValue('林晚');

  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '设置', exact: true })).toBeVisible();
  await expect(page.getByLabel('邮箱')).toHaveValue(email);

  await page.getByRole('button', { name: '林晚' }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await expect(page.getByRole('link', { name: '登录' }).first()).toBeVisible();
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/sign-in\?next=/);

  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeEnabled();
  await page.getByLabel('邮箱').fill(email.toUpperCase());
  await page.getByLabel('密码', { exact: true }).fill('wrong password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: '邮箱或密码不对' })).toBeVisible();
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '设置', exact: true })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('signing in never leads to another site', async ({ browser, people }) => {
  const { page } = await newPage(browser);
  const { email } = await people.signUp(page);
  await page.request.post('/api/logout');
  await page.goto('/sign-in?next=https%3A%2F%2Fevil.example%2F');
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page).toHaveURL(/^http:\/\/[^/]+\/$/);
});

test('says what to do when the network is gone or too many passwords were wrong, and keeps what was typed', async ({
  browser,
}) => {
  const { page, context } = await newPage(browser);
  await page.goto('/sign-in');
  await page.getByLabel('邮箱').fill(address());
  await page.getByLabel('密码', { exact: true }).fill('wrong password');
  await context.setOffline(true);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: '连不上服务器' })).toBeVisible();
  await expect(page.getByLabel('密码', { exact: true })).toHaveValue('wrong password');
  await context.setOffline(false);
  const tooMany = page.getByRole('alert').filter({ hasText: '尝试次数太多' });
  await expect(async () => {
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await expect(tooMany).toBeVisible({ timeout: 200 });
  }).toPass();
});

test('a slow answer is waited for, and a second press sends nothing', async ({ browser }) => {
  const { page } = await newPage(browser);
  let requests = 0;
  await page.route('**/api/login', async (route) => {
    requests += 1;
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await page.goto('/sign-in');
  await page.getByLabel('邮箱').fill(address());
  await page.getByLabel('密码', { exact: true }).fill('wrong password');
  const button = page.getByRole('button', { name: '登录', exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-busy', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await expect(page.getByRole('alert').filter({ hasText: '邮箱或密码不对' })).toBeVisible();
  expect(requests).toBe(1);
});

test('what is typed before the page is ready is neither lost nor put into the address', async ({ browser, people }) => {
  const { page, complaints } = await newPage(browser);
  const { email } = await people.signUp(page);
  await page.request.post('/api/logout');
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sign-in$/);
  release();
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('button', { name: '林晚' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('changes name and language, here and in the next browser', async ({ browser, people }) => {
  const { page, complaints } = await newPage(browser);
  const { email } = await people.signUp(page);
  await page.goto('/settings');
  await page.getByLabel('名字').fill('林小晚');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存。')).toBeVisible();
  await expect(page.getByRole('button', { name: '林小晚' })).toBeVisible();
  await page.getByLabel('界面语言').selectOption('en');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  const other = await newPage(browser);
  await other.page.request.post('/api/login', { data: { email, password: PASSWORD } });
  await other.page.goto('/settings');
  await expect(other.page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  expect([...complaints, ...other.complaints]).toEqual([]);
});

test('sees the other browser, signs it out; a new password does so too', async ({ browser, people }) => {
  const { page } = await newPage(browser);
  const { email } = await people.signUp(page);
  const phone = await newPage(browser, {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1',
  });
  const signInOnPhone = (password: string) => phone.page.request.post('/api/login', { data: { email, password } });
  await signInOnPhone(PASSWORD);

  await page.goto('/settings');
  await page.getByRole('button', { name: /退出.*Safari.*iPhone/ }).click();
  await expect(page.getByText('已退出。')).toBeVisible();
  await phone.page.goto('/settings');
  await expect(phone.page).toHaveURL(/\/sign-in/);

  await signInOnPhone(PASSWORD);
  await page.getByLabel('现在的密码').fill('wrong password');
  await page.getByLabel('新密码').fill('柳暗花明又一村，是也');
  await page.getByRole('button', { name: '更改密码' }).click();
  await expect(page.getByLabel('现在的密码')).toHaveAccessibleDescription(/密码不对/);
  await page.getByLabel('现在的密码').fill(PASSWORD);
  await page.getByRole('button', { name: '更改密码' }).click();
  await expect(page.getByText('密码已更改')).toBeVisible();
  await phone.page.goto('/settings');
  await expect(phone.page).toHaveURL(/\/sign-in/);
  expect((await signInOnPhone(PASSWORD)).status()).toBe(401);
  await page.reload();
  await expect(page.getByRole('heading', { name: '设置', exact: true })).toBeVisible();
});

test('leaves on a phone, in the dark, after saying so twice', async ({ browser, people }) => {
  const { page, complaints } = await newPage(browser, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { email } = await people.signUp(page);
  await page.goto('/settings');
  const open = page.getByRole('button', { name: '注销账号……' });
  await open.click();
  const dialog = page.getByRole('dialog', { name: '注销这个账号？' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();

  await open.click();
  await dialog.getByLabel('一并删除').check();
  await dialog.getByLabel('密码，确认是你本人').fill('wrong password');
  await dialog.getByRole('button', { name: '永久注销' }).click();
  await expect(dialog.getByLabel('密码，确认是你本人')).toHaveAccessibleDescription(/密码不对/);
  await dialog.getByLabel('密码，确认是你本人').fill(PASSWORD);
  await dialog.getByRole('button', { name: '永久注销' }).click();
  await expect(page).toHaveURL(/^http:\/\/[^/]+\/$/);
  const again = await page.request.post('/api/login', { data: { email, password: PASSWORD } });
  expect(again.status()).toBe(401);
  expect(complaints).toEqual([]);
});

test('the set-up link of the log makes the first admin, once', async ({ browser }) => {
  const fresh = await startApp();
  try {
    const { page, complaints } = await newPage(browser, { baseURL: fresh.url });
    await page.goto(fresh.setupLink ?? '');
    await page.getByLabel('名字').fill('苏禾');
    await page.getByLabel('邮箱').fill('suhe@example.org');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '创建管理员账号' }).click();
    await page.getByRole('button', { name: '苏禾' }).click();
    await page.getByRole('link', { name: '人员' }).click();
    await expect(page.getByRole('combobox', { name: '苏禾的角色' })).toHaveValue('admin');
    await page.goto(fresh.setupLink ?? '');
    await expect(page.getByRole('heading', { name: '初始设置链接已失效' })).toBeVisible();
    expect(complaints).toEqual([]);
  } finally {
    await fresh.stop();
  }
});

test('an admin makes a reader an editor, and helps who forgot the password', async ({ browser, people }) => {
  const reader = await newPage(browser);
  const lin = await people.signUp(reader.page, `林晚 ${crypto.randomUUID().slice(0, 8)}`);
  await reader.page.goto('/admin');
  await expect(reader.page.getByRole('combobox')).toHaveCount(0);

  const { page, complaints } = await newPage(browser);
  await people.signUp(page, '苏禾', 'admin');
  await page.goto('/admin');
  await page.getByRole('combobox', { name: `${lin.name}的角色` }).selectOption('editor');
  await expect(page.getByText(`${lin.name}现在是编辑。`)).toBeVisible();
  await expect(page.getByText(`苏禾把${lin.name}的角色从读者改为编辑`)).toBeVisible();
  await reader.page.goto('/');
  await reader.page.getByRole('button', { name: lin.name }).click();
  await expect(reader.page.getByRole('link', { name: '导入文章' }).first()).toBeVisible();

  await page.getByRole('button', { name: `给${lin.name}重设密码` }).click();
  await page.getByRole('button', { name: '生成链接' }).click();
  const link = await page.getByRole('dialog').getByText('/reset/').innerText();
  await page.getByRole('button', { name: '完成' }).click();

  const elsewhere = await newPage(browser);
  await elsewhere.page.goto(link);
  await elsewhere.page.getByLabel('新密码').fill('柳暗花明又一村，是也');
  await elsewhere.page.getByRole('button', { name: '设为新密码' }).click();
  await expect(elsewhere.page.getByRole('button', { name: lin.name })).toBeVisible();
  await elsewhere.page.goto(link);
  await expect(elsewhere.page.getByRole('heading', { name: '重设链接已失效' })).toBeVisible();
  await reader.page.goto('/settings');
  await expect(reader.page).toHaveURL(/\/sign-in/);
  expect([...complaints, ...elsewhere.complaints]).toEqual([]);
});

test('an admin gives the role up only knowingly', async ({ browser, people }) => {
  const { page } = await newPage(browser);
  const admin = await people.signUp(page, `苏禾 ${crypto.randomUUID().slice(0, 8)}`, 'admin');
  await page.goto('/admin');
  const role = page.getByRole('combobox', { name: `${admin.name}的角色` });
  await role.selectOption('reader');
  const dialog = page.getByRole('dialog', { name: '不再担任管理员？' });
  await dialog.getByRole('button', { name: '取消' }).click();
  await expect(role).toHaveValue('admin');
  await role.selectOption('reader');
  await dialog.getByRole('button', { name: '不再担任' }).click();
  await expect(page).toHaveURL(/^http:\/\/[^/]+\/$/);
  await page.goto('/admin');
  await expect(page.getByRole('combobox')).toHaveCount(0);
});

test('without JavaScript it is said plainly that signing in needs it', async ({ browser }) => {
  const { page } = await newPage(browser, { javaScriptEnabled: false });
  await page.goto('/sign-in');
  await expect(page.locator('noscript p', { hasText: '需要启用 JavaScript' })).toBeVisible();
  await expect(page.getByLabel('邮箱')).toBeHidden();
});

test('every page stands under a strict policy with a nonce of its own', async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of ['/', '/sign-in', '/register', '/nowhere', '/setup/x']) {
    const response = await request.get(path);
    const policy = response.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'self'; script-src 'self' 'nonce-");
    expect(policy).toContain("'strict-dynamic'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers()).toMatchObject({ 'x-content-type-options': 'nosniff' });
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    nonces.add(nonce);
    const html = await response.text();
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/<[^>]+\sstyle="/);
  }
  expect(nonces.size).toBe(5);
  const api = await request.get('/api/me');
  expect(api.headers()['content-security-policy']).toContain("default-src 'none'");
  expect(api.headers()['x-content-type-options']).toBe('nosniff');
});
