import { describe, expect, it } from 'vitest';
import type { Origin } from '../../src/diagnostic/origin.ts';
import { originsOf, type Trail } from '../../src/model/devicetree/trail.ts';
import { known, recordingUnknowns, remembered, unknown } from '../../src/model/fact.ts';
import { rules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { SourceFile } from '../../src/text/source.ts';
import { lintFiles } from '../linting.ts';
import { assignments, symbols, view } from '../model/kconfig.ts';

// What is counted instead of timed: a stranger's file may say anything a hundred thousand times.

const many = 200_000;

describe('bounds', () => {
  it('end a rule that never ends, and say so', () => {
    const file = new SourceFile('prj.conf', 'CONFIG_A=y\n');
    const endless: Rule = {
      ...rules[0]!,
      id: 'kconfig/syntax',
      *check() {
        for (let n = 0; ; n++) yield { message: `finding ${n}`, at: { span: file.span(0, 1), text: '' } };
      },
    };
    const report = lintFiles({ 'prj.conf': '' }, { rules: [endless] });
    expect(report.diagnostics).toHaveLength(1000);
    expect(report.skipped).toMatchObject([
      { path: '.', why: 'has a file with more than 1000 findings of kconfig/syntax: the others are left out' },
    ]);
    expect(report.failures).toEqual([]);
  });

  it('keep a property that was stated too often readable', () => {
    const origin: Origin = { kind: 'argument', text: 'the last' };
    let trail: Trail | undefined;
    for (let n = 0; n < many; n++) trail = { origin, before: trail };
    expect(known(1, ...originsOf(trail)).origins[0]).toBe(origin);
  });

  it('keep a symbol that was assigned too often readable', () => {
    const lines = [...Array.from({ length: many }, () => 'FLASH=n'), 'FLASH=y'];
    for (const facts of [symbols({ FLASH: {} }), undefined]) {
      const value = view(lines, { facts }).text('CONFIG_FLASH');
      expect(value).toMatchObject({ known: true, value: 'y' });
      expect(value.known && value.origins[0]).toEqual(assignments('FLASH=y')[0]!.origin);
    }
  });
});

describe('what is computed once', () => {
  it('is computed once, and tells everyone what was missing', () => {
    let count = 0;
    const read = remembered(() => {
      count += 1;
      return unknown('the board').known;
    });
    expect(recordingUnknowns(read).missing).toEqual(['the board']);
    expect(recordingUnknowns(read).missing).toEqual(['the board']);
    expect(count).toBe(1);
  });
});
