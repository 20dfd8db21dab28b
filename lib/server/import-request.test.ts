import { describe, expect, it } from 'vitest';
import type { ImportInput } from './import';
import { readFile } from './import-request';
import { Problem } from './problem';

const post = (body: BodyInit, contentType?: string): Request =>
  new Request('http://meipi.test/api/articles', {
    method: 'POST',
    body,
    headers: contentType ? { 'content-type': contentType } : {},
  });

function form(parts: Record<string, string | File | File[]>): Request {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) for (const part of [value].flat()) data.append(name, part);
  return post(data);
}

async function accepted(request: Request, query = {}): Promise<ImportInput> {
  const input = await readFile('POST /api/articles', request, query);
  if (input instanceof Problem) throw new Error(input.code);
  return input;
}

async function refused(request: Request): Promise<unknown> {
  const input = await readFile('POST /api/articles', request, {});
  return input instanceof Problem ? [input.code, input.options.errors] : 'accepted';
}

describe('the body of an import', () => {
  it.each([
    ['text/markdown', undefined, 'article.md'],
    ['text/markdown; charset=utf-8', '眉批.markdown', '眉批.markdown'],
    ['text/markdown', '小说.txt', 'article.md'],
    ['text/plain', undefined, 'article.txt'],
    ['text/plain', 'essay.md', 'essay.md'],
    ['Text/Plain', 'novel.txt', 'novel.txt'],
  ])('of %s called %s is read as %s', async (type, filename, name) => {
    expect((await accepted(post('文', type), { filename, slug: 's' })).filename).toBe(name);
  });

  it('may be a form, whose fields count before the query', async () => {
    const request = form({
      file: new File(['文'], '眉批.md'),
      assets: [new File(['x'], '图/一.png'), new File(['y'], 'b.png')],
      slug: 'from-form',
      visibility: '',
    });
    const input = await accepted(request, { slug: 'from-query', visibility: 'private' });
    expect(input).toMatchObject({ filename: '眉批.md', slug: 'from-form', visibility: 'private' });
    expect(Array.isArray(input.assets) && input.assets.map((asset: { name: string }) => asset.name)).toEqual([
      '图/一.png',
      'b.png',
    ]);
  });

  it.each([
    ['a form without a file', form({ slug: 'a' }), ['invalid', [{ field: 'file', code: 'required' }]]],
    [
      'a form with a bad address',
      form({ file: new File(['文'], 'a.md'), slug: 'a b' }),
      ['invalid', [{ field: 'slug', code: 'invalid' }]],
    ],
    ['a form that is none', post('文', 'multipart/form-data; boundary=x'), ['malformed', undefined]],
    ['another kind of content', post('{}', 'application/json'), ['unsupported-media-type', undefined]],
    ['a body of 13 MB', post(new Uint8Array(13e6), 'text/markdown'), ['too-large', undefined]],
    ['a file of 13 MB in a form', form({ file: new File([new Uint8Array(13e6)], 'a.md') }), ['too-large', undefined]],
  ])('is refused when it is %s', async (_, request, expected) => {
    expect(await refused(request)).toEqual(expected);
  });
});
