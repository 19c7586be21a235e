import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { SymbolsFile } from '../../src/sdk/data-files.ts';
import { ncslint, onDisk } from './run.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/sdk-facts.schema.json'), 'utf8'));

/** An SDK with sysbuild and MCUboot, and without Zephyr. */
const sdk = (more: Readonly<Record<string, string>> = {}) =>
  onDisk({
    'nrf/VERSION': '2.9.0\n',
    'nrf/sysbuild/CMakeLists.txt': 'if(SB_CONFIG_FOX)\n  set_config_bool(mcuboot CONFIG_FOX y)\nendif()\n',
    'nrf/sysbuild/Kconfig.sysbuild': 'config FOX\n\tbool "Fox"\n',
    'nrf/subsys/partition_manager/Kconfig': '',
    'nrf/modules/mcuboot/boot/zephyr/Kconfig': '',
    'bootloader/mcuboot/boot/zephyr/Kconfig': 'config BOOT_FOX\n\tbool "Fox"\n\tdefault y\n',
    'bootloader/mcuboot/boot/zephyr/prj.conf': 'CONFIG_PM=n\n',
    'bootloader/mcuboot/boot/zephyr/boards/fox_nrf52840.conf': 'CONFIG_BOOT_FOX=n\n',
    ...more,
  });

/** Where west puts modules that have a path. */
const places: Readonly<Record<string, string>> = { mcuboot: 'bootloader/mcuboot', hal_nordic: 'modules/hal/nordic' };

describe('ncslint facts', () => {
  it('writes what an SDK says, as its schema says, and says what is new or changed', async () => {
    const folder = sdk();
    const extract = () => ncslint(['facts', '--from', folder, '--to', 'facts'], { in: folder });
    const names = ['2.9.0/mcuboot-options.json', '2.9.0/mcuboot.json', '2.9.0/symbols.json', 'sysbuild/2.9.0.json'];
    expect(await extract()).toEqual({
      code: 0,
      err: '',
      out: `${names.map((name) => `new     facts/${name}\n`).join('')}4 files of NCS 2.9.0, 4 new, 0 changed\n`,
    });
    const written = readdirSync(join(folder, 'facts'), { recursive: true, encoding: 'utf8' });
    expect(
      written
        .map((name) => name.replaceAll('\\', '/'))
        .filter((name) => name.endsWith('.json'))
        .sort(),
    ).toEqual(names);
    const ajv = new Ajv({ allowUnionTypes: true, strictTuples: false });
    for (const name of names) {
      const data = JSON.parse(readFileSync(join(folder, 'facts', name), 'utf8'));
      const isValid = ajv.validate({ ...schema, oneOf: [{ $ref: `#/definitions/${data.kind}` }] }, data);
      expect([name, isValid ? '' : ajv.errorsText()]).toEqual([name, '']);
    }
    expect((await extract()).out).toBe('4 files of NCS 2.9.0, 0 new, 0 changed\n');
    writeFileSync(join(folder, 'bootloader/mcuboot/boot/zephyr/prj.conf'), 'CONFIG_PM=y\n');
    expect((await extract()).out).toContain('changed facts/2.9.0/mcuboot.json\n');
  });

  it('reads Zephyr of hardware model v2, and what its drivers select, where the modules were fetched', async () => {
    const projects = ['mcuboot', 'hal_nordic', 'nrfxlib', 'sidewalk'];
    const folder = sdk({
      'nrf/west.yml': `manifest:\n  projects:\n${projects.map((name) => `    - name: ${name}\n      path: ${places[name] ?? name}\n`).join('')}`,
      'modules/hal/nordic/zephyr/module.yml': 'name: hal_nordic\n',
      'nrfxlib/zephyr/module.yml': 'name: nrfxlib\nbuild:\n  kconfig: Kconfig\n',
      'nrfxlib/Kconfig': 'config FOX_RADIO\n\tbool "Radio"\n\tselect SPI\n',
      'zephyr/Kconfig': 'source "Kconfig.zephyr"\n',
      'zephyr/Kconfig.zephyr':
        'source "drivers/flash/Kconfig"\nsource "$(KCONFIG_BINARY_DIR)/Kconfig.modules"\nconfig SPI\n\tbool "SPI"\n',
      'zephyr/drivers/flash/Kconfig':
        'menuconfig FLASH\n\tbool "Flash"\nif FLASH\nconfig SPI_NOR\n\tbool "NOR"\n\tdefault y\n\tdepends on DT_HAS_JEDEC_SPI_NOR_ENABLED\n\tselect SPI\nendif\n',
      'zephyr/dts/bindings/mtd/jedec,spi-nor.yaml': 'description: A chip.\ncompatible: "jedec,spi-nor"\n',
      'zephyr/dts/bindings/base/base.yaml': 'properties:\n  status:\n    type: string\n',
      // ARM is a vendor of boards, too.
      'zephyr/boards/arm/mps2/board.yml': 'board:\n  name: mps2\n  vendor: arm\n',
      'zephyr/arch/archs.yml': 'archs:\n  - name: arm\n    path: arm\n',
      'zephyr/arch/arm/Kconfig': '',
      'zephyr/soc/nordic/soc.yml': 'family:\n  - name: nordic_nrf\n',
      'bootloader/mcuboot/boot/zephyr/Kconfig':
        'config FLASH\n\tdefault y\nsource "Kconfig.zephyr"\nconfig BOOT_FOX\n\tbool "Fox"\n',
    });
    expect(await ncslint(['facts', '--from', folder, '--to', 'facts'], { in: folder })).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('new     facts/2.9.0/bindings.json\n'),
    });
    const read = () => JSON.parse(readFileSync(join(folder, 'facts/2.9.0/symbols.json'), 'utf8')) as SymbolsFile;
    const { any, app, mcuboot } = read().images;
    expect(any).toEqual({
      SPI: {
        type: 'bool',
        at: 'zephyr/Kconfig.zephyr:3',
        selects: [
          { if: 'SPI_NOR && dt_enabled(jedec,spi-nor) && FLASH', at: 'zephyr/drivers/flash/Kconfig:8' },
          { if: 'FOX_RADIO', at: 'nrfxlib/Kconfig:3' },
        ],
      },
      FOX_RADIO: { type: 'bool', at: 'nrfxlib/Kconfig:1' },
      SPI_NOR: {
        type: 'bool',
        depends: 'dt_enabled(jedec,spi-nor) && FLASH',
        at: 'zephyr/drivers/flash/Kconfig:4',
        defaults: [{ value: 'y', if: 'dt_enabled(jedec,spi-nor) && FLASH', at: 'zephyr/drivers/flash/Kconfig:6' }],
      },
    });
    expect(app).toEqual({ FLASH: { type: 'bool', at: 'zephyr/drivers/flash/Kconfig:1' } });
    expect(mcuboot!.FLASH!.defaults).toEqual([{ value: 'y', at: 'bootloader/mcuboot/boot/zephyr/Kconfig:2' }]);

    rmSync(join(folder, 'nrfxlib'), { recursive: true });
    await ncslint(['facts', '--from', folder, '--to', 'facts'], { in: folder });
    expect(read().images.any).toEqual({});
  });

  it('says what is missing', async () => {
    const folder = onDisk({ 'nrf/VERSION': '2.9.0\n', 'nrf/sysbuild/CMakeLists.txt': '', 'empty/x': '' });
    const facts = (...args: string[]) => ncslint(['facts', ...args], { in: folder });
    expect(await facts()).toMatchObject({
      code: 2,
      err: expect.stringContaining('needs the folder of an SDK: --from'),
    });
    expect(await facts('--from', '2.4.0')).toMatchObject({
      code: 2,
      err: 'ncslint: 2.4.0 is no folder of an nRF Connect SDK\n',
    });
    expect(await facts('--from', './empty')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no nrf/VERSION in it'),
    });
    expect(await facts('--from', '.')).toMatchObject({
      code: 2,
      err: 'ncslint: the SDK has no nrf/sysbuild/Kconfig.sysbuild\n',
    });
  });
});
