/** Bytes of a file to text: UTF-8, UTF-16 with a byte order mark, GB18030, Big5. */
import type { ImportFailure } from './article';
import { failure } from './article';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';
export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly error: ImportFailure };

/** How PDF, ZIP (and so docx, epub), PNG, GIF, JPEG, gzip, old Office files and ELF begin. */
const SIGNATURES = ['25504446', '504b0304', '89504e47', '47494638', 'ffd8ff', '1f8b', 'd0cf11e0', '7f454c46'];
const HEAD = 8192;

/** The text, its line ends made `\n`. */
export function decodeFile(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return failure('empty');
  const marked = byteOrderMark(bytes);
  if (!marked && isBinary(bytes)) return failure('binary');
  if (marked) return strictly(bytes, marked) ?? failure('unknown-encoding', firstBrokenLine(bytes, marked));
  return (
    strictly(bytes, 'utf-8') ?? chineseEncoding(bytes) ?? failure('unknown-encoding', firstBrokenLine(bytes, 'utf-8'))
  );
}

const firstBrokenLine = (bytes: Uint8Array, encoding: Encoding): number => {
  const text = new TextDecoder(encoding).decode(bytes);
  return text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
};

const byteOrderMark = (bytes: Uint8Array): Encoding | null =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;

/** A known signature, or control characters where a text has none. A lone U+0000 is left to be named with its line. */
function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD);
  const start = Array.from(head.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (SIGNATURES.some((signature) => start.startsWith(signature))) return true;
  const controls = head.reduce((count, byte) => count + (byte < 0x20 && !TEXT_CONTROLS.has(byte) ? 1 : 0), 0);
  return controls > 1 && controls * 50 > head.length;
}
/** Tab, line feed, form feed, carriage return, escape. */
const TEXT_CONTROLS = new Set([9, 10, 12, 13, 27]);

function strictly(bytes: Uint8Array, encoding: Encoding): Extract<Decoded, { ok: true }> | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return { ok: true, text: text.replace(/\r\n?/g, '\n'), encoding };
  } catch {
    return null;
  }
}

/**
 * Both decoders accept much that is the other's; the one that yields more everyday words is right.
 * A title too short for any is taken for GB18030 when it looks like it byte by byte.
 */
function chineseEncoding(bytes: Uint8Array): Extract<Decoded, { ok: true }> | null {
  const readings = (['gb18030', 'big5'] as const).flatMap((encoding) => strictly(bytes, encoding) ?? []);
  const [best] = readings.toSorted((a, b) => everydayShare(b.text) - everydayShare(a.text));
  if (best && everydayShare(best.text) > 0.01) return best;
  const gb18030 = readings.find(({ encoding }) => encoding === 'gb18030');
  return gb18030 && looksLikeGb2312(bytes) ? gb18030 : null;
}

/** Nearly all pairs of bytes are punctuation or one of the 3,755 commonest characters (GB 2312, level 1). */
function looksLikeGb2312(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    i += 1;
    pairs += 1;
    if ((bytes[i] ?? 0) >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) common += 1;
  }
  return common >= pairs * 0.9;
}

const EVERYDAY = new Set(
  '的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着之，。',
);

function everydayShare(text: string): number {
  const sample = [...text.slice(0, 50_000)].filter((character) => character > '\u007f');
  return sample.filter((character) => EVERYDAY.has(character)).length / (sample.length || 1);
}
