import { expect, test } from 'vitest';
import { typedFormula } from './typed-formula';

test.each([
  ['$h = 3.2$', '$h = 3.2$'],
  ['水位是$h$', '$h$'],
  ['$x$和$y$', '$y$'],
  [String.raw`$v_{\text{水}}$`, String.raw`$v_{\text{水}}$`],
])('%s closes %s', (written, formula) => expect(typedFormula(written)).toBe(formula));

test.each([
  ['$100到$', 'money'],
  ['从$100-$', 'money that goes on'],
  ['$ 5$', 'a space inside'],
  ['$5 $', 'a space inside'],
  ['$$', 'nothing inside'],
  ['$$x$', 'a formula set apart, not closed yet'],
  [String.raw`\$x$`, 'an escaped dollar'],
  ['x$', 'no beginning'],
])('%s closes none: %s', (written) => expect(typedFormula(written)).toBeNull());
