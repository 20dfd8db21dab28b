import { expect, test } from './harness/test';

test('what was written before a restart is there after it, and one is still signed in', async ({
  app,
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay('# 重启\n\n服务停了又起，文章还在原处。\n');
  await people.signUp(page, '沈舟');
  await app.restart();
  await page.goto(`/read/${slug}`);
  await expect(page.getByText('服务停了又起，文章还在原处。')).toBeVisible();
  const { me } = (await (await page.request.get('/api/me')).json()) as { me: { name: string } | null };
  expect(me?.name).toBe('沈舟');
});
