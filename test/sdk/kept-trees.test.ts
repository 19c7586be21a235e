import { describe, expect, test } from 'vitest';
import { packed, unpacked } from '../../src/model/kconfig-tree/packed.ts';
import { type ImageBuild, WorkspaceKconfig } from '../../src/sdk/kconfig/workspace-kconfig.ts';
import { KeptOfSdk, type Store } from '../../src/sdk/kept.ts';
import type { FileSystem } from '../../src/text/file-system.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { devicetree } from '../model/devicetree-of.ts';
import { tree } from '../model/kconfig-tree.ts';

type Files = Readonly<Record<string, string>>;

describe('a tree as data', () => {
  const whole = tree({
    Kconfig: `
config MODULES
	bool "Modules"
choice KIND
	prompt "Kind"
	default TWO if WIDE
	optional
config ONE
	bool "One"
config TWO
	tristate "Two"
endchoice
menu "Numbers"
	visible if WIDE || KIND
config WIDE
	bool "Wide"
	select NARROW if !(ONE && TWO != n)
	imply SIZE_IS_SET
config SIZE
	hex "Size"
	range 0x10 LIMIT if WIDE
	default 0x20
	default $(shell,size) if ONE
endmenu
config NARROW
	bool
config NAME
	string "Name"
	default "some \\"name\\""
source "Missing"
`,
  });

  test('is the same tree again, with all that is shared in it', () => {
    const again = unpacked(packed(whole));
    expect(packed(again)).toEqual(packed(whole));
    expect([...again.symbols].map(([name]) => name)).toEqual([...whole.symbols].map(([name]) => name));
    expect(again.symbols.get('ONE')!.choice).toBe(again.choices[0]);
    expect(again.symbols.get('NARROW')!.selectedBy[0]!.value).toBe(again.symbols.get('WIDE'));
    expect(again.gaps).toEqual(whole.gaps);
    expect(again.problems).toEqual(whole.problems);
  });
});

const SDK: Files = {
  'zephyr/Kconfig': 'source "Kconfig.zephyr"\n',
  'zephyr/Kconfig.zephyr':
    'source "$(KCONFIG_BINARY_DIR)/Kconfig.dts"\nsource "$(KCONFIG_BINARY_DIR)/Kconfig.modules"\nosource "parts/*/Kconfig"\nosource "more/Kconfig"\nosource "$(BOARD_DIR)/Kconfig.defconfig"\nconfig LED\n\tdef_bool DT_HAS_ACME_LED_ENABLED\n',
  'zephyr/parts/a/Kconfig': 'config A\n\tdef_bool y\n',
  'zephyr/dts/bindings/led.yaml': 'compatible: "acme,led"\n',
};

/** What each image reads of the SDK by itself. */
const OF_IMAGE = ['/zephyr/Kconfig', '/zephyr/Kconfig.zephyr'];
const OF_BOARD = '/zephyr/boards/arm/fox/Kconfig.defconfig';

const LED = '/ { led { compatible = "acme,led"; }; };';

/** A disk whose files change at these times, in milliseconds; those that are not named long ago. */
type Times = Readonly<Record<string, number>>;

/** A second for every run: none of them sees what changed while another one read. */
const START = 1_000_000;

/** What one run after the other makes of an SDK; of each the symbols, and which Kconfig files were read. */
function runs() {
  const kept = new Map<string, Uint8Array>();
  let clock = START;
  return (files: Files, source = LED, changed: Partial<ImageBuild> = {}, times: Times = {}) => {
    const read: string[] = [];
    const disk = memoryFiles(
      Object.fromEntries(Object.entries({ ...SDK, ...files }).map(([path, text]) => [`/${path}`, text])),
    );
    const recorded: FileSystem = {
      stat: (path) => disk.stat(path),
      list: (path) => disk.list(path),
      read(path) {
        if (/Kconfig/.test(path)) read.push(path);
        return disk.read(path);
      },
    };
    let written = 0;
    const store: Store = {
      // Sizes and times, as a disk has them.
      stamp(path) {
        const inside = path.slice('/sdk/'.length);
        const stat = disk.stat(`/${inside}`);
        const at = times[inside] ?? 0;
        return stat && { text: `${stat.size} ${disk.list(`/${inside}`).length} ${at}`, changed: at };
      },
      read: (name) => kept.get(name),
      write(name, data) {
        written++;
        kept.set(name, data);
      },
      now: () => clock,
    };
    clock += 10_000;
    const workspace = new WorkspaceKconfig(recorded, '', [], new KeptOfSdk(store, '/sdk', recorded));
    const image: ImageBuild = {
      root: '/zephyr/Kconfig',
      folder: '/<project>/app',
      board: 'fox',
      boardFolder: '/zephyr/boards/arm/fox',
      hardware: { model: 'v1', architecture: 'arm' },
      boardRevision: '',
      shields: [],
      devicetree: devicetree(source),
      ...changed,
    };
    const { symbols } = workspace.tree(image);
    return {
      symbols: [...symbols].filter(([, { definitions }]) => definitions.length > 0).map(([name]) => name),
      isRead: read.includes('/zephyr/parts/a/Kconfig'),
      read,
      written,
      kept,
    };
  };
}

describe('the Kconfig tree of an SDK', () => {
  test('is read once for all runs, as long as nothing changes', () => {
    const run = runs();
    const first = run({});
    expect(first).toMatchObject({ symbols: ['DT_HAS_ACME_LED_ENABLED', 'A', 'LED'], isRead: true });
    expect(run({})).toMatchObject({ symbols: first.symbols, isRead: false });
  });

  test.each<[string, Files, string, Partial<ImageBuild>]>([
    ['a file is another one', { 'zephyr/parts/a/Kconfig': 'config AA\n\tdef_bool y\n' }, LED, {}],
    ['a file is gone', { 'zephyr/parts/a/Kconfig': '' }, LED, {}],
    [
      'a file comes into a folder that a pattern names',
      { 'zephyr/parts/b/Kconfig': 'config B\n\tdef_bool y\n' },
      LED,
      {},
    ],
    ['a file is there that was not', { 'zephyr/more/Kconfig': 'config F\n\tdef_bool y\n' }, LED, {}],
    ['a binding is another one', { 'zephyr/dts/bindings/led.yaml': 'compatible: "acme,lamp"\n' }, LED, {}],
  ])('is read again where %s', (_, files, source, changed) => {
    const run = runs();
    run({});
    const fresh = runs()(files, source, changed);
    expect(run(files, source, changed)).toMatchObject({ symbols: fresh.symbols, isRead: true });
  });

  test.each<[string, string, Partial<ImageBuild>]>([
    ['the devicetree says something else', '/ { };', {}],
    ['the board is another one', LED, { board: 'hare', boardFolder: '/zephyr/boards/arm/hare' }],
    ['the application is another one', LED, { folder: '/<project>/other' }],
  ])('is read once for all images: %s', (_, source, changed) => {
    const files = { 'zephyr/boards/arm/hare/Kconfig.defconfig': 'config H\n\tdef_bool y\n' };
    const run = runs();
    run(files);
    const fresh = runs()(files, source, changed);
    expect(run(files, source, changed)).toMatchObject({ symbols: fresh.symbols, isRead: false, written: 0 });
  });

  test('is read once where files are as they were and only their times are not, as a checkout of Git leaves them', () => {
    const run = runs();
    const { symbols } = run({});
    const touched = { 'zephyr/parts/a/Kconfig': 5, 'zephyr/Kconfig.zephyr': 6, 'zephyr/parts': 7 };
    // The two are compared with what they were, and no others.
    expect(run({}, LED, {}, touched)).toMatchObject({
      symbols,
      read: [...OF_IMAGE, '/zephyr/Kconfig.zephyr', '/zephyr/parts/a/Kconfig', OF_BOARD],
      written: 1,
    });
    expect(run({}, LED, {}, touched)).toMatchObject({ symbols, read: [...OF_IMAGE, OF_BOARD], written: 0 });
  });

  test('is read again where a file became another one of the same size, within what the clock of the disk tells apart', () => {
    const file = 'zephyr/parts/a/Kconfig';
    const times = { [file]: START + 10_000 };
    const run = runs();
    run({}, LED, {}, times);
    expect(run({ [file]: 'config B\n\tdef_bool y\n' }, LED, {}, times).symbols).toContain('B');
    // As long ago as it is by now, its time tells.
    run({}, LED, {}, times);
    expect(run({}, LED, {}, times)).toMatchObject({ isRead: false, written: 0 });
  });

  test('is read again where what was kept is damaged', () => {
    const run = runs();
    const { kept, symbols } = run({});
    for (const [name, data] of kept) kept.set(name, data.slice(0, data.length - 10));
    expect(run({})).toMatchObject({ symbols, isRead: true });
    for (const [name, data] of kept)
      kept.set(
        name,
        data.map((byte, index) => (index > 8 ? 0x20 : byte)),
      );
    expect(run({})).toMatchObject({ symbols, isRead: true });
  });
});
