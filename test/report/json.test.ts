import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reason } from '../../src/diagnostic/diagnostic.ts';
import { renderJson } from '../../src/report/json.ts';
import { SourceFile } from '../../src/text/source.ts';
import { arbitraryReport } from './arbitrary-reports.ts';
import { application, configuration, diagnostic, folderReport, label, postReport, report } from './reports.ts';

const tool = { name: 'ncslint', version: '0.1.0' };
const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'));
const isValid = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(schema);

const file = new SourceFile('pm_static.yml', 'a:\r\n  size: 😀 0x1000\r\n');

describe('the report as JSON', () => {
  it('holds all that was found and looked at', async () => {
    await expect(renderJson(folderReport, { tool })).toMatchFileSnapshot('__snapshots__/folder.json.snap');
  });

  it.each([
    ['a folder', folderReport],
    ['a post', postReport],
    ['nothing', report({ applications: [] })],
    [
      'an application of which nothing is known',
      report({
        applications: [
          application({ configurations: [configuration({ board: undefined, era: undefined, sdk: undefined })] }),
        ],
      }),
    ],
  ])('of %s agrees with its schema', (_, one) => {
    const valid = isValid(JSON.parse(renderJson(one, { tool })));
    expect(isValid.errors).toBeNull();
    expect(valid).toBe(true);
  });

  it('agrees with its schema for any report, and is text that any program can read', () => {
    fc.assert(
      fc.property(arbitraryReport({ fixes: true }), (one) => {
        const text = renderJson(one, { tool });
        expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]|\p{Cs}/u);
        expect(isValid(JSON.parse(text))).toBe(true);
      }),
    );
  });

  it('counts lines and columns from 1, in UTF-16 code units, up to the first character behind', () => {
    const [found] = JSON.parse(
      renderJson(report({ diagnostics: [diagnostic(label(file, '😀 0x1000', ''))] }), { tool }),
    ).diagnostics;
    expect(found.location).toEqual({ file: 'pm_static.yml', line: 2, column: 9, endLine: 2, endColumn: 18 });
  });

  it('keeps the texts as they are, with escapes for what a terminal would act on', () => {
    const message = 'a "quote", \u202e, \x9b, \ud800 and 漢';
    const text = renderJson(report({ diagnostics: [diagnostic(label(file, 'a', ''), { message })] }), { tool });
    expect(text).toContain('"message": "a \\"quote\\", \\u202e, \\u009b, \\ud800 and 漢"');
    expect(JSON.parse(text).diagnostics[0].message).toBe(message);
  });

  it('says where each reason is from', () => {
    const because: Reason[] = [
      { text: '1', origin: { kind: 'project', span: label(file, 'a', '').span } },
      { text: '2', origin: { kind: 'sdk', sdk: '2.4.0', path: 'zephyr/Kconfig', line: 3 } },
      { text: '3', origin: { kind: 'absent', path: 'child_image/mcuboot.conf', assumed: true } },
      { text: '4', origin: { kind: 'argument', text: '-DX=y' } },
      { text: '5', origin: { kind: 'assumed', text: 'NCS 2.5.1 is taken to behave as NCS 2.4.0' } },
      { text: '6' },
    ];
    const [found] = JSON.parse(
      renderJson(report({ diagnostics: [diagnostic(label(file, 'a', ''), { because })] }), { tool }),
    ).diagnostics;
    expect(found.because).toEqual([
      { text: '1', location: { file: 'pm_static.yml', line: 1, column: 1, endLine: 1, endColumn: 2 } },
      { text: '2', sdk: { version: '2.4.0', path: 'zephyr/Kconfig', line: 3 } },
      { text: '3', absent: 'child_image/mcuboot.conf', assumed: true },
      { text: '4', argument: '-DX=y' },
      { text: '5', assumption: 'NCS 2.5.1 is taken to behave as NCS 2.4.0' },
      { text: '6' },
    ]);
  });
});
