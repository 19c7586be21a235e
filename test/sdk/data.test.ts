import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parseCondition } from '../../src/model/kconfig/condition.ts';
import type { BoardFile, BoardsFile, NamesFile, RenamedFile, SocsFile, SymbolsFile } from '../../src/sdk/data-files.ts';
import { dataFile } from '../../src/sdk/extract/data-file.ts';
import { shippedVersions } from '../../src/sdk/versions.ts';

const root = join(import.meta.dirname, '../../src/sdk/data');
const text = (name: string): string => readFileSync(join(root, name), 'utf8');
const file = <T>(name: string): T => JSON.parse(text(name)) as T;
const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.json'));

describe('the shipped data', () => {
  test('is as its schema says', () => {
    const schema = JSON.parse(readFileSync(join(root, '../../../schemas/sdk-facts.schema.json'), 'utf8'));
    const validators = new Map<string, ReturnType<Ajv['compile']>>();
    const ajv = new Ajv({ allowUnionTypes: true, strictTuples: false });
    for (const name of names) {
      const data = file<{ kind: string }>(name);
      // One kind at a time: the messages of a `oneOf` over all of them say nothing.
      const validate =
        validators.get(data.kind) ?? ajv.compile({ ...schema, oneOf: [{ $ref: `#/definitions/${data.kind}` }] });
      validators.set(data.kind, validate);
      if (!validate(data)) expect.fail(`${name}: ${ajv.errorsText(validate.errors)}`);
    }
  });

  test('is ASCII, as which it is read', () => {
    expect(names.filter((name) => /[^\0-\x7f]/.test(text(name)))).toEqual([]);
  });

  test('has sorted lists of names, which are searched by halves', () => {
    const { hidden, names, later } = file<NamesFile>('2.4.0/symbol-names.json');
    for (const list of [hidden, names, later]) {
      const single = list.trim().split(' ');
      expect(single).toEqual(single.toSorted((a, b) => (a < b ? -1 : 1)));
      expect(list).toBe(` ${single.join(' ')} `);
    }
  });

  test.each(['2.4.0', '2.7.0', '2.9.0', '3.3.99'])('calls no symbol gone that NCS %s defines', (version) => {
    const number = (text: string): number => Number(text.split('.')[0]) * 100 + Number(text.split('.')[1]);
    const names = version === '2.4.0' ? file<NamesFile>('2.4.0/symbol-names.json') : undefined;
    const images = names ? {} : file<SymbolsFile>(`${version}/kconfig.json`).images;
    const defined = new Set([
      ...`${names?.hidden ?? ''}${names?.names ?? ''}`.trim().split(/ +/),
      ...Object.values(images).flatMap((symbols) => Object.keys(symbols)),
    ]);
    const gone = Object.entries(file<RenamedFile>('renamed-symbols.json').symbols).flatMap(([name, symbol]) => {
      const since = typeof symbol === 'string' ? symbol.split(' ')[0] : symbol.since;
      return since !== undefined && number(since) <= number(version) ? [name] : [];
    });
    expect(gone.filter((name) => defined.has(name))).toEqual([]);
  });

  test.each(['2.7.0', '2.9.0', '3.3.99'])(
    'calls no option of sysbuild gone that NCS %s or its Zephyr defines',
    (version) => {
      const number = (text: string): number => Number(text.split('.')[0]) * 100 + Number(text.split('.')[1]);
      const { symbols } = file<RenamedFile>('renamed-symbols.json');
      const defined = [`sysbuild/${version}.json`, `sysbuild/zephyr-${version}.json`].flatMap((name) =>
        file<{ definitions: readonly { name: string }[] }>(name).definitions.map((one) => `SB_CONFIG_${one.name}`),
      );
      const gone = defined.filter((name) => {
        const symbol = symbols[name];
        const since = typeof symbol === 'string' ? symbol.split(' ')[0] : symbol?.since;
        return since !== undefined && number(since) <= number(version);
      });
      expect(gone).toEqual([]);
    },
  );

  test('has conditions that can be read for 2.7.0, too, but for those on what only a build knows', () => {
    const { images } = file<SymbolsFile>('2.7.0/symbols.json');
    const unreadable = Object.values(images)
      .flatMap((image) => Object.entries(image))
      .flatMap(([name, { depends, prompt, defaults = [], selects = [] }]) =>
        [depends, prompt, ...defaults.map((rule) => rule.if), ...selects.map((select) => select.if)].flatMap((one) =>
          one !== undefined && parseCondition(one).kind === 'unreadable' ? [name] : [],
        ),
      );
    expect([...new Set(unreadable)]).toEqual([
      ...['CLOUD_SERVICE_MUTUAL_EXCLUSIVE', 'COVERAGE_GCOV', 'EXTERNAL_LIBC', 'HIDE_CHILD_PARENT_CONFIG'],
    ]);
    expect(text('2.7.0/symbols.json')).toBe(dataFile(file('2.7.0/symbols.json')));
  });

  test.each(['2.9.0', '3.3.99'])('says of NCS %s by hand what Zephyr defines, each line as of NCS 2.7', (version) => {
    const name = `${version}/zephyr-symbols.json`;
    const symbols = Object.values(file<SymbolsFile>(name).images).flatMap((image) => Object.values(image));
    const lines = symbols.flatMap(({ at, defaults = [], selects = [] }) => [
      at,
      ...defaults.map((one) => one.at),
      ...selects.map((one) => one.at),
    ]);
    expect(lines.filter((line) => line.startsWith('zephyr/') && !/ \(2\.7\.0\)$/.test(line))).toEqual([]);
    const conditions = symbols.flatMap(({ depends, prompt, defaults = [], selects = [] }) => [
      ...[depends, prompt, ...defaults.map((one) => one.if), ...selects.map((one) => one.if)],
    ]);
    expect(conditions.filter((one) => one !== undefined && parseCondition(one).kind === 'unreadable')).toEqual([]);
    expect(text(name)).toBe(dataFile(file(name)));
  });

  describe.each(shippedVersions)('of NCS %s', (version) => {
    const { boards } = file<BoardsFile>(`${version}/boards.json`);
    const { socs } = file<SocsFile>(`${version}/soc.json`);
    const { images } = file<SymbolsFile>(`${version}/symbols.json`);
    const symbols = Object.values(images).flatMap((image) => Object.entries(image));

    test('has a file for every board, with a SoC that is described', () => {
      const files = names.filter((name) => name.startsWith(`${version}/boards/`));
      expect(files.sort()).toEqual(boards.map((board) => `${version}/boards/${board}.json`).sort());
      for (const board of boards) {
        const { name, soc } = file<BoardFile>(`${version}/boards/${board}.json`);
        expect(name).toBe(board);
        expect(Object.keys(socs)).toContain(soc);
      }
    });

    test('holds conditions that can be read', () => {
      const conditions = symbols.flatMap(([, symbol]) => [
        symbol.depends,
        symbol.prompt,
        ...(symbol.defaults ?? []).flatMap((rule) => [rule.if, symbol.type === 'bool' ? rule.value : undefined]),
        ...(symbol.selects ?? []).map((select) => select.if),
      ]);
      const unreadable = conditions.filter(
        (condition) => condition !== undefined && parseCondition(condition).kind === 'unreadable',
      );
      expect(unreadable).toEqual([]);
    });

    test('says nothing twice: what is the same in all images stands under "any"', () => {
      const { any = {}, ...single } = images;
      for (const image of Object.values(single)) expect(Object.keys(image).filter((name) => name in any)).toEqual([]);
    });

    test('is laid out for reviewers', () => {
      for (const name of ['soc.json', 'mcuboot.json', 'symbols.json', 'boards/thingy53_nrf5340_cpuapp.json']) {
        expect(text(`${version}/${name}`)).toBe(dataFile(file(`${version}/${name}`)));
      }
    });
  });
});
