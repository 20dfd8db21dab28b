import { describe, expect, it } from 'vitest';
import { addFiles, NOTHING_CHOSEN, readFiles, troubleWith } from './chosen-files';

const file = (name: string, type = '', size = 1): File => new File([new Uint8Array(size)], name, { type });
const essay = file('essay.md');
const picture = file('图.png', 'image/png');

describe('choosing files', () => {
  it('tells the text from its images, however they arrive', () => {
    const { chosen, trouble } = addFiles(NOTHING_CHOSEN, [picture, essay]);
    expect([chosen.text, chosen.images, trouble]).toEqual([essay, [picture], null]);
  });

  it('puts a corrected file in the place of the one before', () => {
    const { chosen } = addFiles({ text: essay, images: [picture] }, [
      file('图.png', 'image/png', 9),
      file('second.TXT'),
    ]);
    expect([chosen.text?.name, chosen.images.map((image) => image.size)]).toEqual(['second.TXT', [9]]);
  });

  it('keeps the text when only images come', () => {
    expect(addFiles({ text: essay, images: [] }, [picture]).chosen.text).toBe(essay);
  });

  it.each([
    ['a Word document', [file('a.docx')], { key: 'not-text', values: { name: 'a.docx' } }],
    ['two texts', [essay, file('b.md')], { key: 'several-texts', values: { name: 'essay.md' } }],
    ['a text of 13 MB', [file('a.md', '', 13e6)], { key: 'too-large', values: { name: 'a.md', limit: 12 } }],
    [
      'an image of 11 MB',
      [file('a.png', 'image/png', 11e6)],
      { key: 'too-large', values: { name: 'a.png', limit: 10 } },
    ],
  ])('says what is wrong with %s', (_, files, trouble) => {
    expect(addFiles(NOTHING_CHOSEN, files).trouble).toEqual(trouble);
  });

  it('finds nothing wrong with nothing', () => {
    expect(troubleWith(NOTHING_CHOSEN)).toBeNull();
  });
});

describe('sending them', () => {
  it('makes a form of the text and its images', async () => {
    const form = (await readFiles({ text: essay, images: [picture] })) as FormData;
    expect((form.get('file') as File).name).toBe('essay.md');
    expect(form.getAll('assets').map((image) => (image as File).name)).toEqual(['图.png']);
  });

  it('notices a file that changed after it was chosen', async () => {
    const changed = Object.assign(file('essay.md'), {
      arrayBuffer: () => Promise.reject(new Error('NotReadableError')),
    });
    expect(await readFiles({ text: changed, images: [] })).toEqual({ key: 'changed', values: { name: 'essay.md' } });
  });
});
