import { describe, expect, test } from 'vitest';
import { chosen, diagnosticsOf, ofRule, overlay, plain } from './of-rule.ts';

const inBits = ofRule('external-flash/size-in-bits');
const vsId = ofRule('external-flash/size-vs-jedec-id');
const vsTable = ofRule('external-flash/size-vs-sfdp');

/** A chip of its own on the bus of the DK's. */
const chip = (properties: string, compatible = 'nordic,qspi-nor') => ({
  ...plain,
  [overlay]: `/delete-node/ &mx25r64;\n${chosen.replace('mx25r64', 'nor')}&qspi {\n\tnor: nor@0 {\n\t\tcompatible = "${compatible}";\n\t\treg = <0>;\n\t\t${properties}\n\t};\n};\n`,
});
const at = `${overlay}:11`;

describe('external-flash/size-in-bits', () => {
  test('trusts the JEDEC id, however many partitions there are', () => {
    expect(inBits(chip('jedec-id = [c2 28 17]; size = <0x4000000>;'))).toEqual([]);
    expect(inBits(chip('jedec-id = [c2 28 17]; size = <0x800000>;'))).toEqual([`error ${at}`]);
    expect(vsId(chip('jedec-id = [c2 28 17]; size = <0x800000>;'))).toEqual([]);
  });

  test('without an id, asks whether the partitions fit only when it is read as bytes', () => {
    const partitions = (size: string) =>
      `littlefs_storage:\n  address: 0x0\n  size: ${size}\n  region: external_flash\n`;
    const small = chip('size = <0x800000>;');
    expect(inBits({ ...small, 'pm_static.yml': partitions('0x600000') })).toEqual([`error ${at}`]);
    expect(inBits({ ...small, 'pm_static.yml': partitions('0x100000') })).toEqual([]);
    // Bytes would not do either: another mistake.
    expect(inBits({ ...small, 'pm_static.yml': partitions('0x900000') })).toEqual([]);
  });

  test('leaves size-in-bytes alone', () => {
    expect(inBits(chip('jedec-id = [c2 28 17]; size-in-bytes = <0x800000>;'))).toEqual([]);
    expect(vsId(chip('jedec-id = [c2 28 17]; size-in-bytes = <0x800000>;'))).toEqual([]);
  });
});

describe('external-flash/size-vs-jedec-id', () => {
  test('compares in either direction', () => {
    expect(vsId(chip('jedec-id = [ef 40 16]; size = <0x2000000>;'))).toEqual([]);
    expect(vsId(chip('jedec-id = [ef 40 16]; size = <0x4000000>;'))).toEqual([`warning ${at}`]);
    expect(vsId(chip('jedec-id = [ef 40 16]; size = <0x1000000>;'))).toEqual([`warning ${at}`]);
  });

  test('says size-in-bytes where the user did', () => {
    const [only] = diagnosticsOf(
      'external-flash/size-vs-jedec-id',
      chip('jedec-id = [ef 40 16]; size-in-bytes = <0x800000>;'),
    );
    expect(only?.fixes?.[0]?.title).toBe('write size-in-bytes = <0x400000>;');
  });

  test.each([
    ['a manufacturer that counts otherwise', '1f 47 01'],
    ['a manufacturer nobody knows', '85 60 17'],
    ['the range in which Micron counts otherwise', '20 ba 20'],
    ['an id that is no id', '00 00 00'],
    ['an id of four bytes', 'ef 40 16 00'],
  ])('is silent about %s', (_, id) => {
    expect(vsId(chip(`jedec-id = [${id}]; size = <0x800000>;`))).toEqual([]);
  });

  test('points at the id where the size is that of the board', () => {
    const files = { ...plain, [overlay]: `${chosen}&mx25r64 {\n\tjedec-id = [c2 28 16];\n};\n` };
    expect(vsId(files)).toEqual([`warning ${overlay}:7`]);
  });
});

describe('external-flash/size-vs-sfdp', () => {
  const table = (density: string) => `sfdp-bfp = [e5 20 f1 ff ${density}];`;
  const spi = (properties: string, symbols = '') => ({
    'prj.conf': `CONFIG_FLASH=y\nCONFIG_SPI=y\nCONFIG_SPI_NOR=y\n${symbols}`,
    [overlay]: `&spi1 {\n\tstatus = "okay";\n\tnor@0 {\n\t\tcompatible = "jedec,spi-nor";\n\t\treg = <0>;\n\t\t${properties}\n\t};\n};\n`,
  });
  const devicetree = 'CONFIG_SPI_NOR_SFDP_DEVICETREE=y\n';

  test('is an error only where the driver reads the table', () => {
    const wrong = `size = <0x2000000>; ${table('ff ff ff 03')}`;
    expect(vsTable(spi(`size = <0x4000000>; ${table('ff ff ff 03')}`, devicetree))).toEqual([]);
    expect(vsTable(spi(wrong, devicetree))).toEqual([`error ${overlay}:6`]);
    expect(vsTable(spi(wrong))).toEqual([`info ${overlay}:6`]);
    expect(vsTable(spi(wrong, 'CONFIG_SPI_NOR_SFDP_RUNTIME=y\n'))).toEqual([`info ${overlay}:6`]);
    expect(vsTable(chip(wrong))).toEqual([`info ${at}`]);
  });

  test('reads a density that is written as a power of two', () => {
    expect(vsTable(chip(`size = <0x80000000>; ${table('1f 00 00 80')}`))).toEqual([]);
    expect(vsTable(chip(`size = <0x80000000>; ${table('1e 00 00 80')}`))).toEqual([`info ${at}`]);
  });

  test('is silent about a table that is too short to say anything', () => {
    expect(vsTable(chip('size = <0x2000000>; sfdp-bfp = [e5 20 f1 ff ff ff];'))).toEqual([]);
  });

  test('points at the size where the table is that of the board', () => {
    const files = { ...plain, [overlay]: `${chosen}&mx25r64 {\n\tsize = <0x1000000>;\n};\n` };
    expect(vsTable(files)).toEqual([`info ${overlay}:7`]);
  });
});
