import { describe, expect, test } from 'vitest';
import { diagnosticsOf, ofRule, overlay, plain, without } from './of-rule.ts';

/** `partition(['a', 0x0, 0x1000], ['b', ...])`, all in one region. */
const layout = (
  region: string,
  ...partitions: readonly (readonly [name: string, address: string, size: string, more?: string])[]
) => ({
  ...plain,
  'pm_static.yml': partitions
    .map(
      ([name, address, size, more = '']) =>
        `${name}:\n  address: ${address}\n  size: ${size}\n  region: ${region}\n${more}`,
    )
    .join(''),
});
const external = (...partitions: Parameters<typeof layout>[1][]) => layout('external_flash', ...partitions);
const file = (text: string) => ({ ...plain, 'pm_static.yml': text });

describe('partition/overlap', () => {
  const found = ofRule('partition/overlap');

  test('lets partitions touch', () => {
    expect(found(external(['a', '0x0', '0x1000'], ['b', '0x1000', '0x1000']))).toEqual([]);
    expect(found(external(['a', '0x0', '0x1001'], ['b', '0x1000', '0x1000']))).toEqual(['error pm_static.yml:6']);
  });

  test.each([
    ['the same place', '0x0', '0x1000'],
    ['the same address', '0x0', '0x800'],
    ['one inside the other', '0x400', '0x400'],
  ])('reports %s, which Partition Manager may accept', (_, address, size) => {
    expect(found(external(['a', '0x0', '0x1000'], ['b', address, size]))).toHaveLength(1);
  });

  test('reports a partition that covers two others with both', () => {
    const three = external(['a', '0x0', '0x2000'], ['b', '0x0', '0x1000'], ['c', '0x1000', '0x1000']);
    expect(found(three)).toEqual(['error pm_static.yml:6', 'error pm_static.yml:10']);
  });

  test('leaves containers and other regions alone', () => {
    const members = external(
      ['a', '0x0', '0x1000'],
      ['b', '0x1000', '0x1000'],
      ['all', '0x0', '0x2000', '  span: [a, b]\n'],
    );
    expect(found(members)).toEqual([]);
    const loose = members['pm_static.yml']!.replace('  span: [a, b]\n', '');
    expect(found(file(loose))).not.toEqual([]);
    expect(found(file(members['pm_static.yml']!.replace('b:\n  address: 0x1000', 'b:\n  address: 0x0')))).toHaveLength(
      1,
    );
    const elsewhere =
      external(['a', '0x0', '0x1000'])['pm_static.yml']! +
      layout('flash_primary', ['b', '0x0', '0x1000'])['pm_static.yml'];
    expect(found(file(elsewhere))).toEqual([]);
  });

  test('says how to part them, and what is free', () => {
    const [only] = diagnosticsOf('partition/overlap', external(['a', '0x0', '0x2000'], ['b', '0x1000', '0x1000']));
    expect(only?.help).toBe('end a at 0x1000 or before, or move b; free in external_flash: 0x2000..0x800000');
  });
});

describe('partition/exceeds-region', () => {
  const found = ofRule('partition/exceeds-region');
  const message = (files: Parameters<typeof found>[0]) => diagnosticsOf('partition/exceeds-region', files)[0]?.message;

  test('lets a partition end with its region', () => {
    expect(found(external(['a', '0x0', '0x800000']))).toEqual([]);
    expect(found(external(['a', '0x0', '0x800001']))).toEqual(['error pm_static.yml:3']);
  });

  test('points at the address of what lies outside altogether', () => {
    const behind = external(['a', '0x800000', '0x1000']);
    expect(found(behind)).toEqual(['error pm_static.yml:2']);
    expect(message(behind)).toBe('a lies behind the end of external_flash, 0x800000');
    const before = layout('sram_primary', ['a', '0x1000', '0x1000']);
    expect(found(before)).toEqual(['error pm_static.yml:2']);
    expect(message(before)).toBe('a starts at 0x1000, and sram_primary at 0x20000000');
  });

  test('knows the size of the internal flash', () => {
    expect(found(layout('flash_primary', ['a', '0xf0000', '0x10000']))).toEqual([]);
    expect(found(layout('flash_primary', ['a', '0xf0000', '0x11000']))).toHaveLength(1);
  });

  test('leaves it to external-flash/size-in-bits when the size was written in bytes', () => {
    const files = {
      ...external(['a', '0x0', '0x600000']),
      [overlay]: `${plain[overlay]}&mx25r64 {\n\tsize = <0x800000>;\n};\n`,
    };
    expect(found(files)).toEqual([]);
    expect(ofRule('external-flash/size-in-bits')(files)).toHaveLength(1);
  });

  test('is silent where the chip has no size', () => {
    const files = external(['a', '0x0', '0x1000000']);
    expect(found(files)).toHaveLength(1);
    expect(found({ ...files, [overlay]: `${plain[overlay]}&mx25r64 {\n\t/delete-property/ size;\n};\n` })).toEqual([]);
  });
});

describe('partition/end-address', () => {
  const found = ofRule('partition/end-address');
  const ending = (end: string) => external(['a', '0x1000', '0x1000', `  end_address: ${end}\n`]);

  test('compares it with address and size', () => {
    expect(found(ending('0x2000'))).toEqual([]);
    expect(found(ending('8192'))).toEqual([]);
    expect(found(ending('0x3000'))).toEqual(['warning pm_static.yml:5']);
    expect(diagnosticsOf('partition/end-address', ending('0x3000'))[0]?.help).toContain('set size to 0x2000');
  });

  test('proposes no size that a partition cannot have', () => {
    expect(diagnosticsOf('partition/end-address', ending('0x800'))[0]?.help).not.toContain('-0x');
  });
});

describe('partition/unknown-region', () => {
  const found = ofRule('partition/unknown-region');

  test('knows the regions of the chip', () => {
    expect(found(layout('sram_primary', ['a', '0x20000000', '0x1000']))).toEqual([]);
    expect(found(layout('otp', ['a', '0x0', '0x100']))).toEqual(['error pm_static.yml:4']);
    const otp = without(layout('otp', ['a', '0xff8100', '0x100']), overlay);
    expect(found({ ...otp, 'boards/nrf5340dk_nrf5340_cpuapp.overlay': '/ {\n};\n' })).toEqual([]);
  });

  test('proposes the region that was meant, if any', () => {
    const help = (region: string) =>
      diagnosticsOf('partition/unknown-region', layout(region, ['a', '0x0', '0x1000']))[0]?.fixes;
    expect(help('external-flash')).toMatchObject([{ title: 'write external_flash' }]);
    expect(help('MX25R64')).toBeUndefined();
  });
});

describe('the shape of the static file', () => {
  test.each([
    ['partition/missing-address-or-size', 'a:\n  address: 0x0\n', 'error pm_static.yml:1'],
    ['partition/missing-address-or-size', 'a:\n  size: 0x1000\n', 'error pm_static.yml:1'],
    ['partition/missing-address-or-size', 'a:\n  region: external_flash\n', 'error pm_static.yml:1'],
    ['partition/value-type', 'a:\n  address: 0x0\n  size: "0x1000"\n', 'error pm_static.yml:3'],
    ['partition/value-type', 'a:\n  address: 0x0\n  size: CONFIG_PM_SIZE\n', 'error pm_static.yml:3'],
    ['partition/value-type', 'a:\n  address: 0x0\n  size: -4096\n', 'error pm_static.yml:3'],
    ['partition/value-type', 'a:\n  address: 0x0\n  size: 1e3\n', 'error pm_static.yml:3'],
    ['partition/value-type', 'a:\n  address: 0x0\n  size: 010000\n', 'warning pm_static.yml:3'],
    ['partition/not-a-mapping', '# nothing yet\n', 'error pm_static.yml:1'],
    ['partition/not-a-mapping', 'a:\n', 'error pm_static.yml:1'],
    ['partition/not-a-mapping', 'partitions:\n  a:\n    address: 0x0\n    size: 0x1000\n', 'error pm_static.yml:1'],
    ['partition/duplicate-key', 'a:\n  address: 0x0\n  size: 0x1000\n  size: 0x2000\n', 'error pm_static.yml:4'],
    ['partition/unknown-key', 'a:\n  address: 0x0\n  size: 0x1000\n  comment: x\n', 'warning pm_static.yml:4'],
    ['partition/not-a-mapping', 'a:\n  address: [0x0\n', 'error pm_static.yml:'],
  ])('%s: %j', (rule, text, place) => {
    expect(ofRule(rule)(file(text))).toEqual([expect.stringContaining(place)]);
    expect(ofRule(rule)(file('a:\n  address: 0x0\n  size: 0x1000\n'))).toEqual([]);
  });

  test('a mistyped key that has a default says where the partition goes', () => {
    const message = (key: string, name = 'a') =>
      diagnosticsOf('partition/unknown-key', file(`${name}:\n  address: 0x0\n  size: 0x1000\n  ${key}: x\n`))[0]
        ?.message;
    expect(message('regoin')).toBe('Partition Manager ignores `regoin` of a, which lies in flash_primary then');
    expect(message('regoin', 'rpmsg_sram')).toContain('sram_primary');
    expect(message('comment')).toBe('Partition Manager ignores `comment` of a');
  });

  test('the size is worked out where the end is given', () => {
    const fixes = (text: string) => diagnosticsOf('partition/missing-address-or-size', file(text))[0]?.fixes;
    expect(fixes('a:\n  address: 0x1000\n  end_address: 0x3000\n')).toMatchObject([{ title: 'write size: 0x2000' }]);
    expect(fixes('a:\n  address: 0x3000\n  end_address: 0x1000\n')).toBeUndefined();
    expect(fixes('a:\n  end_address: 0x3000\n')).toBeUndefined();
  });

  test('a file that is no YAML is reported once, and nothing is made of its parts', () => {
    const files = file('a:\n  address: 0x0\n  size: [\nb:\n  address: 0x0\n');
    const all = ['not-a-mapping', 'missing-address-or-size', 'value-type', 'overlap'].flatMap((name) =>
      ofRule(`partition/${name}`)(files),
    );
    expect(all).toHaveLength(1);
  });
});
