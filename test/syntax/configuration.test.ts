import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overrideKeys, topKeys } from '../../src/syntax/configuration/problems.ts';
import { configurationFile } from '../../src/syntax/configuration.ts';
import { SourceFile } from '../../src/text/source.ts';

const read = (text: string, path = 'ncslint.yaml') => configurationFile(new SourceFile(path, text));
const complaints = (text: string): string[] =>
  read(text).problems.map(({ message, span }) => {
    const { line, column } = span.file.position(span.start);
    return `${line}:${column} ${message}`;
  });

const whole = `# yaml-language-server: $schema=schemas/config.schema.json
extends: [strict, ../common.yaml]
sdk: 2.4.0
era: child-image
boards: [nrf52840dk_nrf52840]
include: [apps/]
exclude: ['*_test']
rules:
  pins: off
  "partition/overlap": warning
overrides:
  - paths: [legacy/]
    images: [mcuboot]
    rules: { kconfig: info }
requireReason: true
failOn: warning
maxWarnings: 3
baseline: known.json
`;

describe('a configuration', () => {
  it('is read as it is written', () => {
    const { tree, problems } = read(whole);
    expect(problems).toEqual([]);
    expect(tree).toMatchObject({
      extends: [{ text: 'strict' }, { text: '../common.yaml' }],
      sdk: '2.4.0',
      era: 'child-image',
      boards: ['nrf52840dk_nrf52840'],
      include: ['apps/'],
      exclude: ['*_test'],
      rules: [
        { rule: 'pins', level: 'off' },
        { rule: 'partition/overlap', level: 'warning' },
      ],
      overrides: [{ paths: ['legacy/'], images: ['mcuboot'], rules: [{ rule: 'kconfig', level: 'info' }] }],
      requireReason: true,
      failOn: 'warning',
      maxWarnings: 3,
      baseline: 'known.json',
    });
  });

  it('may be JSON, or empty', () => {
    expect(read('{\n\t"extends": "strict",\n\t"rules": {"pins": "off"}\n}\n', 'ncslint.json')).toMatchObject({
      tree: { extends: [{ text: 'strict' }], rules: [{ rule: 'pins', level: 'off' }] },
      problems: [],
    });
    expect(read('sdk: 2.10').tree.sdk).toBe('2.10');
    expect(complaints('')).toEqual([]);
    expect(complaints('# nothing\n')).toEqual([]);
  });

  it.each([
    ['rulse: {}', '1:1 there is no key rulse; did you mean rules?'],
    ['bords: [a]\nsdk: "2.4.0"', '1:1 there is no key bords; did you mean boards?'],
    ['sdk: 2', '1:6 sdk is a text: write "2" in quotes'],
    ['rules:\n  pins: eror', '2:9 pins is one of error, warning, info, off; did you mean error?'],
    ['failOn: off', '1:9 failOn is one of error, warning, info'],
    ['exclude: tests', '1:10 exclude is a list'],
    ['maxWarnings: -1', '1:14 maxWarnings is at least 0'],
    ['maxWarnings: many', '1:14 maxWarnings is a whole number'],
    ['requireReason: 1', '1:16 requireReason is true or false'],
    ['overrides:\n  - path: [a]\n    rules: {}', '2:5 there is no key path; did you mean paths?'],
    ['overrides:\n  - paths: [a]', '2:5 rules is missing'],
    ['boards: [""]', '1:10 boards is empty'],
    ['- a', '1:1 the configuration is a mapping'],
    ['sdk: "2.4.0"\nsdk: "2.5.0"', '2:1 sdk stands here a second time'],
    ['extends: {a: b}', '1:10 extends is a text'],
  ])('%s', (text, complaint) => expect(complaints(text)).toEqual([complaint]));

  it('that is no YAML says where', () => expect(complaints('rules: [\n')).toHaveLength(1));

  it('has the keys of its schema', () => {
    const { properties, definitions } = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8'));
    expect(topKeys).toEqual(Object.keys(properties));
    expect(overrideKeys).toEqual(Object.keys(definitions.override.properties));
  });

  it('is read to its end whatever it holds', () => {
    const words = fc.constantFrom(...whole.split(/(?<=[\s:[\]{},])/), '&a', '*a', '<<', '\t', '"', '\0', '__proto__:');
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const { problems } = read(text);
        for (const { span } of problems) expect(span.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
