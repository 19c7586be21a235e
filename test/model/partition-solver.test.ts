import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Behaviour, Layout, RegionToFill } from '../../src/model/partitions/solver/requirements.ts';
import { solve } from '../../src/model/partitions/solver/solve.ts';
import { hex } from '../../src/model/units.ts';
import { requirementsOf, staticPartitions, type Written } from './partition-manager.ts';

const flash: RegionToFill = { name: 'flash_primary', base: 0, size: 0x1000, strategy: 'complex' };
const external: RegionToFill = { name: 'external_flash', base: 0, size: 0x1000, strategy: 'start_to_end' };
const ram: RegionToFill = {
  name: 'sram_primary',
  base: 0x20000000,
  size: 0x1000,
  strategy: 'complex',
  rest: 'sram_primary',
};

interface Options {
  readonly regions?: readonly RegionToFill[];
  /** The text of a static file. */
  readonly fixed?: string;
  readonly behaviour?: Behaviour;
}

const run = (asked: Readonly<Record<string, Written>>, { regions = [flash], fixed = '{}', behaviour }: Options = {}) =>
  solve({
    regions,
    dynamic: requirementsOf(asked),
    fixed: staticPartitions(fixed)!,
    behaviour: behaviour ?? 'ncs-2.4',
  });

/** `name start..end`, by address, containers before their members. */
function layoutOf(asked: Readonly<Record<string, Written>>, options: Options = {}): readonly string[] {
  const { layout } = run(asked, options);
  return [...(layout ?? [])]
    .sort(([, a], [, b]) => a.address - b.address || b.size - a.size)
    .map(([name, { address, size }]) => `${name} ${hex(address)}..${hex(address + size)}`);
}

/** Why there is no layout. */
function failure(asked: Readonly<Record<string, Written>>, options: Options = {}): string | undefined {
  const solution = run(asked, options);
  return solution.layout ? undefined : solution.why;
}

const behind = (neighbour: string, size: number, more: object = {}): Written => ({
  placement: { after: neighbour, ...more },
  size,
});
const inFront = (neighbour: string, size: number, more: object = {}): Written => ({
  placement: { before: neighbour, ...more },
  size,
});

describe('a region with a gap', () => {
  test('gives app what the others leave', () => {
    expect(layoutOf({})).toEqual(['app 0x0..0x1000']);
    expect(layoutOf({ boot: inFront('app', 0x100), data: inFront('end', 0x200) })).toEqual([
      'boot 0x0..0x100',
      'app 0x100..0xe00',
      'data 0xe00..0x1000',
    ]);
  });

  test('takes the first of several neighbours that is there', () => {
    const asked = { pad: { placement: { before: ['nobody', 'slot', 'app'] }, size: 0x80 }, slot: { span: ['app'] } };
    expect(layoutOf(asked)).toEqual(['pad 0x0..0x80', 'app 0x80..0x1000', 'slot 0x80..0x1000']);
  });

  test('puts partitions that ask for the same place in the order of their names', () => {
    expect(layoutOf({ c: inFront('end', 1), a: inFront('end', 2), b: inFront('end', 3) }).slice(1)).toEqual([
      'a 0xffa..0xffc',
      'b 0xffc..0xfff',
      'c 0xfff..0x1000',
    ]);
  });

  test('shares it between slots of one size', () => {
    const asked = {
      boot: inFront('slot', 0x200),
      pad: inFront('app', 0x100),
      slot: { span: ['pad', 'app'] },
      second: { placement: { after: 'slot' }, share_size: 'slot' },
    };
    expect(layoutOf(asked)).toEqual([
      'boot 0x0..0x200',
      'slot 0x200..0x900',
      'pad 0x200..0x300',
      'app 0x300..0x900',
      'second 0x900..0x1000',
    ]);
  });

  test('drops who shares a size that nobody has, and containers without members', () => {
    expect(layoutOf({ second: { placement: { after: 'app' }, share_size: 'slot' } })).toEqual(['app 0x0..0x1000']);
    expect(layoutOf({ none: behind('start', 0), around: { span: ['none'] } })).toEqual(['app 0x0..0x1000']);
  });

  test('puts what is inside of a container beside its members', () => {
    const asked = {
      slot: { span: ['app', 'image'] },
      image: { span: [] },
      trailer: { placement: { after: 'app' }, size: 0x10, inside: ['nobody', 'slot'] },
    };
    expect(layoutOf(asked)).toEqual(['slot 0x0..0x1000', 'app 0x0..0xff0', 'trailer 0xff0..0x1000']);
  });

  test('chooses with one_of, but not in a placement', () => {
    expect(
      layoutOf({ a: behind('start', 0x20), b: { placement: { after: 'a' }, share_size: { one_of: ['x', 'a'] } } }),
    ).toEqual(['a 0x0..0x20', 'b 0x20..0x40', 'app 0x40..0x1000']);
    expect(failure({ a: { span: [{ one_of: ['x', 'y'] }] } })).toBe('none of x, y is there for a to choose');
    expect(failure({ a: behind('start', 1), b: { placement: { after: [{ one_of: ['a'] }] }, size: 1 } })).toContain(
      'takes lists only',
    );
  });
});

describe('alignment', () => {
  test('puts a filler beside the partition, at the cost of app', () => {
    expect(layoutOf({ a: behind('start', 0x90), b: behind('a', 0x10, { align: { start: 0x100 } }) })).toEqual([
      'a 0x0..0x90',
      'EMPTY_0 0x90..0x100',
      'b 0x100..0x110',
      'app 0x110..0x1000',
    ]);
    expect(layoutOf({ a: inFront('end', 0x90, { align: { start: 0x100 } }) })).toEqual([
      'app 0x0..0xf00',
      'a 0xf00..0xf90',
      'EMPTY_0 0xf90..0x1000',
    ]);
  });

  test('moves the partition behind another one with align_next', () => {
    expect(layoutOf({ a: behind('start', 0x90, { align_next: 0x100 }), b: behind('a', 0x10) })[2]).toBe(
      'b 0x100..0x110',
    );
  });

  test('shrinks all slots alike to align one', () => {
    const asked = {
      boot: inFront('app', 0x10),
      slot: { span: ['app'] },
      second: { placement: { after: 'app', align: { start: 0x100 } }, share_size: 'slot' },
    };
    expect(layoutOf(asked)).toEqual([
      'boot 0x0..0x10',
      'app 0x10..0x800',
      'slot 0x10..0x800',
      'second 0x800..0xff0',
      'EMPTY_0 0xff0..0x1000',
    ]);
  });

  test('counts fillers in a container from 2.6 on', () => {
    const asked = {
      a: behind('start', 0x90),
      b: behind('a', 0x10, { align: { start: 0x100 } }),
      both: { span: ['a', 'b'] },
    };
    expect(layoutOf(asked)).toContain('both 0x0..0xa0');
    expect(layoutOf(asked, { behaviour: 'ncs-2.6' })).toContain('both 0x0..0x110');
  });

  test('is lost with 2.4 where two partitions ask for the same place', () => {
    const asked = {
      a: inFront('end', 0x90, { align: { start: 0x100 } }),
      b: inFront('end', 0x90, { align: { start: 0x100 } }),
    };
    expect(layoutOf(asked)).toContain('a 0xe70..0xf00');
    expect(layoutOf(asked, { behaviour: 'ncs-2.6' })).toContain('a 0xe00..0xe90');
  });
});

describe('a static file', () => {
  const fixed = 'boot: {address: 0x0, size: 0x200}\ndata: {address: 0xf00, size: 0x100}\n';

  test('leaves one gap', () => {
    expect(layoutOf({ boot: inFront('app', 0x800) }, { fixed })).toEqual([
      'boot 0x0..0x200',
      'app 0x200..0xf00',
      'data 0xf00..0x1000',
    ]);
    expect(failure({}, { fixed: `${fixed}middle: {address: 0x400, size: 0x100}\n` })).toBe(
      'there are 2 gaps instead of one',
    );
    expect(failure({}, { fixed: 'all: {address: 0x0, size: 0x1000}\n' })).toBe('there are 0 gaps instead of one');
  });

  test('ignores the place of app, and believes that of a container', () => {
    const odd = `${fixed}app: {address: 0x300, size: 0x10}\nslot: {address: 0x100, size: 0x20, span: [app]}\n`;
    expect(layoutOf({}, { fixed: odd })).toEqual([
      'boot 0x0..0x200',
      'slot 0x100..0x120',
      'app 0x200..0xf00',
      'data 0xf00..0x1000',
    ]);
  });

  test('takes members away from containers of the images', () => {
    const asked = { pad: inFront('app', 0x80), slot: { span: ['pad', 'app'] } };
    const padded = 'pad: {address: 0x0, size: 0x100}\n';
    expect(layoutOf(asked, { fixed: padded })).toEqual(['pad 0x0..0x100', 'app 0x100..0x1000', 'slot 0x100..0x1000']);
  });

  test('needs the numbers of every entry but app', () => {
    expect(failure({}, { fixed: 'boot: {address: 0x0}\n' })).toBe('boot has no place');
  });

  test('drops what lies in a region that is not there', () => {
    expect(layoutOf({}, { fixed: 'data: {address: 0x0, size: 0x10, region: external_flash}\n' })).toEqual([
      'app 0x0..0x1000',
    ]);
  });
});

describe('other regions', () => {
  const far = (size: number): Written => ({ region: 'external_flash', size });

  test('external flash is filled from its start, the free part has its name', () => {
    expect(layoutOf({ a: far(0x10), b: far(0x20) }, { regions: [external] })).toEqual([
      'a 0x0..0x10',
      'b 0x10..0x30',
      'external_flash 0x30..0x1000',
    ]);
  });

  test('static partitions have to be packed there', () => {
    const fixed = 'a: {address: 0x100, size: 0x100, region: external_flash}\n';
    expect(failure({}, { regions: [external], fixed })).toBe('external_flash has 2 gaps instead of one');
    const first = { regions: [external], fixed: fixed.replace('0x100', '0x0') };
    expect(layoutOf({ b: far(0x10) }, first)[1]).toBe('b 0x100..0x110');
  });

  test('a slot there has the size of the primary one, in whatever order the regions come', () => {
    const asked = {
      boot: inFront('app', 0x200),
      second: { region: 'external_flash', share_size: ['slot'] },
      slot: { span: ['app'] },
    };
    expect(layoutOf(asked, { regions: [external, flash] })).toContain('second 0x0..0xe00');
  });

  test('a static slot lends its size to nobody', () => {
    const asked = { second: { region: 'external_flash', share_size: ['slot'] } };
    const fixed = 'slot: {address: 0x0, size: 0x800}\n';
    expect(failure(asked, { regions: [flash, external], fixed })).toContain('which is static or not there');
  });

  test('in RAM the rest has the name of the region', () => {
    expect(layoutOf({ pcd_sram: behind('start', 0x100) }, { regions: [ram] })).toEqual([
      'pcd_sram 0x20000000..0x20000100',
      'sram_primary 0x20000100..0x20001000',
      'app 0x20000100..0x20001000',
    ]);
  });
});

describe('what cannot be had', () => {
  test.each<[string, Readonly<Record<string, Written>>]>([
    ['a is before the start', { a: inFront('start', 1) }],
    ['a is behind the end', { a: behind('end', 1) }],
    ['nothing says where a, b go', { a: behind('b', 1), b: behind('a', 1) }],
    ['a has an empty placement', { a: { placement: {}, size: 1 } }],
    [
      'the members of s are not next to each other',
      { a: behind('start', 1), b: inFront('end', 1), s: { span: ['a', 'b'] } },
    ],
    ['the container s is inside of itself', { s: { span: ['t', 'app'] }, t: { span: ['s', 'app'] } }],
    ['align of a has to be in its placement', { a: { ...behind('start', 1), align: { start: 2 } } }],
    ['is aligned twice', { a: behind('start', 1, { align_next: 3 }), b: behind('a', 1, { align: { start: 4 } }) }],
    [
      'shares its own size',
      { a: { placement: { after: 'start' }, share_size: 'b' }, b: { placement: { after: 'a' }, share_size: 'a' } },
    ],
  ])('%s', (why, asked) => {
    expect(failure(asked)).toContain(why);
  });

  test('names the region and the partitions', () => {
    expect(run({ a: inFront('start', 1) })).toMatchObject({ region: 'flash_primary', at: ['a'] });
  });
});

/** The layout as a static file, without the addresses that Partition Manager does not believe anyway. */
const asStaticFile = (layout: Layout): string =>
  [...layout]
    .map(
      ([name, { address, size, region, span }]) =>
        `${name}: {address: ${hex(address)}, size: ${hex(size)}, region: ${region}${span ? `, span: [${span.join(', ')}]` : ''}}\n`,
    )
    .join('');

test('a layout that is written down stays what it is', () => {
  const size = fc.integer({ min: 1, max: 0x40 }).map((words) => words * 4);
  const place = fc.constantFrom('app', 'start', 'end', 'p0', 'p1', 'p2');
  const one = fc.record({
    side: fc.constantFrom('before', 'after'),
    place,
    size,
    align: fc.constantFrom(undefined, 0x10, 0x80),
    region: fc.constantFrom('flash_primary', 'flash_primary', 'flash_primary', 'external_flash'),
  });
  const asked = fc.record({
    parts: fc.array(one, { maxLength: 6 }),
    spans: fc.array(fc.subarray(['app', 'p0', 'p1', 'p2'], { minLength: 1 }), { maxLength: 2 }),
    behaviour: fc.constantFrom<Behaviour>('ncs-2.4', 'ncs-2.6'),
  });
  let solved = 0;
  fc.assert(
    fc.property(asked, ({ parts, spans, behaviour }) => {
      const file = Object.fromEntries([
        ...parts.map(({ side, place, size, align, region }, index) => [
          `p${index}`,
          { region, size, placement: { [side]: place, ...(align !== undefined && { align: { start: align } }) } },
        ]),
        ...spans.map((span, index) => [`s${index}`, { span }]),
      ]);
      const regions = [flash, external];
      const { layout } = run(file, { regions, behaviour });
      if (!layout) return;
      solved += 1;
      const again = run(file, { regions, behaviour, fixed: asStaticFile(layout) });
      expect(Object.fromEntries(again.layout ?? [])).toEqual(Object.fromEntries(layout));
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(solved).toBeGreaterThan(100);
});
