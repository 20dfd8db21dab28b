import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newJoinCode, readJoinCode, writtenJoinCode } from './join-code';

const aCode = fc.array(fc.nat(29), { minLength: 12, maxLength: 12 }).map((picks) => {
  const left = [...picks];
  return newJoinCode(() => left.shift() ?? 0);
});

describe('a code', () => {
  it('is read as it was made, however it is written', () => {
    const asTyped = fc.constantFrom<(written: string) => string>(
      (written) => written,
      (written) => written.toLowerCase(),
      (written) => written.replaceAll('-', ' '),
      (written) => written.replaceAll('-', '—'),
      (written) => `  ${written}\n`,
      (written) => written.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    );
    fc.assert(
      fc.property(aCode, asTyped, (code, typed) => {
        expect(readJoinCode(typed(writtenJoinCode(code)))).toBe(code);
        expect(writtenJoinCode(code)).toMatch(/^(?:[2-9A-HJKMNP-TV-Z]{4}-){2}[2-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  it.each(['', 'K7QM-4XPA-RT9', 'K7QM-4XPA-RT9DD', 'K7QM-4XPA-RT9!', 'K7QM-4XPA-RT91', '晨读晨读晨读晨读'])(
    '%j is none',
    (typed) => {
      expect(readJoinCode(typed)).toBeNull();
    },
  );

  it('heard wrong is understood', () => {
    expect(readJoinCode('k7qm-4xpa-ru9d')).toBe('K7QM4XPARV9D');
  });
});
