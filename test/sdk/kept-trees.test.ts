import { describe, expect, test } from 'vitest';
import { packed, unpacked } from '../../src/model/kconfig-tree/packed.ts';
import { KeptOfSdk, type TreeStore } from '../../src/sdk/kconfig/tree-store.ts';
import { type ImageBuild, WorkspaceKconfig } from '../../src/sdk/kconfig/workspace-kconfig.ts';
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
    expect([...again.symbols.keys()]).toEqual([...whole.symbols.keys()]);
    expect(again.symbols.get('ONE')!.choice).toBe(again.choices[0]);
    expect(again.symbols.get('NARROW')!.selectedBy[0]!.value).toBe(again.symbols.get('WIDE'));
    expect(again.gaps).toEqual(whole.gaps);
    expect(again.problems).toEqual(whole.problems);
  });
});

const SDK: Files = {
  'zephyr/Kconfig': 'source "Kconfig.zephyr"\n',
  'zephyr/Kconfig.zephyr':
    'source "$(KCONFIG_BINARY_DIR)/Kconfig.dts"\nsource "$(KCONFIG_BINARY_DIR)/Kconfig.modules"\nosource "parts/*/Kconfig"\nosource "$(BOARD_DIR)/Kconfig.defconfig"\nconfig LED\n\tdef_bool DT_HAS_ACME_LED_ENABLED\n',
  'zephyr/parts/a/Kconfig': 'config A\n\tdef_bool y\n',
  'zephyr/dts/bindings/led.yaml': 'compatible: "acme,led"\n',
};

const LED = '/ { led { compatible = "acme,led"; }; };';

/** What one run after the other makes of an SDK; of each the symbols, and whether a Kconfig file was read. */
function runs() {
  const kept = new Map<string, Uint8Array>();
  return (files: Files, source = LED, changed: Partial<ImageBuild> = {}) => {
    const read: string[] = [];
    const disk = memoryFiles(
      Object.fromEntries(Object.entries({ ...SDK, ...files }).map(([path, text]) => [`/${path}`, text])),
    );
    const recorded: FileSystem = {
      stat: (path) => disk.stat(path),
      list: (path) => disk.list(path),
      read(path) {
        read.push(path);
        return disk.read(path);
      },
    };
    const store: TreeStore = {
      signature(path) {
        const inside = path.slice('/sdk'.length);
        const names = disk.list(inside).map(({ name }) => name);
        return disk.stat(inside) && `${disk.read(inside)} ${names.join()}`;
      },
      read: (name) => kept.get(name),
      write: (name, data) => kept.set(name, data),
    };
    const workspace = new WorkspaceKconfig(recorded, '', [], new KeptOfSdk(store, '/sdk'));
    const image: ImageBuild = {
      root: '/zephyr/Kconfig',
      folder: '/<project>/app',
      board: 'fox',
      boardFolder: '/zephyr/boards/arm/fox',
      architecture: 'arm',
      boardRevision: '',
      shields: [],
      devicetree: devicetree(source),
      ...changed,
    };
    const { symbols } = workspace.tree(image);
    return {
      symbols: [...symbols.values()].filter(({ definitions }) => definitions.length > 0).map(({ name }) => name),
      isRead: read.some((path) => /Kconfig/.test(path)),
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
    [
      'a file comes into a folder that a pattern names',
      { 'zephyr/parts/b/Kconfig': 'config B\n\tdef_bool y\n' },
      LED,
      {},
    ],
    [
      'a file is there that was not',
      { 'zephyr/boards/arm/fox/Kconfig.defconfig': 'config F\n\tdef_bool y\n' },
      LED,
      {},
    ],
    ['the devicetree says something else', {}, '/ { };', {}],
    ['a binding is another one', { 'zephyr/dts/bindings/led.yaml': 'compatible: "acme,lamp"\n' }, LED, {}],
    ['the board is another one', {}, LED, { board: 'hare' }],
  ])('is read again where %s', (_, files, source, changed) => {
    const run = runs();
    run({});
    const fresh = runs()(files, source, changed);
    expect(run(files, source, changed)).toMatchObject({ symbols: fresh.symbols, isRead: true });
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
