/**
 * Two corrections to micromark's grammar that Chinese needs, made by wrapping the constructs of
 * remark-gfm and remark-math where they stand.
 */
import type { Code, Construct, Effects, State, TokenizeContext, Tokenizer } from 'micromark-util-types';
import type { Processor } from 'unified';
import { isFormula } from '@/lib/domain/text/formula';

/** Plugin; used after remark-gfm and remark-math. */
export function chineseConstructs(this: Processor): void {
  let found = 0;
  for (const extension of this.data().micromarkExtensions ?? []) {
    for (const [code, constructs] of Object.entries(extension.text ?? {})) {
      const corrected = [constructs as Construct | Construct[]].flat().map((construct) => {
        const correction = CORRECTIONS.get(construct.name ?? '');
        if (correction) found += 1;
        return correction ? withTokenizer(construct, correction) : construct;
      });
      (extension.text as Record<string, Construct[]>)[code] = corrected;
    }
  }
  if (found === 0) throw new Error('micromark has renamed its constructs: see chinese-constructs.ts');
  // A second search for addresses in finished text, which knows nothing of all this.
  for (const extension of [this.data().fromMarkdownExtensions ?? []].flat(2)) {
    extension.transforms = extension.transforms?.filter(({ name }) => name !== 'transformGfmAutolinkLiterals') ?? [];
  }
}

const CORRECTIONS = new Map<string, (tokenize: Tokenizer) => Tokenizer>([
  ['protocolAutolink', endsAtChinese],
  // Cut before Chinese, `www.例` is a bare `www`.
  ['wwwAutolink', (tokenize) => endsAtChinese(onlyIf((written) => written.includes('.'))(tokenize))],
  ['mathText', (tokenize) => onlyIf((written, next) => isFormula(written, next))(tokenize)],
]);

const SPACE = 32;

/** CJK letters and punctuation, and the quotation marks and dashes of Chinese. */
const isChinese = (code: Code): boolean =>
  code !== null &&
  ((code >= 0x2e80 && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xffef) ||
    (code >= 0x2010 && code <= 0x2027) ||
    code >= 0x20000);

/**
 * A bare URL ends before Chinese: the construct's states are shown a space there. micromark itself,
 * to which they hand over by `attempt`, `check`, `ok` and `nok`, always gets the character that is.
 */
function endsAtChinese(tokenize: Tokenizer): Tokenizer {
  return function (this: TokenizeContext, effects, ok, nok) {
    let real: Code = null;
    /** States of micromark, or watched already. */
    const handedOver = new WeakSet<State>();
    const handOver =
      (state: State): State =>
      () => {
        const next = state(real);
        if (next) handedOver.add(next);
        return next;
      };
    const watch =
      (state: State): State =>
      (code) => {
        real = code;
        const next = state(isChinese(code) ? SPACE : code);
        return next && !handedOver.has(next) ? watch(next) : next;
      };
    const watched =
      (run: Effects['attempt']): Effects['attempt'] =>
      (part, then, otherwise) =>
        handOver(run(withTokenizer(part as Construct, endsAtChinese), watch(then), otherwise && watch(otherwise)));
    const watchedEffects = { ...effects, attempt: watched(effects.attempt), check: watched(effects.check) };
    return watch(tokenize.call(this, watchedEffects, handOver(ok), handOver(nok)));
  };
}

const withTokenizer = (construct: Construct, correct: (tokenize: Tokenizer) => Tokenizer): Construct => ({
  ...construct,
  tokenize: correct(construct.tokenize),
});

/** A construct that holds only where what it matched, and what follows, make sense. */
const onlyIf =
  (good: (written: string, next: Code) => boolean) =>
  (tokenize: Tokenizer): Tokenizer =>
    function (this: TokenizeContext, effects, ok, nok) {
      const start = this.now();
      const judge: State = (code) =>
        good(this.sliceSerialize({ start, end: this.now() }), code) ? ok(code) : nok(code);
      return tokenize.call(this, effects, judge, nok);
    };
