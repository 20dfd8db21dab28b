import { describe, expect, it } from 'vitest';
import { decodeFile } from './decode';

const decoded = (...bytes: number[]) => decodeFile(Uint8Array.from(bytes));
/** 「我们在这里，说的是中文。」 as GB18030 has it. */
const GB18030 = [
  0xce, 0xd2, 0xc3, 0xc7, 0xd4, 0xda, 0xd5, 0xe2, 0xc0, 0xef, 0xa3, 0xac, 0xcb, 0xb5, 0xb5, 0xc4, 0xca, 0xc7, 0xd6,
  0xd0, 0xce, 0xc4, 0xa1, 0xa3,
];
/** 「這是一個測試。」 as Big5 has it. */
const BIG5 = [0xb3, 0x6f, 0xac, 0x4f, 0xa4, 0x40, 0xad, 0xd3, 0xb4, 0xfa, 0xb8, 0xd5, 0xa1, 0x43];

describe('a file as text', () => {
  it.each([
    ['UTF-8', [0xe6, 0x96, 0x87], { text: '文', encoding: 'utf-8' }],
    ['UTF-8 with a byte order mark', [0xef, 0xbb, 0xbf, 0xe6, 0x96, 0x87], { text: '文', encoding: 'utf-8' }],
    ['UTF-16 little-endian', [0xff, 0xfe, 0x87, 0x65], { text: '文', encoding: 'utf-16le' }],
    ['UTF-16 big-endian', [0xfe, 0xff, 0x65, 0x87], { text: '文', encoding: 'utf-16be' }],
    ['GB18030', GB18030, { text: '我们在这里，说的是中文。', encoding: 'gb18030' }],
    ['GB18030, two words of it', [0xb1, 0xea, 0xcc, 0xe2], { text: '标题', encoding: 'gb18030' }],
    ['Big5', BIG5, { text: '這是一個測試。', encoding: 'big5' }],
    ['Windows and old Mac line ends', [97, 13, 10, 98, 13, 99], { text: 'a\nb\nc', encoding: 'utf-8' }],
  ])('%s', (_, bytes, expected) => {
    expect(decoded(...bytes)).toMatchObject({ ok: true, ...expected });
  });

  it.each([
    ['nothing', [], 'empty', null],
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], 'binary', null],
    ['a Word document', [0x50, 0x4b, 3, 4, 20, 0, 6, 0], 'binary', null],
    ['noise', [1, 2, 3, 0, 0, 0, 200, 201, 5, 6], 'binary', null],
    ['half of UTF-16', [0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00], 'unknown-encoding', 1],
    ['Latin-1', [99, 97, 102, 0xe9, 32, 97, 10, 0xe9, 32], 'unknown-encoding', 1],
    ['a surrogate spelt in UTF-8', [97, 10, 0xed, 0xa0, 0x80, 98], 'unknown-encoding', 2],
  ] as [string, number[], string, number | null][])('%s is refused', (_, bytes, code, line) => {
    expect(decoded(...bytes)).toMatchObject({ ok: false, error: { code, line } });
  });
});
