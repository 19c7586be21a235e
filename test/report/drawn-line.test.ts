import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns } from '../../src/report/columns.ts';
import { drawnLine } from '../../src/report/drawn-line.ts';
import { hostile } from './hostile.ts';

describe('a line of code that is drawn', () => {
  it('shows where a mark begins, within the width, whatever the line holds', () => {
    const long = fc.array(hostile(), { maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        long,
        fc.nat(),
        fc.nat({ max: 20 }),
        fc.integer({ min: 16, max: 60 }),
        (line, place, length, width) => {
          const from = place % (line.length + 1);
          const to = Math.min(line.length, from + length);
          const drawn = drawnLine(line, from, to, width);
          expect(drawn.shows(from)).toBe(true);
          expect(columns(drawn.text)).toBeLessThanOrEqual(width);
          expect(drawn.column(to)).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('shows a character that is written as a long escape at the right edge', () => {
    const line = `${'a'.repeat(14)}\u{e0041}${'b'.repeat(30)}`;
    expect(drawnLine(line, 14, 14, 20).text).toBe('...aaaaa\\u{e0041}...');
  });
});
