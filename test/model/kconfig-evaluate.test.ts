import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordingUnknowns, valueOf } from '../../src/model/fact.ts';
import { places, symbols, view } from './kconfig.ts';

describe('an assignment', () => {
  test('of the last fragment wins, and remembers what it replaced', () => {
    const { bool } = view(['DRIVER=y', 'DRIVER=n', 'DRIVER=y'], { facts: symbols({ DRIVER: {} }) });
    expect(valueOf(bool('CONFIG_DRIVER'))).toBe(true);
    const { number } = view(['SECTORS=128', 'SECTORS=256'], { facts: symbols({ SECTORS: { type: 'int' } }) });
    expect(valueOf(number('SECTORS'))).toBe(256);
    expect(places(number('SECTORS'))).toEqual(['SECTORS=256', 'SECTORS=128']);
  });

  test('of a symbol without facts counts as written; unassigned, it is unknown', () => {
    const kconfig = view(['MINE=y', 'TEXT="a"', 'SIZE=0x10']);
    expect(valueOf(kconfig.bool('MINE'))).toBe(true);
    expect(valueOf(kconfig.text('TEXT'))).toBe('a');
    expect(valueOf(kconfig.number('SIZE'))).toBe(16);
    expect(kconfig.bool('OTHER')).toMatchObject({ missing: 'CONFIG_OTHER in the mcuboot image (no facts about it)' });
  });

  test('counts only where the symbol is asked for', () => {
    const facts = symbols({ DRIVER: { depends: 'BUS' }, BUS: {} });
    expect(valueOf(view(['DRIVER=y', 'BUS=n'], { facts }).bool('DRIVER'))).toBe(false);
    expect(places(view(['DRIVER=y', 'BUS=n'], { facts }).bool('DRIVER'))).toContain('BUS=n');
    expect(places(view(['DRIVER=y', 'BUS=n'], { facts }).bool('DRIVER'))).toContain('DRIVER=y');
    expect(valueOf(view(['DRIVER=y', 'BUS=y'], { facts }).bool('DRIVER'))).toBe(true);
  });

  test('of a symbol without prompt does not count', () => {
    const facts = symbols({ HIDDEN: { prompt: 'n', defaults: [{ value: 'y', at: 'Kconfig:1' }] } });
    expect(valueOf(view(['HIDDEN=n'], { facts }).bool('HIDDEN'))).toBe(true);
  });

  test('of the wrong type does not count', () => {
    const facts = symbols({ HEAP: { type: 'int', defaults: [{ value: '0', at: 'Kconfig:1' }] }, ON: {} });
    const kconfig = view(['HEAP=n', 'ON=1'], { facts });
    expect(valueOf(kconfig.number('HEAP'))).toBe(0);
    expect(valueOf(kconfig.bool('ON'))).toBe(false);
  });

  test('is listed as given, in order', () => {
    expect(
      view(['A=y', 'B=y', 'A=n'])
        .assigned('CONFIG_A')
        .map(({ value }) => value),
    ).toEqual(['y', 'n']);
    expect(view([]).assigned('A')).toEqual([]);
  });
});

describe('without an assignment', () => {
  test('the first default whose condition holds decides', () => {
    const facts = symbols({
      SIZE: {
        type: 'hex',
        defaults: [
          { value: '0x100', if: 'SMALL', at: 'Kconfig:1' },
          { value: 'LARGE_SIZE', at: 'Kconfig:2' },
        ],
      },
      LARGE_SIZE: { type: 'hex', prompt: 'n', defaults: [{ value: 'c000', at: 'Kconfig:3' }] },
      SMALL: {},
    });
    expect(valueOf(view(['SMALL=y'], { facts }).number('SIZE'))).toBe(0x100);
    expect(valueOf(view([], { facts }).number('SIZE'))).toBe(0xc000);
    expect(places(view(['SMALL=y'], { facts }).number('SIZE'))).toEqual(['Kconfig:1', 'SMALL=y']);
  });

  test('a number may be a cell of the devicetree', () => {
    const facts = symbols({
      PAGE: { type: 'int', defaults: [{ value: 'dt_chosen_cell(zephyr,flash, erase-block-size)', at: 'Kconfig:1' }] },
    });
    const at = 'board.dts:1';
    const nodes = [
      { path: '/chosen', properties: { 'zephyr,flash': [{ parts: [{ reference: '/flash' }] }, at] } },
      { path: '/flash', properties: { 'erase-block-size': [[4096], at] } },
    ] as const;
    expect(valueOf(view([], { facts, nodes }).number('PAGE'))).toBe(4096);
    expect(view([], { facts, nodes: 'unknown' }).number('PAGE').known).toBe(false);
  });

  test('a symbol that is selected is y, whatever else is said', () => {
    const facts = symbols({ SPI: { selects: [{ if: 'SPI_NOR', at: 'Kconfig:11' }] }, SPI_NOR: {} });
    expect(valueOf(view(['SPI=n', 'SPI_NOR=y'], { facts }).bool('SPI'))).toBe(true);
    expect(places(view(['SPI=n', 'SPI_NOR=y'], { facts }).bool('SPI'))).toEqual(['Kconfig:11', 'SPI_NOR=y', 'SPI=n']);
    expect(valueOf(view(['SPI=n', 'SPI_NOR=n'], { facts }).bool('SPI'))).toBe(false);
  });

  test('a symbol is unknown where not all that selects it is known', () => {
    const facts = symbols({ I2C: { complete: false } });
    expect(view([], { facts }).bool('I2C').known).toBe(false);
    expect(view(['I2C=n'], { facts }).bool('I2C').known).toBe(false);
    expect(valueOf(view(['I2C=y'], { facts }).bool('I2C'))).toBe(true);
  });

  test('it is unknown while fragments may be missing, unless nobody can assign it', () => {
    const facts = symbols({ OPEN: {}, HIDDEN: { prompt: 'n' }, OFF: { depends: 'HIDDEN' } });
    const options = { closed: false, why: 'the fragments that CMake adds' };
    const kconfig = view(['SET=y'], { facts, options });
    expect(kconfig.bool('OPEN')).toMatchObject({ missing: 'the fragments that CMake adds' });
    expect(valueOf(kconfig.bool('HIDDEN'))).toBe(false);
    expect(valueOf(kconfig.bool('OFF'))).toBe(false);
    expect(valueOf(kconfig.bool('SET'))).toBe(true);
  });
});

describe('a choice', () => {
  const member = { choice: 'MODE' } as const;
  const facts = symbols({
    MOVE: { ...member, defaults: [{ value: 'y', if: 'PREFER_MOVE', at: 'Kconfig:1' }] },
    SCRATCH: { ...member, defaults: [{ value: 'y', if: '!PREFER_MOVE', at: 'Kconfig:2' }] },
    OVERWRITE: { ...member, depends: '!KEEP' },
    PREFER_MOVE: { defaults: [{ value: 'y', at: 'Kconfig:3' }] },
    KEEP: {},
  });
  const chosen = (...lines: string[]): string[] =>
    ['MOVE', 'SCRATCH', 'OVERWRITE'].filter((name) => valueOf(view(lines, { facts }).bool(name)));

  test('has its default when no member is assigned', () => {
    expect(chosen()).toEqual(['MOVE']);
    expect(chosen('PREFER_MOVE=n')).toEqual(['SCRATCH']);
  });

  test('has the member that was assigned y last, and no other', () => {
    expect(chosen('SCRATCH=y')).toEqual(['SCRATCH']);
    expect(chosen('SCRATCH=y', 'OVERWRITE=y')).toEqual(['OVERWRITE']);
    expect(places(view(['SCRATCH=y'], { facts }).bool('MOVE'))).toEqual(['SCRATCH=y']);
  });

  test('does not take n for a decision', () => {
    expect(chosen('MOVE=n')).toEqual(['MOVE']);
    expect(chosen('SCRATCH=y', 'SCRATCH=n')).toEqual(['SCRATCH']);
  });

  test('leaves out a member that cannot be chosen', () => {
    expect(chosen('OVERWRITE=y', 'KEEP=y')).toEqual(['MOVE']);
  });
});

describe('what is unknown', () => {
  const facts = symbols({
    DRIVER: { defaults: [{ value: 'y', if: 'STRANGE', at: 'Kconfig:1' }] },
    SAME: { depends: 'STRANGE' },
  });

  test('makes unknown what rests on it, and only that', () => {
    expect(view([], { facts }).bool('DRIVER').known).toBe(false);
    expect(valueOf(view([], { facts }).bool('SAME'))).toBe(false);
    expect(view(['SAME=y'], { facts }).bool('SAME').known).toBe(false);
    expect(valueOf(view(['SAME=n'], { facts }).bool('SAME'))).toBe(false);
  });

  test('is reported once it is read, and only where it mattered', () => {
    const kconfig = view([], { facts });
    expect(recordingUnknowns(() => valueOf(kconfig.bool('SAME'))).missing).toEqual([]);
    expect(recordingUnknowns(() => valueOf(kconfig.bool('DRIVER'))).missing).toEqual([
      'CONFIG_STRANGE in the mcuboot image (no facts about it in shipped facts of NCS 2.4.0)',
    ]);
  });

  test('includes symbols that depend on themselves', () => {
    const circular = symbols({
      A: { depends: 'B', defaults: [{ value: 'y', at: 'Kconfig:1' }] },
      B: { depends: 'A', defaults: [{ value: 'y', at: 'Kconfig:2' }] },
    });
    expect(view([], { facts: circular }).bool('A').known).toBe(false);
  });

  test('never throws, whatever is assigned', () => {
    const line = fc
      .tuple(fc.constantFrom('DRIVER', 'SAME', 'OTHER'), fc.string())
      .map(([name, value]) => `${name}=${value}`);
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const kconfig = view(lines, { facts });
        for (const name of ['DRIVER', 'SAME', 'OTHER'])
          for (const read of [kconfig.bool, kconfig.number, kconfig.text]) read(name);
      }),
    );
  });
});
