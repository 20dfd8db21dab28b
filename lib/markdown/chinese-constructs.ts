/**
 * Two corrections to micromark's grammar that Chinese needs, made by wrapping the constructs of
 * remark-gfm and remark-math where they stand.
 */
import type { Code, Construct, Extension, State, TokenizeContext, Tokenizer } from 'micromark-util-types';
import type { Processor } from 'unified';

/** Plugin; used after remark-gfm and remark-math. */
export function chineseConstructs(this: Processor): void {
  let found = 0;
  for (const extension of (this.data().micromarkExtensions ?? []) as Extension[]) {
    for (const [code, constructs] of Object.entries(extension.text ?? {})) {
      const corrected = [constructs as Construct | Construct[]].flat().map((construct) => {
        const correction = CORRECTIONS.get(construct.name ?? '');
        if (correction) found += 1;
        return correction ? { ...construct, tokenize: correction(construct.tokenize) } : construct;
      });
      (extension.text as Record<string, Construct[]>)[code] = corrected;
    }
  }
  if (found === 0) throw new Error('micromark has renamed its constructs: see chinese-constructs.ts');
}

const CORRECTIONS = new Map<string, (tokenize: Tokenizer) => Tokenizer>([
  ['protocolAutolink', endsAtChinese],
  ['wwwAutolink', endsAtChinese],
  ['mathText', onlyFormulas],
]);

const SPACE = 32;
const DOLLAR = 36;

/** CJK letters and punctuation, and the quotation marks and dashes of Chinese. */
const isChinese = (code: Code): boolean =>
  code !== null &&
  ((code >= 0x2e80 && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xffef) ||
    (code >= 0x2010 && code <= 0x2027) ||
    code >= 0x20000);

/** A bare URL ends before Chinese: the construct is shown a space there. */
function endsAtChinese(tokenize: Tokenizer): Tokenizer {
  return function (this: TokenizeContext, effects, ok, nok) {
    let real: Code = null;
    let left = false;
    const leave =
      (state: State): State =>
      () => {
        left = true;
        return state(real);
      };
    const watch =
      (state: State): State =>
      (code) => {
        real = code;
        const next = state(isChinese(code) ? SPACE : code);
        return next && !left ? watch(next) : next;
      };
    return watch(tokenize.call(this, effects, leave(ok), leave(nok)));
  };
}

/**
 * `$100到$200` is money. As Pandoc has it, no space stands inside the dollars and no digit after them;
 * and a formula has no Chinese outside `\text{…}`.
 */
function onlyFormulas(tokenize: Tokenizer): Tokenizer {
  return function (this: TokenizeContext, effects, ok, nok) {
    const start = this.now();
    const judge: State = (code) => {
      const written = this.sliceSerialize({ start, end: this.now() });
      return isFormula(written, code) ? ok(code) : nok(code);
    };
    return tokenize.call(this, effects, judge, nok);
  };
}

function isFormula(written: string, next: Code): boolean {
  if (written.charCodeAt(1) === DOLLAR) return true;
  const inside = written.slice(1, -1);
  if (/^\s|\s$/u.test(inside) || (next !== null && next >= 48 && next <= 57)) return false;
  return !/[\p{Script=Han}，。；：！？]/u.test(inside.replace(/\\(?:text|mbox|textrm|mathrm|tag)\{[^{}]*\}/g, ''));
}
