import { describe, expect, test } from 'vitest';
import { diagnosticsOf, ofRule, update } from './of-rule.ts';

const board = { board: 'nrf52840dk_nrf52840' };
const conf = (text: string) => ({ 'prj.conf': text });

describe('kconfig/unmet-dependency', () => {
  const found = ofRule('kconfig/unmet-dependency');
  const uart = 'CONFIG_NET_BUF=y\nCONFIG_ZCBOR=y\nCONFIG_CRC=y\nCONFIG_MCUMGR=y\nCONFIG_MCUMGR_TRANSPORT_UART=y\n';

  test('reports what is on without what it depends on', () => {
    expect(found(conf(uart), board)).toEqual(['error prj.conf:5']);
    expect(found(conf(`CONFIG_BASE64=y\n${uart}`), board)).toEqual([]);
  });

  test('reports the line that is merged behind, where two lines contradict each other', () => {
    const files = { ...conf(`CONFIG_BASE64=y\n${uart}`), 'boards/nrf52840dk_nrf52840.conf': 'CONFIG_CRC=n\n' };
    expect(found(files, board)).toEqual(['info boards/nrf52840dk_nrf52840.conf:1']);
    expect(found(conf(`CONFIG_BASE64=y\n${uart}CONFIG_CRC=n\n`), board)).toEqual(['error prj.conf:7']);
  });

  test('reports of lines that rest on each other the first one', () => {
    const files = conf(`CONFIG_BASE64=y\n${uart.replace('CONFIG_CRC=y', 'CONFIG_CRC=n')}`);
    expect(found(files, board)).toEqual(['error prj.conf:5']);
  });

  test('is information where the devicetree decides', () => {
    const files = conf('CONFIG_FLASH=y\nCONFIG_SPI_NOR=y\n');
    expect(found(files, board)).toEqual(['info prj.conf:2']);
  });

  test('is information for a number that stayed behind', () => {
    expect(found(conf('CONFIG_NORDIC_QSPI_NOR=n\nCONFIG_NORDIC_QSPI_NOR_STACK_WRITE_BUFFER_SIZE=4\n'), board)).toEqual([
      'info prj.conf:2',
    ]);
  });

  test('knows that a board does not decide for the others', () => {
    const files = conf('CONFIG_BT=y\nCONFIG_BT_OBSERVER=y\nCONFIG_BT_DF=y\n');
    expect(found(files, { board: 'nrf5340dk_nrf5340_cpuapp' })).toEqual([]);
  });

  test('leaves what is set to n alone, what nobody knows, and what comes later in the merge', () => {
    expect(found(conf('CONFIG_FLASH=n\nCONFIG_NORDIC_QSPI_NOR=n\n'), board)).toEqual([]);
    expect(found(conf('CONFIG_OF_OUR_OWN=y\n'), board)).toEqual([]);
    expect(found(conf(uart), { ...board, facts: () => undefined })).toEqual([]);
    expect(found({ ...conf(uart), 'boards/nrf52840dk_nrf52840.conf': 'CONFIG_BASE64=y\n' }, board)).toEqual([]);
  });
});

describe('kconfig/unmet-dependency in builds with sysbuild', () => {
  const found = ofRule('kconfig/unmet-dependency');
  const nrf54 = { board: 'nrf54l15dk/nrf54l15/cpuapp', version: '2.9.0' };

  test('knows what the libraries of nrf depend on, whatever the board', () => {
    expect(found(conf('CONFIG_CAF_BUTTONS=y\n'), nrf54)).toEqual(['error prj.conf:1']);
    expect(found(conf('CONFIG_CAF=y\nCONFIG_CAF_BUTTONS=y\n'), nrf54)).toEqual([]);
  });

  test('is information for a version between those that were read', () => {
    expect(found(conf('CONFIG_CAF_BUTTONS=y\n'), { ...nrf54, version: '3.0.0' })).toEqual(['info prj.conf:1']);
  });

  test('is silent about what a Kconfig file of the application may turn on', () => {
    const files = { ...conf('CONFIG_CAF_BUTTONS=y\n'), Kconfig: 'config OURS\n\tdef_bool y\n\tselect CAF\n' };
    expect(found(files, nrf54)).toEqual([]);
  });

  test('warns of an option of MCUboot that a file for the board takes the ground from', () => {
    const files = (gpio: string) => ({
      ...conf('CONFIG_LOG=y\n'),
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\nSB_CONFIG_MCUBOOT_MODE_FIRMWARE_UPDATER=y\n',
      'sysbuild/mcuboot/prj.conf': 'CONFIG_BOOT_FIRMWARE_LOADER_ENTRANCE_GPIO=y\n',
      'sysbuild/mcuboot/boards/nrf54l15dk_nrf54l15_cpuapp.conf': `CONFIG_GPIO=${gpio}\n`,
    });
    const main = { ...nrf54, version: '3.3.99' };
    expect(found(files('n'), main)).toEqual(['warning sysbuild/mcuboot/boards/nrf54l15dk_nrf54l15_cpuapp.conf:1']);
    expect(found(files('y'), main)).toEqual([]);
  });
});

describe('kconfig/value-type', () => {
  const found = ofRule('kconfig/value-type');

  test('knows the numbers that a symbol takes, where it is asked for', () => {
    const limit = (value: string) => `CONFIG_CAF_BUTTONS_EVENT_LIMIT=${value}\n`;
    const nrf54 = { board: 'nrf54l15dk/nrf54l15/cpuapp', version: '2.9.0' };
    const buttons = 'CONFIG_CAF=y\nCONFIG_CAF_BUTTONS=y\n';
    expect(found(conf(buttons + limit('256')), nrf54)).toEqual(['error prj.conf:3']);
    // Another version may take other numbers.
    expect(found(conf(buttons + limit('256')), { ...nrf54, version: '2.8.0' })).toEqual([]);
    expect(found(conf(buttons + limit('255')), nrf54)).toEqual([]);
    // Nobody sees it, so it has no range either.
    expect(found(conf(limit('256')), nrf54)).toEqual([]);
    // The last line counts.
    expect(found(conf(buttons + limit('256') + limit('1')), nrf54)).toEqual([]);
  });

  test.each([
    'CONFIG_LOG=1',
    'CONFIG_LOG="y"',
    'CONFIG_NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE=0x1000',
    'CONFIG_NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE="4096"',
  ])('stops at %s', (line) => {
    expect(found(conf(`CONFIG_FLASH=y\n${line}\n`), board)).toEqual(['error prj.conf:2']);
  });

  test.each([
    'CONFIG_LOG=y',
    '# CONFIG_NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE is not set',
    'CONFIG_NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE=4096',
    'CONFIG_OF_OUR_OWN=1',
  ])('takes %s', (line) => {
    expect(found(conf(`${line}\n`), board)).toEqual([]);
  });

  test('says what to write', () => {
    const [only] = diagnosticsOf(
      'kconfig/value-type',
      conf('CONFIG_NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE=0x1000\n'),
      board,
    );
    expect(only?.help).toBe('write `CONFIG_NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE=4096`');
  });
});

describe('kconfig/do-not-set', () => {
  const found = ofRule('kconfig/do-not-set');

  test('is about images that Partition Manager places', () => {
    const files = { ...update, 'prj.conf': `${update['prj.conf']}CONFIG_FLASH_LOAD_OFFSET=0xc000\n` };
    expect(found(files, board)).toEqual(['warning prj.conf:4']);
    expect(found(conf('CONFIG_FLASH_LOAD_OFFSET=0xc000\n'), board)).toEqual([]);
  });

  test('leaves a line alone that says what is the case', () => {
    const files = (value: string) => ({
      ...update,
      'prj.conf': `CONFIG_PARTITION_MANAGER_ENABLED=${value}\n${update['prj.conf']}`,
    });
    expect(found(files('y'), board)).toEqual([]);
    expect(found(files('n'), board)).toEqual(['warning prj.conf:1']);
  });

  test('leaves to sysbuild what it writes into every image', () => {
    const files = {
      'prj.conf': 'CONFIG_PARTITION_MANAGER_ENABLED=n\n',
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
    };
    const build = { board: 'nrf52840dk/nrf52840', version: '2.9.0' };
    expect(found(files, build)).toEqual([]);
    expect(ofRule('sysbuild/option-overridden')(files, build)).toEqual(['error prj.conf:1']);
  });
});

describe('kconfig/range', () => {
  const found = ofRule('kconfig/range');

  test('wants multiples of what the flash writes at once', () => {
    expect(found(conf('CONFIG_IMG_BLOCK_BUF_SIZE=130\n'), board)).toEqual(['error prj.conf:1']);
    expect(found(conf('CONFIG_IMG_BLOCK_BUF_SIZE=512\n'), board)).toEqual([]);
    expect(found(conf('CONFIG_LOG=y\n'), board)).toEqual([]);
    expect(found(conf('CONFIG_IMG_BLOCK_BUF_SIZE=130\n'), { board: 'nobody_knows' })).toEqual([]);
  });
});

describe('kconfig/progressive-erase', () => {
  const found = ofRule('kconfig/progressive-erase');
  const upload =
    'CONFIG_STREAM_FLASH=y\nCONFIG_FLASH_MAP=y\nCONFIG_IMG_MANAGER=y\nCONFIG_NET_BUF=y\nCONFIG_ZCBOR=y\n' +
    'CONFIG_CRC=y\nCONFIG_MCUMGR=y\nCONFIG_MCUMGR_GRP_IMG=y\n';
  const files = { ...update, 'prj.conf': `${update['prj.conf']}${upload}` };

  test('is information where MCUmgr fills an external slot', () => {
    expect(found(files, board)).toEqual(['info prj.conf:11']);
  });

  test('is silent where the option is on, and without the external slot', () => {
    expect(found({ ...files, 'prj.conf': `${files['prj.conf']}CONFIG_IMG_ERASE_PROGRESSIVELY=y\n` }, board)).toEqual(
      [],
    );
    expect(found(conf(`CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\n${upload}`), board)).toEqual([]);
  });
});
