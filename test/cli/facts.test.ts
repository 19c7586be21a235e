import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { ncslint, onDisk } from './run.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/sdk-facts.schema.json'), 'utf8'));

/** An SDK with sysbuild and MCUboot, and without Zephyr. */
const sdk = () =>
  onDisk({
    'nrf/VERSION': '2.9.0\n',
    'nrf/sysbuild/CMakeLists.txt': 'if(SB_CONFIG_FOX)\n  set_config_bool(mcuboot CONFIG_FOX y)\nendif()\n',
    'nrf/sysbuild/Kconfig.sysbuild': 'config FOX\n\tbool "Fox"\n',
    'nrf/subsys/partition_manager/Kconfig': '',
    'nrf/modules/mcuboot/boot/zephyr/Kconfig': '',
    'bootloader/mcuboot/boot/zephyr/Kconfig': 'config BOOT_FOX\n\tbool "Fox"\n\tdefault y\n',
    'bootloader/mcuboot/boot/zephyr/prj.conf': 'CONFIG_PM=n\n',
    'bootloader/mcuboot/boot/zephyr/boards/fox_nrf52840.conf': 'CONFIG_BOOT_FOX=n\n',
  });

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
