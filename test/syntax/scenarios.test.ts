import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Scenario, scenarios } from '../../src/syntax/scenarios.ts';
import { SourceFile } from '../../src/text/source.ts';

const read = (text: string): readonly Scenario[] => scenarios(new SourceFile('sample.yaml', text)).tree;
const one = (text: string): Scenario => read(text)[0]!;

describe('common: and tests: are merged', () => {
  test.each<[string, string, Partial<Scenario>]>([
    [
      'words and lists',
      'common: {platform_allow: a b}\ntests: {t: {platform_allow: [c]}}',
      { platformAllow: ['a', 'b', 'c'] },
    ],
    ['a scenario without anything', 'common: {sysbuild: true}\ntests:\n  t:\n', { name: 't', sysbuild: true }],
    ['sysbuild is replaced', 'common: {sysbuild: true}\ntests: {t: {sysbuild: false}}', { sysbuild: false }],
    ['nothing said about sysbuild', 'tests: {t: {}}', { sysbuild: undefined }],
    [
      'the common arguments come first',
      'common: {extra_args: A=1}\ntests: {t: {extra_args: A=2}}',
      { definitions: ['A=1', 'A=2'] },
    ],
  ])('%s', (_, text, expected) => {
    expect(one(text)).toMatchObject(expected);
  });
});

describe('arguments', () => {
  test.each<[string, string, string[]]>([
    ['one', 'extra_args: FILE_SUFFIX=release', ['FILE_SUFFIX=release']],
    ['several in a text', 'extra_args: A=1 B=2', ['A=1', 'B=2']],
    ['quoted ones keep their blanks', `extra_args: 'A="1 2" B=3'`, ['A="1 2"', 'B=3']],
    ['folded over lines', 'extra_args: >\n        A=1\n        B=2', ['A=1', 'B=2']],
    ['each item of a list is one', 'extra_args: [A=1 2, B=3]', ['A=1 2', 'B=3']],
    [
      'overlays are collected',
      'extra_args: OVERLAY_CONFIG="a.conf" X=1 OVERLAY_CONFIG=b.conf',
      ['X=1', 'OVERLAY_CONFIG=a.conf;b.conf'],
    ],
    [
      'the keys for files',
      'extra_conf_files: a.conf\n    extra_overlay_confs: [b.conf, c.conf]\n    extra_dtc_overlay_files: [d.overlay]',
      ['CONF_FILE=a.conf', 'OVERLAY_CONFIG=b.conf;c.conf', 'DTC_OVERLAY_FILE=d.overlay'],
    ],
    ['an empty list', 'extra_args: []', []],
    ['numbers are texts', 'extra_args: [1]', ['1']],
  ])('%s', (_, text, definitions) => {
    expect(one(`tests:\n  t:\n    ${text}\n`).definitions).toEqual(definitions);
  });
});

test('what is no scenario is none', () => {
  for (const text of ['', 'a: b', 'tests: [a]', 'tests: x', '- tests', 'tests: {', '\0'])
    expect(Array.isArray(read(text))).toBe(true);
});

test('any text is read', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void read(`tests:\n  a:\n    extra_args: ${text}`)));
});
