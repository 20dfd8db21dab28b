import fc from 'fast-check';
import { expect, it } from 'vitest';
import { qrPath } from './qr-path';

/** Draws the path again, module by module. */
function drawn(path: string, height: number, width: number): boolean[][] {
  const rows = Array.from({ length: height }, () => Array.from({ length: width }, () => false));
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let step = 0; step < Number(run); step++) {
      const row = rows[Number(y)]!;
      expect(row[Number(x) + step], 'no module is drawn twice').toBe(false);
      row[Number(x) + step] = true;
    }
  return rows;
}

it('the path covers the dark modules, each once, and nothing else', () => {
  const code = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([height, width]) =>
    fc.array(fc.array(fc.boolean(), { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  );
  fc.assert(
    fc.property(code, (rows) => {
      expect(drawn(qrPath(rows), rows.length, rows[0]!.length)).toEqual(rows);
    }),
  );
});

it('a run is one rectangle', () => {
  expect(qrPath([[false, true, true, true, false, true]])).toBe('M1 0h3v1h-3zM5 0h1v1h-1z');
});
