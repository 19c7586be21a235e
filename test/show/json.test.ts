import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { renderShowJson } from '../../src/report/show-json.ts';
import type { Question } from '../../src/show/inspect.ts';
import { folder } from '../linting.ts';
import { ask } from './asking.ts';

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
const schema = schemaOf('show');
const isValid = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(schema);
const json = (...asked: Parameters<typeof ask>) =>
  JSON.parse(renderShowJson(ask(...asked), { tool: { name: 'ncslint', version: '0.1.0' } }));

const example = folder('examples/originating-case');
const newer = {
  'CMakeLists.txt': 'find_package(Zephyr)\n',
  'prj.conf': 'CONFIG_FLASH=y\n',
  'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
  'sample.yaml': 'tests:\n  a:\n    platform_allow: nrf54l15dk/nrf54l15/cpuapp nrf5340dk/nrf5340/cpuapp\n',
};

const questions: readonly Question[] = [
  { kind: 'build' },
  { kind: 'build', image: 'mcubot' },
  { kind: 'symbol', symbol: 'CONFIG_NORDIC_QSPI_NOR' },
  { kind: 'symbol', symbol: 'CONFIG_NORDIC_QSPI_NO' },
  { kind: 'symbol', symbol: 'SB_CONFIG_BOOTLOADER_MCUBOOT' },
  { kind: 'node', node: '&qspi' },
  { kind: 'node', node: '/chosen' },
  { kind: 'node', node: 'mx25r65' },
  { kind: 'partitions' },
];

describe.each(questions.map((question) => [JSON.stringify(question), question] as const))('%s', (_, question) => {
  test.each([
    ['the originating case', example, { version: '2.4.0' }],
    ['an application of which nothing is known', { 'prj.conf': '' }, {}],
    ['a build with sysbuild', newer, {}],
    ['nothing', {}, {}],
  ])('about %s agrees with the schema', (_, files, options) => {
    isValid(json(files, question, options));
    expect(isValid.errors).toBeNull();
  });
});

test('a configuration is described as in the report of a run', () => {
  const { why, id, ...rest } = schema.definitions.configuration.properties;
  const { id: _, ...reported } = schemaOf('report').definitions.configuration.properties;
  expect(rest).toEqual(reported);
  expect([why.type, id.type]).toEqual(['string', 'string']);
});

test('places are data', () => {
  const [application] = json(example, {
    kind: 'symbol',
    symbol: 'CONFIG_NORDIC_QSPI_NOR',
    image: 'mcuboot',
  }).applications;
  const [value] = application.answers[0].answer.values;
  expect(value).toMatchObject({ image: 'mcuboot', value: 'n', type: 'bool', missing: null });
  expect(value.steps[0]).toEqual({
    role: 'decides',
    text: 'CONFIG_NORDIC_QSPI_NOR=n',
    place: {
      kind: 'sdk',
      version: '2.4.0',
      file: 'bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf',
      line: 2,
    },
  });
});
