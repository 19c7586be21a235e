import { describe, expect, test } from 'vitest';
import { chosen, diagnosticsOf, ofRule, overlay, update, without } from './of-rule.ts';

const found = ofRule('external-flash/mcuboot-driver');
const driverless = { ...update, 'child_image/mcuboot.conf': 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n' };

describe('external-flash/mcuboot-driver', () => {
  test('points at the region of the slot', () => {
    expect(found(update)).toEqual([]);
    expect(found(driverless)).toEqual(['error pm_static.yml:4']);
  });

  test('points at the line that turns the driver off', () => {
    const off = {
      ...update,
      'child_image/mcuboot.conf': 'CONFIG_BOOT_MAX_IMG_SECTORS=256\nCONFIG_NORDIC_QSPI_NOR=n\n',
    };
    expect(found(off)).toEqual(['error child_image/mcuboot.conf:2']);
  });

  test('points at the chosen flash where Partition Manager places the slot', () => {
    expect(found(without(driverless, 'pm_static.yml'))).toEqual([`error ${overlay}:3`]);
  });

  test('knows what is given to the build', () => {
    expect(found(driverless, { buildArguments: ['-Dmcuboot_CONFIG_NORDIC_QSPI_NOR=y'] })).toEqual([]);
    expect(found(update, { buildArguments: ['-Dmcuboot_CONFIG_NORDIC_QSPI_NOR=n'] })).toHaveLength(1);
  });

  test('reads the fragment of the build type, and no other', () => {
    const release = { ...without(update, 'prj.conf'), 'prj_release.conf': update['prj.conf']! };
    const built = { buildArguments: ['-DCONF_FILE=prj_release.conf'] };
    expect(found(release, built)).toEqual(['error pm_static.yml:4']);
    const typed = { ...release, 'child_image/mcuboot_release.conf': update['child_image/mcuboot.conf']! };
    expect(found(typed, built)).toEqual([]);
  });

  test('is silent where the partitions need no driver of the SDK', () => {
    const override = { ...driverless, 'child_image/mcuboot.conf': 'CONFIG_PM_OVERRIDE_EXTERNAL_DRIVER_CHECK=y\n' };
    expect(found(override)).toEqual([]);
  });

  test('speaks of a chip that MCUboot has disabled, whatever its configuration says', () => {
    const disabled = `${chosen}&mx25r64 {\n\tstatus = "disabled";\n};\n`;
    const files = { ...update, 'child_image/mcuboot.overlay': disabled };
    expect(found(files)).toEqual(['error pm_static.yml:4']);
    // The driver is asked for already.
    const [only] = diagnosticsOf('external-flash/mcuboot-driver', files);
    expect(only?.fixes?.[0]?.edits).toMatchObject([
      { path: 'child_image/mcuboot.overlay', text: '&mx25r64 {\n\tstatus = "okay";\n};\n' },
    ]);
  });

  test('enables the chip and the driver where both are off', () => {
    const disabled = `${chosen}&mx25r64 {\n\tstatus = "disabled";\n};\n`;
    const [both] = diagnosticsOf('external-flash/mcuboot-driver', {
      ...driverless,
      'child_image/mcuboot.overlay': disabled,
    });
    expect(both?.fixes?.[0]?.edits).toMatchObject([
      { path: 'child_image/mcuboot.overlay' },
      { path: 'child_image/mcuboot.conf', text: 'CONFIG_NORDIC_QSPI_NOR=y\n' },
    ]);
  });

  test('is silent about a slot that stays internal, and about updates nobody can make', () => {
    const internal = {
      ...driverless,
      'prj.conf': `${update['prj.conf']}CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=n\n`,
    };
    expect(found(without(internal, 'pm_static.yml'))).toEqual([]);
    expect(found({ ...driverless, 'prj.conf': 'CONFIG_FLASH=y\n' })).toEqual([]);
  });

  test('enables for a chip on SPI what its driver needs besides', () => {
    const nor = `&qspi {\n\tstatus = "disabled";\n};\n&spi1 {\n\tstatus = "okay";\n\tnor: nor@0 {\n\t\tcompatible = "jedec,spi-nor";\n\t\treg = <0>;\n\t\tspi-max-frequency = <8000000>;\n\t\tjedec-id = [c2 28 17];\n\t\tsize = <0x4000000>;\n\t};\n};\n${chosen.replace('mx25r64', 'nor')}`;
    const files = {
      ...update,
      [overlay]: nor,
      'child_image/mcuboot.overlay': nor,
      'child_image/mcuboot.conf': 'CONFIG_SPI_NOR=n\n',
    };
    const [only] = diagnosticsOf('external-flash/mcuboot-driver', files);
    expect(only?.message).toContain('CONFIG_SPI_NOR is off');
    expect(only?.fixes?.[0]?.edits[0]).toMatchObject({ text: expect.stringContaining('CONFIG_MULTITHREADING=y\n') });
  });
});
