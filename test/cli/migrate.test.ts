import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ncslint, onDisk } from './run.ts';

const overlay = 'boards/nrf52840dk_nrf52840.overlay';
const application = {
  'prj.conf': '',
  'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
  'pm_static.yml': `mcuboot: {address: 0x0, size: 0xc000}
mcuboot_pad: {address: 0xc000, size: 0x200}
app: {address: 0xc200, size: 0x75e00}
mcuboot_primary: {address: 0xc000, size: 0x76000, span: [mcuboot_pad, app]}
mcuboot_secondary: {address: 0x82000, size: 0x76000}
settings_storage: {address: 0xf8000, size: 0x8000}
`,
};
const target = ['-b', 'nrf52840dk/nrf52840', '--sdk', '3.3.99'];

describe('ncslint migrate', () => {
  test('prints, and writes nothing', async () => {
    const folder = onDisk(application);
    const { code, out } = await ncslint(['migrate', ...target], { in: folder });
    expect(code).toBe(0);
    expect(out).toContain('partitions.dtsi (a new file)');
    expect(out).toMatch(
      /Proved for mcuboot: mcuboot, mcuboot_primary, mcuboot_secondary,\s+settings_storage lie where they lay\./,
    );
    expect(readdirSync(folder).sort()).toEqual(Object.keys(application).sort());
  });

  test('writes new files with --write, and the build is as it was', async () => {
    const folder = onDisk(application);
    const { code, out } = await ncslint(['migrate', '--write', ...target], { in: folder });
    expect(code).toBe(0);
    expect(out).toContain('partitions.dtsi (written)');
    for (const file of ['partitions.dtsi', overlay, 'sysbuild/mcuboot.overlay'])
      expect(existsSync(join(folder, file))).toBe(true);
    writeFileSync(join(folder, 'sysbuild.conf'), `${application['sysbuild.conf']}SB_CONFIG_PARTITION_MANAGER=n\n`);
    const compared = await ncslint(['map', '--compare', 'devicetree', ...target], { in: folder });
    expect(compared.code).toBe(0);
    expect(compared.out).toContain('Nothing has moved.');
    const linted = await ncslint([...target], { in: folder });
    expect(linted.out).not.toMatch(/^(error|warning)\[devicetree/m);
  });

  test('never writes over a file', async () => {
    const own = '/* Mine. */\n';
    const folder = onDisk({ ...application, [overlay]: own, 'partitions.dtsi': own });
    const { out } = await ncslint(['migrate', '--write', ...target], { in: folder });
    expect(out).toContain('partitions.dtsi (to be added by hand)');
    for (const file of [overlay, 'partitions.dtsi']) expect(readFileSync(join(folder, file), 'utf8')).toBe(own);
  });

  test('fails where it refuses, and says why', async () => {
    const yaml = `${application['pm_static.yml']}pcd_sram: {address: 0x20000000, size: 0x2000, region: sram_primary}\n`;
    const { code, out } = await ncslint(['migrate', ...target], {
      in: onDisk({ ...application, 'pm_static.yml': yaml }),
    });
    expect(code).toBe(1);
    expect(out).toContain('Not moved: only partitions of flash can be moved, and pcd_sram lies in');
  });

  test('has nothing to do without a static file', async () => {
    const { 'pm_static.yml': _, ...rest } = application;
    const { code, out } = await ncslint(['migrate', ...target], { in: onDisk(rest) });
    expect({ code, out }).toEqual({
      code: 0,
      out: 'Nothing to move: no configuration reads a static file of Partition Manager.\n',
    });
  });
});
