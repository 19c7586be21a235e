import { describe, expect, test } from 'vitest';
import { ofRule, overlay, update } from './of-rule.ts';

const base = { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\n', [overlay]: '/ {\n};\n' };
const bootloader = (text: string) => ({ ...base, 'child_image/mcuboot.conf': text });

describe('mcuboot/serial-recovery', () => {
  const found = ofRule('mcuboot/serial-recovery');
  const serial = 'CONFIG_MCUBOOT_SERIAL=y\nCONFIG_UART_CONSOLE=n\n';

  test('wants the UART for itself, unless another one is chosen', () => {
    expect(found(bootloader(serial))).toEqual([]);
    const shared = bootloader('CONFIG_MCUBOOT_SERIAL=y\n');
    expect(found(shared)).toEqual(['error child_image/mcuboot.conf:1']);
    const other = '/ {\n\tchosen {\n\t\tzephyr,uart-mcumgr = &uart1;\n\t};\n};\n&uart1 {\n\tstatus = "okay";\n};\n';
    expect(found({ ...shared, 'child_image/mcuboot.overlay': other })).toEqual([]);
    expect(found({ ...shared, 'child_image/mcuboot.overlay': other.replaceAll('uart1', 'uart0') })).toEqual([
      'error child_image/mcuboot.conf:1',
    ]);
  });

  test('wants a way in', () => {
    expect(found(bootloader(`${serial}CONFIG_BOOT_SERIAL_ENTRANCE_GPIO=n\n`))).toEqual([
      'error child_image/mcuboot.conf:3',
    ]);
    expect(
      found(bootloader(`${serial}CONFIG_BOOT_SERIAL_ENTRANCE_GPIO=n\nCONFIG_BOOT_SERIAL_WAIT_FOR_DFU=y\n`)),
    ).toEqual([]);
  });

  test('wants aliases for its button and its LED', () => {
    const without = (...names: string[]) =>
      `/ {\n\taliases {\n${names.map((name) => `\t\t/delete-property/ ${name};\n`).join('')}\t};\n};\n`;
    expect(found({ ...bootloader(serial), 'child_image/mcuboot.overlay': without('mcuboot-button0') })).toEqual([
      'error child_image/mcuboot.conf:1',
    ]);
    const led = bootloader(`${serial}CONFIG_MCUBOOT_INDICATION_LED=y\n`);
    expect(found(led)).toEqual([]);
    expect(found({ ...led, 'child_image/mcuboot.overlay': without('mcuboot-led0', 'bootloader-led0') })).toEqual([
      'error child_image/mcuboot.conf:3',
    ]);
  });

  test('warns where the only transport is turned off in vain, whatever the version', () => {
    const off = bootloader(`${serial}CONFIG_BOOT_SERIAL_UART=n\n`);
    expect(found(off)).toEqual(['warning child_image/mcuboot.conf:3']);
    expect(found(off, { version: '2.1.0' })).toEqual(['warning child_image/mcuboot.conf:3']);
    expect(found(bootloader(`${serial}CONFIG_BOOT_SERIAL_UART=n\nCONFIG_BOOT_SERIAL_CDC_ACM=y\n`))).toEqual([]);
    expect(found(bootloader('CONFIG_MCUBOOT_SERIAL=n\nCONFIG_BOOT_SERIAL_UART=n\n'))).toEqual([]);
  });

  test('is information where a file for the board asks for what all boards do without', () => {
    const files = {
      ...base,
      'child_image/mcuboot/prj.conf': 'CONFIG_MCUBOOT_SERIAL=n\nCONFIG_BOOT_SERIAL_UART=n\nCONFIG_UART_CONSOLE=n\n',
      'child_image/mcuboot/boards/nrf52840dk_nrf52840.conf':
        'CONFIG_MCUBOOT_SERIAL=y\nCONFIG_BOOT_SERIAL_ENTRANCE_GPIO=y\n',
    };
    expect(found(files)).toEqual(['info child_image/mcuboot/prj.conf:2']);
  });

  test('leaves the defaults of other versions alone', () => {
    expect(found(bootloader('CONFIG_MCUBOOT_SERIAL=y\n'), { version: '2.6.0' })).toEqual([]);
  });
});

describe('mcuboot/single-slot', () => {
  const found = ofRule('mcuboot/single-slot');
  const uploads = {
    ...bootloader('CONFIG_SINGLE_APPLICATION_SLOT=y\n'),
    'prj.conf': `${base['prj.conf']}CONFIG_STREAM_FLASH=y\nCONFIG_IMG_MANAGER=y\n`,
  };

  test('is about applications that upload', () => {
    expect(found(uploads)).toEqual(['error child_image/mcuboot.conf:1']);
    expect(found({ ...uploads, 'prj.conf': base['prj.conf'] })).toEqual([]);
    expect(found({ ...uploads, 'child_image/mcuboot.conf': '' })).toEqual([]);
  });
});

describe('mcuboot/signature-key', () => {
  const found = ofRule('mcuboot/signature-key');

  test('informs about the public key, at the line that brings the bootloader', () => {
    expect(found(base)).toEqual(['info prj.conf:1']);
    expect(found(bootloader('CONFIG_BOOT_SIGNATURE_KEY_FILE="/keys/ours.pem"\n'))).toEqual([]);
    expect(found(bootloader('CONFIG_BOOT_SIGNATURE_KEY_FILE="root-ec-p256.pem"\n'))).toEqual([
      'info child_image/mcuboot.conf:1',
    ]);
    expect(found({ ...base, 'prj.conf': 'CONFIG_FLASH=y\n' })).toEqual([]);
  });

  test("warns about Zephyr's own option", () => {
    expect(found({ ...base, 'prj.conf': `${base['prj.conf']}CONFIG_MCUBOOT_SIGNATURE_KEY_FILE="a.pem"\n` })).toEqual([
      'warning prj.conf:3',
      'info prj.conf:1',
    ]);
    expect(found({ ...base, 'prj.conf': `${base['prj.conf']}CONFIG_MCUBOOT_SIGNATURE_KEY_FILE=""\n` })).toEqual([
      'info prj.conf:1',
    ]);
  });
});

describe('other options of MCUboot', () => {
  test('USB needs threads, whichever way it is used', () => {
    const found = ofRule('mcuboot/usb-multithreading');
    expect(found(bootloader('CONFIG_MULTITHREADING=n\nCONFIG_BOOT_USB_DFU_WAIT=y\n'))).toEqual([
      'error child_image/mcuboot.conf:1',
    ]);
    expect(found(bootloader('CONFIG_MULTITHREADING=n\n'))).toEqual([]);
  });

  test('an option of the application has no effect in MCUboot', () => {
    const found = ofRule('mcuboot/app-option-in-mcuboot');
    expect(found(bootloader('CONFIG_BOOTLOADER_MCUBOOT=y\n'))).toEqual(['warning child_image/mcuboot.conf:1']);
    const secondary = 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n';
    expect(found(bootloader(secondary))).toEqual(['error child_image/mcuboot.conf:1']);
    // Set in both images, as Nordic's own samples do.
    expect(found({ ...update, 'child_image/mcuboot.conf': update['child_image/mcuboot.conf'] + secondary })).toEqual(
      [],
    );
  });

  test('direct-XIP wants internal slots, and a bootloader that knows of it', () => {
    const found = ofRule('mcuboot/direct-xip');
    expect(
      found({
        ...update,
        'child_image/mcuboot.conf': `${update['child_image/mcuboot.conf']}CONFIG_BOOT_DIRECT_XIP=y\n`,
      }),
    ).toEqual(['error pm_static.yml:4']);
    const variant = { ...base, 'prj.conf': `${base['prj.conf']}CONFIG_BOOT_BUILD_DIRECT_XIP_VARIANT=y\n` };
    expect(found(variant)).toEqual(['error prj.conf:3']);
    expect(found({ ...variant, 'child_image/mcuboot.conf': 'CONFIG_BOOT_DIRECT_XIP=y\n' })).toEqual([]);
  });

  test('versions are compared where there are any', () => {
    const found = ofRule('mcuboot/downgrade-prevention');
    const prevention = bootloader('CONFIG_MCUBOOT_DOWNGRADE_PREVENTION=y\n');
    expect(found(prevention)).toEqual(['info child_image/mcuboot.conf:1']);
    expect(found({ ...prevention, 'prj.conf': `${base['prj.conf']}CONFIG_MCUBOOT_IMAGE_VERSION="0.0.0+0"\n` })).toEqual(
      [],
    );
    expect(found(base)).toEqual([]);
  });
});
