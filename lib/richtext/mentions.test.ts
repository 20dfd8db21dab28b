import { describe, expect, it } from 'vitest';
import { plainText, type NoteBody, type NoteNode } from './body';
import { checkBody } from './check-body';
import { mentionedIn, withNames } from './mentions';

const [WANG, LI] = ['0192aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee', '0192aaaa-bbbb-7ccc-8ddd-ffffffffffff'];
const mention = (id: string, label: string, ...marks: string[]): NoteNode => ({
  type: 'mention',
  attrs: { id, label },
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type: type as 'bold' })) }),
});
const text = (words: string): NoteNode => ({ type: 'text', text: words });
const doc = (...content: NoteNode[]): NoteBody => ({
  type: 'doc',
  content: [{ type: 'blockquote', content: [{ type: 'paragraph', content }] }],
});

describe('who is named', () => {
  it('is found however deep, each once', () => {
    expect(mentionedIn(doc(mention(LI, '李'), text('和'), mention(WANG, '王'), mention(LI, '李')))).toEqual([LI, WANG]);
  });

  it('has the name of today; whoever may not be named is words', () => {
    const body = doc(text('问'), mention(WANG, '王五', 'bold'), text('和'), mention(LI, '李四'), text('。'));
    const settled = withNames(body, new Map([[WANG, '王芳']]));
    expect(settled).toEqual(doc(text('问'), mention(WANG, '王芳', 'bold'), text('和@李四。')));
    expect(checkBody(settled)).toEqual(settled);
    expect(plainText(settled)).toBe('问@王芳和@李四。');
  });

  it('keeps how a name that is none was marked', () => {
    const settled = withNames(doc(text('问'), mention(WANG, '王芳', 'bold')), new Map());
    expect(settled.content?.[0]?.content?.[0]?.content).toEqual([
      text('问'),
      { type: 'text', text: '@王芳', marks: [{ type: 'bold' }] },
    ]);
  });
});
