import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns } from '../../src/report/columns.ts';
import { type PrettyOptions, renderPretty } from '../../src/report/pretty.ts';
import { visible } from '../../src/text/visible.ts';
import { arbitraryReport } from './arbitrary-reports.ts';

const options: fc.Arbitrary<PrettyOptions> = fc.record({
  colorLevel: fc.constant(0),
  width: fc.integer({ min: 40, max: 120 }),
  verbose: fc.boolean(),
  quiet: fc.boolean(),
  mode: fc.constantFrom('lint', 'diagnose'),
});

describe('any report, whatever its texts hold,', () => {
  it('is drawn without a character that a terminal would act on', () => {
    fc.assert(
      fc.property(arbitraryReport({ fixes: true }), options, (report, how) => {
        for (const line of renderPretty(report, how).split('\n')) expect(visible(line)).toBe(line);
      }),
    );
  });

  it('keeps to the width, but for paths', () => {
    fc.assert(
      fc.property(arbitraryReport({ fixes: false }), options, (report, how) => {
        const tooLong = renderPretty(report, how)
          .split('\n')
          .filter((line) => columns(line) > how.width && !line.includes('/'));
        expect(tooLong).toEqual([]);
      }),
    );
  });

  it('is drawn in colours with the same words', () => {
    fc.assert(
      fc.property(arbitraryReport({ fixes: true }), options, (report, how) => {
        const coloured = renderPretty(report, { ...how, colorLevel: 3 });
        expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(renderPretty(report, how));
      }),
    );
  });
});
